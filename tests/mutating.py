"""How a module is mutated: every small change of `tests/mutants.py`, one at a time."""

import ast
import re
from collections.abc import Callable, Iterator
from copy import copy
from dataclasses import dataclass
from typing import Any

OTHER_COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.Gt),
    ast.LtE: (ast.Lt, ast.GtE),
    ast.Gt: (ast.GtE, ast.Lt),
    ast.GtE: (ast.Gt, ast.LtE),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
}
OTHER_OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
OTHER_FUNCTIONS = {"min": "max", "max": "min", "any": "all", "all": "any", "sorted": "list"}
LEFT_OUT = (ast.Assign, ast.AugAssign, ast.Expr, ast.Delete, ast.Continue, ast.Break)
WORD = re.compile(r"[\w -]+", re.ASCII)
"""A string that is a name or words: changed as a whole. In any other each character counts."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """A source with one change."""

    line: int
    place: str
    """The function, class or constant that the change is in."""
    change: str
    """`before → after`, the code on one line."""
    source: str


def mutants(source: str) -> Iterator[Mutant]:
    """All mutants of a source. Texts for people, types and decorators are left alone."""
    data = source.encode()
    starts = [0]
    for line in data.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    for place, whole in _placed(ast.parse(source)):
        for node, after in _changes(whole):
            begin = starts[node.lineno - 1] + node.col_offset
            end = starts[(node.end_lineno or node.lineno) - 1] + (node.end_col_offset or 0)
            changed = after if isinstance(node, ast.stmt) else f"({after})"
            text = f"{_flat(data[begin:end].decode())} → {_flat(after)}"
            yield Mutant(node.lineno, place, text, data[:begin].decode() + changed + data[end:].decode())


def _placed(module: ast.Module) -> Iterator[tuple[str, ast.expr | ast.stmt]]:
    """Each piece of code that can be changed, with the name of what it is a part of."""
    for statement in module.body:
        named = statement.targets[0] if isinstance(statement, ast.Assign) else getattr(statement, "target", statement)
        name = str(getattr(named, "name", getattr(named, "id", "")))
        yield from ((name, node) for node in _nodes(ast.Module([statement], [])))


def _flat(code: str) -> str:
    return " ".join(code.split())


def _nodes(tree: ast.AST) -> Iterator[ast.expr | ast.stmt]:
    """The statements and expressions of a source that do something."""
    for name, value in ast.iter_fields(tree):
        if name in ("annotation", "returns", "decorator_list", "type_params"):
            continue
        if name == "func" and isinstance(value, ast.Subscript):  # `defaultdict[str, int](…)`
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and not _is_text_or_type(child):
                if isinstance(child, ast.expr | ast.stmt):
                    yield child
                yield from _nodes(child)


def _is_text_or_type(node: ast.AST) -> bool:
    text = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    literal = isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name) and node.value.id == "Literal"
    return text or literal or isinstance(node, ast.JoinedStr | ast.Import | ast.ImportFrom)


def _changes(node: ast.expr | ast.stmt) -> Iterator[tuple[ast.expr | ast.stmt, str]]:
    """What can stand in the place of a piece of code, or of a part of it."""
    if isinstance(node, LEFT_OUT):
        yield node, "pass"
    if isinstance(node, ast.If | ast.While | ast.IfExp):
        yield node.test, ast.unparse(ast.UnaryOp(ast.Not(), node.test))
    for kind, change in _CHANGES.items():
        if isinstance(node, kind):
            yield from ((node, after) for after in change(node))


def _with(node: ast.AST, **fields: object) -> str:
    changed = copy(node)
    for name, value in fields.items():
        setattr(changed, name, value)
    return ast.unparse(changed)


def _comparison(node: ast.Compare) -> Iterator[str]:
    for i, operator in enumerate(node.ops):
        for other in OTHER_COMPARISONS[type(operator)]:
            yield _with(node, ops=[*node.ops[:i], other(), *node.ops[i + 1 :]])


def _condition(node: ast.BoolOp) -> Iterator[str]:
    yield _with(node, op=ast.Or() if isinstance(node.op, ast.And) else ast.And())
    for i in range(len(node.values)):
        yield _with(node, values=node.values[:i] + node.values[i + 1 :])


def _operation(node: ast.BinOp) -> Iterator[str]:
    if other := OTHER_OPERATORS.get(type(node.op)):
        yield _with(node, op=other())
    if isinstance(node.op, ast.BitOr | ast.BitAnd):
        yield from (ast.unparse(node.left), ast.unparse(node.right))


def _negation(node: ast.UnaryOp) -> Iterator[str]:
    yield ast.unparse(node.operand)


def _constant(node: ast.Constant) -> Iterator[str]:
    match node.value:
        case bool():
            yield repr(not node.value)
        case int():
            yield from (repr(node.value + 1), repr(node.value - 1))
        case str() if WORD.fullmatch(node.value):
            yield repr(f"{node.value}_")
        case str():
            yield from (repr(node.value[:i] + node.value[i + 1 :]) for i in range(len(node.value)))


def _choice(node: ast.IfExp) -> Iterator[str]:
    yield from (ast.unparse(node.body), ast.unparse(node.orelse))


def _call(node: ast.Call) -> Iterator[str]:
    """Another function; without a method; without one of its arguments."""
    if isinstance(node.func, ast.Name) and (other := OTHER_FUNCTIONS.get(node.func.id)):
        yield _with(node, func=ast.Name(other))
    if isinstance(node.func, ast.Attribute) and not node.args:
        yield ast.unparse(node.func.value)
    if len(node.args) > 1:
        yield from (_with(node, args=node.args[:i] + node.args[i + 1 :]) for i in range(len(node.args)))
    yield from (_with(node, keywords=[k for k in node.keywords if k is not left]) for left in node.keywords)


def _collection(node: ast.Tuple | ast.List | ast.Set) -> Iterator[str]:
    if isinstance(getattr(node, "ctx", None), ast.Store) or len(node.elts) == 1:
        return
    yield from (_with(node, elts=node.elts[:i] + node.elts[i + 1 :]) for i in range(len(node.elts)))


def _mapping(node: ast.Dict) -> Iterator[str]:
    for i in range(len(node.keys)):
        yield _with(node, keys=node.keys[:i] + node.keys[i + 1 :], values=node.values[:i] + node.values[i + 1 :])


def _slice(node: ast.Subscript) -> Iterator[str]:
    if isinstance(node.slice, ast.Slice):
        if node.slice.lower:
            yield _with(node, slice=ast.Slice(upper=node.slice.upper))
        if node.slice.upper:
            yield _with(node, slice=ast.Slice(lower=node.slice.lower))


def _return(node: ast.Return) -> Iterator[str]:
    if node.value is not None and not (isinstance(node.value, ast.Constant) and not node.value.value):
        yield "return None"


def _jump(node: ast.Continue | ast.Break) -> Iterator[str]:
    yield "break" if isinstance(node, ast.Continue) else "continue"


def _filter(node: ast.ListComp | ast.SetComp | ast.GeneratorExp) -> Iterator[str]:
    """A comprehension without one of its conditions."""
    for i, part in enumerate(node.generators):
        for condition in part.ifs:
            less = copy(part)
            less.ifs = [each for each in part.ifs if each is not condition]
            yield _with(node, generators=[*node.generators[:i], less, *node.generators[i + 1 :]])


_CHANGES: dict[type[ast.AST], Callable[[Any], Iterator[str]]] = {
    ast.Compare: _comparison,
    ast.BoolOp: _condition,
    ast.BinOp: _operation,
    ast.UnaryOp: _negation,
    ast.Constant: _constant,
    ast.IfExp: _choice,
    ast.Call: _call,
    ast.Tuple: _collection,
    ast.List: _collection,
    ast.Set: _collection,
    ast.Dict: _mapping,
    ast.Subscript: _slice,
    ast.Return: _return,
    ast.Continue: _jump,
    ast.Break: _jump,
    ast.ListComp: _filter,
    ast.SetComp: _filter,
    ast.GeneratorExp: _filter,
}
