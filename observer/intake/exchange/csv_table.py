"""Tables of moments: our own CSV, and anybody's that has a column for the begin."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from observer.export.exchange.tagged_text import comment_of
from observer.export.exchange.told import ToldMoment
from observer.export.tables.safe_cells import restore, split_items
from observer.intake.exchange.brought import Brought, check_count, plain_text, shown, time_ns
from observer.intake.exchange.csv_columns import known_columns
from observer.model.annotation import AnnotationKind
from observer.model.clock import NS_PER_SECOND
from observer.model.errors import ExchangeError

_CLOCK = re.compile(r"(?:(\d{1,4}):)?(\d{1,4}):(\d{1,2}(?:[.,]\d{1,9})?)")
_NUMBER = re.compile(r"-?\d{1,18}(?:[.,]\d{1,18})?(?:e-?\d{1,2})?", re.IGNORECASE)
_KINDS = {kind.value: kind for kind in AnnotationKind}
_DELIMITERS = ",;\t"
_TEXTS = ("quote", "component", "team", "task", "author", "rule", "reason", "id", "created_at")


def read_csv_table(text: str, name: str, session_id: str) -> Brought:
    """A moment a row. Of a table of many sessions, the rows of `session_id` or of its only one.

    Raises ExchangeError, naming the line.
    """
    first_line = text.split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=first_line.count)
    rows = list(_rows(text, name, delimiter))
    columns = known_columns(rows[0].cells) if rows else {}
    if "start" not in columns and "start_ns" not in columns:
        raise ExchangeError(
            f"{name} has no column that says when a moment begins",
            "Let the first line name the columns, one of them “start”, in seconds or as 0:01:02.5",
        )
    reader = _TableReader(columns, name)
    chosen = _of_session(rows[1:], columns.get("session"), name, session_id)
    moments = [reader.moment(row) for row in chosen]
    unread = [shown(cell) for place, cell in enumerate(rows[0].cells) if reader.ignores(place)]
    told = [f"Columns that were not read: {', '.join(unread[:20])}"] if unread else []
    if reader.strange_kinds:
        told.append(
            f"Kinds that are none here have become notes: {', '.join(sorted(reader.strange_kinds))}"
        )
    return Brought(check_count(moments, name), tuple(told))


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    cells: list[str]


def _rows(text: str, name: str, delimiter: str) -> Iterator[_Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for cells in reader:
            if any(cells):
                yield _Row(reader.line_num, cells)
    except csv.Error as error:
        raise ExchangeError(
            f"Line {reader.line_num} of {name} is no CSV ({error})", "Export the table anew"
        ) from error


def _of_session(
    rows: Sequence[_Row], column: int | None, name: str, session_id: str
) -> Sequence[_Row]:
    if column is None:
        return rows
    by_session: dict[str, list[_Row]] = {}
    for row in rows:
        by_session.setdefault(row.cells[column] if column < len(row.cells) else "", []).append(row)
    if session_id in by_session:
        return by_session[session_id]
    if len(by_session) > 1:
        raise ExchangeError(
            f"{name} holds rows of {len(by_session)} sessions, none of them this one",
            "Keep the rows of one session, or take the column “session” out",
        )
    return rows


class _TableReader:
    """Makes moments of rows."""

    def __init__(self, columns: dict[str, int], name: str) -> None:
        self._columns = columns
        self._name = name
        self.strange_kinds: set[str] = set()

    def ignores(self, place: int) -> bool:
        """Whether a column is none that we know."""
        return place not in self._columns.values()

    def moment(self, row: _Row) -> ToldMoment:
        """One row. Raises ExchangeError."""
        where = f"Line {row.line} of {self._name}"
        start_ns, end_ns = self._span(row, where)
        texts = {name: self._text(row, name, where) for name in _TEXTS}
        comments = split_items(self._text(row, "comments", where))
        return ToldMoment(
            start_ns,
            end_ns,
            kind=self._kind(self._text(row, "kind", where)),
            severity=self._severity(self._text(row, "severity", where), where),
            note=self._text(row, "note", where),
            codes=tuple(code for code in split_items(self._text(row, "codes", where)) if code),
            comments=tuple(comment_of(text) for text in comments),
            **texts,
        )

    def _span(self, row: _Row, where: str) -> tuple[int, int]:
        exact = [self._text(row, name, where).strip() for name in ("start_ns", "end_ns")]
        if all(text.isascii() and text.isdigit() and len(text) <= 18 for text in exact):
            start_ns, end_ns = (int(text) for text in exact)
            time_ns(end_ns / NS_PER_SECOND, where)
        else:
            start_ns = self._time(self._text(row, "start", where), where)
            end = self._text(row, "end", where).strip()
            length = self._text(row, "duration", where).strip()
            end_ns = self._time(end, where) if end else start_ns
            if length and not end:
                end_ns = start_ns + self._time(length, where)
        if end_ns < start_ns:
            raise ExchangeError(f"{where} ends before it begins", "Put its times right")
        return start_ns, end_ns

    def _time(self, text: str, where: str) -> int:
        text = text.strip()
        clock = _CLOCK.fullmatch(text)
        if clock:
            whole = int(clock[1] or 0) * 3600 + int(clock[2]) * 60
            return time_ns(whole + float(clock[3].replace(",", ".")), where)
        if not _NUMBER.fullmatch(text):
            raise ExchangeError(
                f"{where} states no time: “{shown(text)}”", "Write it in seconds or as 0:01:02.5"
            )
        return time_ns(float(text.replace(",", ".")), where)

    def _kind(self, text: str) -> AnnotationKind:
        kind = _KINDS.get(text.strip().casefold())
        if kind is None and text.strip():
            self.strange_kinds.add(shown(text))
        return kind or AnnotationKind.NOTE

    def _severity(self, text: str, where: str) -> int | None:
        text = text.strip().removesuffix(".0")
        if text not in ("", "0", "1", "2", "3", "4"):
            raise ExchangeError(f"{where} has “{shown(text)}” as severity", "Choose 0 to 4")
        return int(text) if text else None

    def _text(self, row: _Row, name: str, where: str) -> str:
        place = self._columns.get(name)
        if place is None or place >= len(row.cells):
            return ""
        return plain_text(restore(row.cells[place]), where)
