"""JSON Schemas of the content files, by which an editor completes and checks what people write.

They are made from the models, so that they say what `evidence check` says. A file names its schema in a comment at its
top; editors with YAML support read it, and this program skips it as it skips every comment.
"""

import json
import re
from pathlib import PurePosixPath
from typing import Any

from generator.config import Paths
from generator.model import (
    Appraisal,
    Detected,
    Disease,
    Glossary,
    Indication,
    Intervention,
    KnownStudies,
    LabelStatus,
    Paper,
    Positions,
    Prose,
    Redirects,
    Safety,
    Site,
    Strict,
)
from generator.store import replace_file

FOLDER = "schemas"
MODELS: dict[str, type[Strict]] = {
    "appraisal": Appraisal,
    "detected": Detected,
    "disease": Disease,
    "glossary": Glossary,
    "indication": Indication,
    "intervention": Intervention,
    "known-studies": KnownStudies,
    "label-status": LabelStatus,
    "paper": Paper,
    "positions": Positions,
    "prose": Prose,
    "redirects": Redirects,
    "safety": Safety,
    "site": Site,
}
"""Every kind of content file, by the name of its schema."""
_OF_FOLDER = {
    "appraisals": "appraisal",
    "detected": "detected",
    "diseases": "disease",
    "indications": "indication",
    "pages": "prose",
    "papers": "paper",
}
_DIALECT = "http://json-schema.org/draft-07/schema#"
"""The newest that all editors know."""


def of(path: str) -> str:
    """Name of the schema of a content file, given by its path below `content/`."""
    parts = PurePosixPath(path).parts
    return _OF_FOLDER[parts[0]] if len(parts) > 1 else PurePosixPath(path).stem


def reference(path: str) -> str:
    """The comment by which a content file names its schema; the first line of its settings."""
    up = "../" * (len(PurePosixPath(path).parts) - 1)
    return f"# yaml-language-server: $schema={up}{FOLDER}/{of(path)}.json"


def files() -> dict[str, str]:
    """The text of every schema, by the name of its file."""
    return {
        f"{name}.json": json.dumps(schema(model), indent=2, ensure_ascii=False) + "\n" for name, model in MODELS.items()
    }


def schema(model: type[Strict]) -> dict[str, Any]:
    """The schema of a content file's settings, as people write them."""
    made = {"$schema": _DIALECT, **model.model_json_schema()}
    if model is Paper:  # a paper's text stands below its settings
        del made["properties"]["sections"], made["$defs"]["Section"]
    _accept_plain_numbers(made)
    return made


def _accept_plain_numbers(part: Any) -> None:
    """Let `2022` stand where a text is asked for: it is read as the text that stands in the file."""
    if isinstance(part, list):
        for item in part:
            _accept_plain_numbers(item)
    elif isinstance(part, dict):
        for item in part.values():
            _accept_plain_numbers(item)
        fixed = {"enum", "const", "format"} & part.keys()
        if part.get("type") == "string" and not fixed and re.search(part.get("pattern", ""), "2022"):
            part["type"] = ["string", "number"]


def write(paths: Paths) -> list[str]:
    """Write the schemas that changed, and name them."""
    folder = paths.content / FOLDER
    changed = []
    for name, text in files().items():
        path = folder / name
        if not path.is_file() or path.read_bytes() != text.encode():
            replace_file(path, text.encode())
            changed.append(name)
    return changed
