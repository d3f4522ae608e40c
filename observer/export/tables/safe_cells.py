"""Cells that no spreadsheet takes for a formula, and the way back.

A cell whose text begins with one of = + - @ tab or a line's end can be run by a spreadsheet that
opens the file (OWASP, "CSV Injection"). Such a text gets an apostrophe in front. So does a text
that begins with apostrophes and then such a sign, so that taking one off gives back what it was.
"""

import re

_STARTERS = "=+\\-@\t\r\n＝＋－＠−"  # and the wide forms that some programs read the same way
_RISKY = re.compile(rf"'*\s*[{_STARTERS}]")


def defuse(text: str) -> str:
    """The text as a cell shows it without running it."""
    return f"'{text}" if _RISKY.match(text) else text


def restore(cell: str) -> str:
    """What `defuse` was given."""
    return cell[1:] if cell.startswith("'") and _RISKY.match(cell[1:]) else cell


def join_items(items: tuple[str, ...]) -> str:
    """Several texts as one cell, `; ` between them; a semicolon or backslash in one is marked."""
    return "; ".join(re.sub(r"([\\;])", r"\\\1", item) for item in items)


def split_items(cell: str) -> tuple[str, ...]:
    """What `join_items` was given, of more than one empty text."""
    if not cell:
        return ()
    items = [""]
    for sign in re.findall(r"\\.|[^\\]|\\$", cell, re.DOTALL):
        if sign == ";":
            items.append("")
        else:
            items[-1] += sign[-1]
    return (items[0], *(item.removeprefix(" ") for item in items[1:]))
