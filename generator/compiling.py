"""How templates become Python code: as Jinja makes it, but for what Jinja does again and again for each value.

A page shows hundreds of values and calls dozens of macros. Jinja wraps each in `Markup` several times, looks attributes
and callables up in ways that serve dictionaries and sandboxes too, and hands each piece of a page through all templates
that it extends. That took most of the time of a page. Here a dot reads an attribute, a macro is a function, and a block
is one string. What is shown is escaped all the same.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache, partial
from keyword import iskeyword
from types import CodeType, FunctionType
from typing import Any

import markupsafe
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from markupsafe import Markup, escape

_escaped: Callable[[str], str] = getattr(markupsafe, "_escape_inner", escape)
"""Escapes a plain string, in C; around it, `escape` does in Python what takes five times as long."""

markup: Callable[[str], Markup] = partial(str.__new__, Markup)
"""HTML as `Markup`, without the questions that `Markup` asks of its argument."""

_DIRECT = (nodes.Name, nodes.Getattr, nodes.Getitem, nodes.Call, nodes.Filter)
"""What a dot may follow as it is; a number, say, would need brackets."""


def shown(value: object) -> str:
    """A value as HTML: only what is `Markup` already stands as it is."""
    kind = type(value)
    if kind is str:
        return _escaped(value)  # type: ignore[arg-type]  # it is a string
    if kind is Markup:
        return value  # type: ignore[return-value]  # it is `Markup`
    return str(value) if kind is int or kind is float else escape(value)


def macro_of(function: FunctionType, defaults: tuple[object, ...]) -> FunctionType:
    """The function of a macro, each parameter with what says that it was not given."""
    function.__defaults__ = defaults
    return function


def named(callee: Any, *args: Any, **kwargs: Any) -> Any:
    """The result of a call that gives values by name: the function of a macro has names of its own for them."""
    if type(callee) is FunctionType:
        names = _names(callee.__code__)
        kwargs = {names.get(name, name): value for name, value in kwargs.items()}
    return callee(*args, **kwargs)


@cache
def _names(code: CodeType) -> Mapping[str, str]:
    """The parameters of a macro's function by their names in the template: `l_1_item` is `item` there."""
    return {re.sub(r"^l_\d+_", "", name): name for name in code.co_varnames[: code.co_argcount]}


class Generator(CodeGenerator):
    """Writes the code of a template; each method replaces one of Jinja's, whose names it keeps."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:
        super().visit_Template(node, frame)
        # At the end, since the lines above are counted already.
        self.writeline(f"from {__name__} import macro_of, markup, named, shown")

    def enter_frame(self, frame: Frame) -> None:
        """Begin a scope; what a template or a block says is gathered in a list from its begin on, as in a macro."""
        super().enter_frame(frame)
        if frame.buffer is None:
            self.buffer(frame)

    def leave_frame(self, frame: Frame, with_python_scope: bool = False) -> None:
        super().leave_frame(frame, with_python_scope)
        if frame.rootlevel or frame.block_frame:
            self.writeline(f"yield concat({frame.buffer})")

    def visit_Block(self, node: nodes.Block, frame: Frame) -> None:
        if node.scoped or node.required or (frame.toplevel and self.extends_so_far):
            super().visit_Block(node, frame)
        else:
            self.simple_write(f"concat(context.blocks[{node.name!r}][0](context))", frame, node)

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        if macro_ref.accesses_kwargs or macro_ref.accesses_varargs or not _escapes(frame):
            super().macro_def(macro_ref, frame)
            return
        defaults = "missing, " * len(macro_ref.node.args)
        if macro_ref.accesses_caller:
            defaults += "undefined('No caller defined', name='caller'), "
        self.write(f"macro_of(macro, ({defaults}))")

    def return_buffer_contents(self, frame: Frame, force_unescaped: bool = False) -> None:
        """End a macro: `force_unescaped` leaves it to the class `Macro` to make `Markup` of it."""
        if _escapes(frame):
            self.writeline(f"return markup(concat({frame.buffer}))")
        else:
            super().return_buffer_contents(frame, force_unescaped)

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        by_name = forward_caller or node.kwargs or node.dyn_kwargs
        self.write("named(" if by_name else "")
        self.visit(node.node, frame)
        if by_name:
            self.signature(node, frame, {"caller": "caller"} if forward_caller else None)
        else:
            self.write("(")
            for each in node.args:
                self.visit(each, frame)
                self.write(", ")
            if node.dyn_args:
                self.write("*")
                self.visit(node.dyn_args, frame)
        self.write(")")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        is_block = isinstance(node.node, nodes.Name) and node.node.name == "self"
        if is_block or iskeyword(node.attr) or not isinstance(node.node, _DIRECT):
            super().visit_Getattr(node, frame)
        else:
            self.visit(node.node, frame)
            self.write(f".{node.attr}")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if _escapes(frame):
            self.write(f"shown({finalize.src or ''}")
        else:
            super()._output_child_pre(node, frame, finalize)


def _escapes(frame: Frame) -> bool:
    """Whether all values are escaped here, which `{% autoescape %}` can change."""
    return frame.eval_ctx.autoescape and not frame.eval_ctx.volatile
