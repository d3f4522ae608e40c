"""Several texts in a field that holds one: the note as it is, the others below it by their names.

    Looks twice at the total
    [quote] Where is my basket?
    [comment] Ann (2026-11-21T10:00:00+00:00): Me too

A line of the note that begins like such a name has a backslash in front; the lines of a longer text
begin with two spaces.
"""

import re
from collections.abc import Collection, Sequence

from observer.export.exchange.told import ToldComment

_CONTINUED = "  "
_TAG = re.compile(r"\[(\w+)\] ?(.*)")
_COMMENT = re.compile(r"(.*?) \(([^()]*)\): ?(.*)", re.DOTALL)


def compose(note: str, tagged: Sequence[tuple[str, str]]) -> str:
    """The note and the named texts; empty ones are left out."""
    lines = [f"\\{line}" if line[:1] in ("[", "\\") else line for line in _lines(note)]
    for tag, text in tagged:
        if text:
            first, *others = _lines(text)
            lines += [f"[{tag}] {first}", *(f"{_CONTINUED}{line}" for line in others)]
    if not note and len(lines) > 1:
        del lines[0]
    return "\n".join(lines)


def parse(text: str, tags: Collection[str]) -> tuple[str, list[tuple[str, str]]]:
    """The note, and the named texts in their order; a name not in `tags` is part of the note."""
    note: list[str] = []
    tagged: list[tuple[str, str]] = []
    for line in _lines(text):
        match = _TAG.fullmatch(line)
        if match and match[1] in tags:
            tagged.append((match[1], match[2]))
        elif tagged and line.startswith(_CONTINUED):
            tagged[-1] = (tagged[-1][0], f"{tagged[-1][1]}\n{line.removeprefix(_CONTINUED)}")
        elif tagged:
            note.append(line)  # somebody wrote on below what was there
        else:
            note.append(line[1:] if line.startswith(("\\[", "\\\\")) else line)
    return "\n".join(note), tagged


def comment_text(comment: ToldComment) -> str:
    """`Ann (2026-11-21T10:00:00+00:00): Me too`."""
    return f"{comment.author} ({comment.created_at}): {comment.text}"


def comment_of(text: str) -> ToldComment:
    """What `comment_text` was given; a text of another form is a comment by nobody known."""
    match = _COMMENT.fullmatch(text)
    return ToldComment(match[1], match[3], match[2]) if match else ToldComment("", text)


def _lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
