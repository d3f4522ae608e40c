"""From a study to the text of a study file, for people to read and to change."""

import re
from collections.abc import Iterator
from dataclasses import MISSING, fields
from decimal import Decimal
from typing import Any

from observer.intake.study_form import STUDY, Field, Kind, Table
from observer.model.clock import NS_PER_SECOND
from observer.model.study import Study

_LONGEST_LINE = 98  # with the backslash and a quote still within the 100 of an editor's window

_UNPRINTED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
"""What TOML wants escaped, tab and line break aside; half characters have no place in a file."""


def format_study(study: Study) -> str:
    """The text of a file that reads back as this very study; defaults are left out."""
    lines = [f"# {line}" for line in STUDY.comment.splitlines()]
    lines += ["", *_fields(STUDY, study)]
    for table in STUDY.tables:
        lines += _list(table, getattr(study, table.attribute), table.key)
    return "\n".join(lines) + "\n"


def _list(table: Table, records: tuple[Any, ...], header: str) -> Iterator[str]:
    if records and table.comment:
        yield ""
        yield from (f"# {line}" for line in table.comment.splitlines())
    for record in records:
        yield ""
        yield f"[[{header}]]"
        yield from _fields(table, record)
        for inner in table.tables:
            yield from _list(inner, getattr(record, inner.attribute), f"{header}.{inner.key}")


def _fields(table: Table, record: Any) -> Iterator[str]:
    defaults = {field.name: field.default for field in fields(record)}
    for field in table.fields:
        value = getattr(record, field.attribute)
        if defaults[field.attribute] is MISSING or value != defaults[field.attribute]:
            yield f"{field.key} = {_value(field, value)}"


def _value(field: Field, value: Any) -> str:
    match field.kind:
        case Kind.TEXT | Kind.WORD:
            return _text(str(value))
        case Kind.TEXTS:
            return "[" + ", ".join(_text(one) for one in value) + "]"
        case Kind.COUNT:
            return str(value)
        case Kind.SECONDS:
            return _seconds(value)


def _seconds(time_ns: int) -> str:
    whole, rest = divmod(time_ns, NS_PER_SECOND)
    return str(whole) if not rest else f"{Decimal(time_ns) / NS_PER_SECOND:f}"


def _text(text: str) -> str:
    escaped = _UNPRINTED.sub(_escape, text.replace("\\", "\\\\"))
    if "\n" in text or len(escaped) > _LONGEST_LINE:
        # Of quotes in a row all but a single one are escaped, and one before the end.
        quoted = re.sub(r'"(?="|\Z)', r"\"", escaped)
        return '"""\n' + "\n".join(_fold(line) for line in quoted.split("\n")) + '"""'
    return '"' + escaped.replace('"', '\\"') + '"'


def _fold(line: str) -> str:
    """Break a long line as TOML allows: a backslash at the end, the space before it kept."""
    folded = [""]
    for word in re.split(r"(?<= )(?=[^ \t])", line):
        if folded[-1] and len(folded[-1]) + len(word) > _LONGEST_LINE:
            folded.append("")
        folded[-1] += word
    return "\\\n".join(folded)


def _escape(found: re.Match[str]) -> str:
    code = ord(found[0])
    return "?" if 0xD800 <= code <= 0xDFFF else f"\\u{code:04x}"
