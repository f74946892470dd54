"""Files of `content/` as they were read, kept for the next run: reading YAML takes ten times as long as this.

A row holds for the very bytes that it was made from and for the program that made it. It is JSON and validated again,
so that reading it can run nothing, whoever wrote it. Deleting the file is always safe, and so is a disk that takes no
more: what is not kept is read again.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

FILE = "parsed.sqlite"
_WAIT = 1.0
"""Seconds to wait, once, for another command that writes; reading a whole edition again takes about as long."""
_TABLE = """
create table file
    (name text primary key, digest text not null, value text not null, facts text not null, body text not null,
    line integer not null)
    without rowid
"""


@dataclass(frozen=True, slots=True)
class Row:
    """A file without a fault, as it was read."""

    name: str
    """Its path below `content/`."""
    digest: str
    """Of its bytes."""
    value: str
    """Its settings, as JSON."""
    facts: str
    """Digest of what lists say of it; empty for a file of which lists say nothing."""
    body: str
    body_line: int


@dataclass(slots=True)
class Parsed:
    """The rows of one edition."""

    path: Path
    version: str
    """What reads the files: rows of another program hold for nothing."""
    given_up: bool = False
    """Whether the file could not be opened or written to once: it is left alone from then on."""

    def below(self, folder: str) -> Iterator[Row]:
        """The rows of the files below a folder, or of one file, as far as they can be read."""
        # Opening would make an empty file where there is none.
        if self.given_up or not self.path.is_file():
            return
        try:
            with closing(self._open()) as rows:
                if rows.execute("select version from version").fetchone() == (self.version,):
                    asked = "select * from file where name = ? or name between ? and ?"
                    for row in rows.execute(asked, (folder, f"{folder}/", f"{folder}0")):
                        if list(map(type, row)) == [str, str, str, str, str, int]:
                            yield Row(*row)
        except sqlite3.OperationalError:  # another command writes, or it has no such tables
            self.given_up = True
        except sqlite3.DatabaseError:  # it is no such file; keeping something replaces it
            return

    def keep(self, rows: Iterable[Row], gone: Iterable[str]) -> None:
        """Write rows and remove those of files that are no more."""
        if self.given_up:
            return
        try:
            self._write(rows, gone)
        except sqlite3.OperationalError:  # another command writes, or the disk is full
            self.given_up = True
        except sqlite3.DatabaseError:  # this is no such file, or no longer
            with suppress(OSError):
                self.path.unlink()

    def _write(self, rows: Iterable[Row], gone: Iterable[str]) -> None:
        with closing(self._open()) as file, file:
            file.execute("create table if not exists version (version text not null)")
            if file.execute("select version from version").fetchone() != (self.version,):
                file.execute("drop table if exists file")
                file.execute(_TABLE)
                file.execute("delete from version")
                file.execute("insert into version values (?)", (self.version,))
            file.executemany("delete from file where name = ?", ((name,) for name in gone))
            values = ((row.name, row.digest, row.value, row.facts, row.body, row.body_line) for row in rows)
            file.executemany("insert or replace into file values (?, ?, ?, ?, ?, ?)", values)

    def _open(self) -> sqlite3.Connection:
        return sqlite3.connect(self.path, timeout=_WAIT)
