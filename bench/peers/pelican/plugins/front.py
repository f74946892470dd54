"""Reads a line of JSON before a Markdown text, with Pelican's own Markdown reader for the text."""

import json
from pathlib import Path
from typing import Any

from markdown import Markdown
from pelican import signals
from pelican.readers import MarkdownReader


class FrontReader(MarkdownReader):  # type: ignore[misc]  # Pelican ships no types
    """Pelican's Markdown, with settings that are lists."""

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        """Body and settings of a file."""
        head, _, body = Path(source_path).read_text(encoding="utf-8").partition("\n")
        return Markdown(**self.settings["MARKDOWN"]).convert(body), json.loads(head)


def add(readers: Any) -> None:
    """Take all Markdown files with this reader."""
    readers.reader_classes["md"] = FrontReader


def register() -> None:
    """Called by Pelican."""
    signals.readers_init.connect(add)
