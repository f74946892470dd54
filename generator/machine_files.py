"""Files that a program writes end their settings with a digest, by which a hand edit is recognised."""

import hashlib

from generator.problems import Problem, error

_LINE = "digest: "


def signed(text: str) -> str:
    """A file whose digest is still empty, with it."""
    return text.replace(f"\n{_LINE}''\n", f"\n{_LINE}{text_digest(text)}\n", 1)


def text_digest(text: str) -> str:
    """Digest of a machine-written file, its own digest line left out."""
    head, _, rest = text.partition(f"\n{_LINE}")
    rest = rest.partition("\n")[2]
    return hashlib.sha256(f"{head}\n{rest}".encode()).hexdigest()[:32]


def is_hand_edited(text: str) -> bool:
    """Whether a machine-written file no longer is what `normalize` wrote."""
    stated = text.partition(f"\n{_LINE}")[2].partition("\n")[0].strip()
    return stated != text_digest(text)


def hand_edited(path: str, paper: str) -> Problem:
    """The problem of a machine-written file that somebody edited."""
    return error(
        path,
        None,
        "paper-edited",
        "this file was edited by hand, so it no longer says what its source says.",
        f"Write the change as `corrections:` in content/appraisals/{paper}.md, delete this file and run "
        "`evidence normalize`, which writes it anew from the seed.",
    )


def detected_edited(path: str, paper: str) -> Problem:
    """The problem of a file of proposals that somebody edited."""
    return error(
        path,
        None,
        "detected-edited",
        "this file was edited by hand, so it no longer says what the program proposes.",
        f"What a person finds belongs in content/appraisals/{paper}.md; delete this file and run `evidence normalize`, "
        "which writes it anew.",
    )
