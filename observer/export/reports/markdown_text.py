"""Text as Markdown shows it: signs that would mean something are taken as what they are."""

import re

from observer.export.reports.shown_text import shown_text

_MEANING = re.compile(r"([\\`*_{}\[\]#|~$^])")
_STARTS = re.compile(r"^(\s*(?:\d+(?=[.)](?:\s|$)))?)([.)](?<=\d.)|[-+=](?=[-+=\s]|$))")
# Wikis turn bare addresses into links: the sign that makes one is escaped.
_ADDRESS = re.compile(r"(?i)\b([a-z][a-z0-9+.-]*):(?=\S)|\bwww\.|@")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def markdown_text(value: object) -> object:
    """A text to be put into Markdown, within a line or a table's cell; other values as they are."""
    if not isinstance(value, str):
        return value
    text = _MEANING.sub(r"\\\1", shown_text(value))
    text = _ADDRESS.sub(lambda found: re.sub(r"([:.@])$", r"\\\1", found[0]), text)
    text = text.translate(_ENTITIES)
    return _STARTS.sub(r"\1\\\2", text).strip()
