"""Rows of the full-text index as finds: where each belongs, and the words around the match."""

from collections import defaultdict
from collections.abc import Sequence

from observer.database.connection import Connection, Row
from observer.database.rows import SearchHit, Where
from observer.database.search_numbers import (
    ANNOTATION,
    ANSWER,
    ATTEMPT_NOTE,
    COMMENT,
    DEBRIEF,
    LABELS,
    PLACE,
    SAID,
    SESSION,
    SOURCE,
    TASK,
    WINDOW,
)

_LONGEST = 180
"""Letters of a find's text: two lines of a list."""

_LEAD = 40  # letters before the first match that say what it is about

_Known = dict[int, Row]

_FACTS = {
    (True, ANNOTATION): "SELECT number AS origin, id, start_ns AS time_ns, author"
    " FROM annotations WHERE number IN ({})",
    (False, LABELS): "SELECT number AS origin, id, start_ns AS time_ns, author,"
    " iif(note <> '', note, quote) AS about FROM annotations WHERE number IN ({})",
    (True, COMMENT): "SELECT comments.number AS origin, annotations.id, start_ns AS time_ns,"
    " comments.author FROM comments JOIN annotations ON annotations.id = annotation_id"
    " WHERE comments.number IN ({})",
    (True, DEBRIEF): "SELECT debriefs.number AS origin, NULL AS id, duration_ns AS time_ns,"
    " debriefs.author FROM debriefs JOIN sessions ON sessions.id = session_id"
    " WHERE debriefs.number IN ({})",
    (True, ANSWER): "SELECT answers.number AS origin, NULL AS id,"
    " coalesce((SELECT max(coalesce(end_ns, start_ns)) FROM attempts"
    " WHERE attempts.session_id = answers.session_id AND attempts.task_id = answers.task_id),"
    " duration_ns) AS time_ns"
    " FROM answers JOIN sessions ON sessions.id = session_id WHERE answers.number IN ({})",
    (True, ATTEMPT_NOTE): "SELECT number AS origin, NULL AS id, start_ns AS time_ns"
    " FROM attempts WHERE number IN ({})",
    (False, TASK): "SELECT number AS origin, NULL AS id, start_ns AS time_ns"
    " FROM attempts WHERE number IN ({})",
    (False, WINDOW): "SELECT id AS origin, NULL AS id, time_ns FROM windows WHERE id IN ({})",
    (False, SESSION): "SELECT 0 AS origin, NULL AS id, 0 AS time_ns WHERE 0 IN ({})",
}
"""By whether it was said and its source: which annotation, and which moment, a row stands for."""

_PLACES_OF = {
    (True, ANNOTATION): (Where.NOTE, Where.QUOTE),
    (False, LABELS): (Where.LABEL, Where.LABEL, Where.LABEL),
    (True, COMMENT): (Where.COMMENT,),
    (True, DEBRIEF): (Where.DEBRIEF,),
    (True, ANSWER): (Where.ANSWER,),
    (True, ATTEMPT_NOTE): (Where.TASK_NOTE,),
    (False, TASK): (Where.TASK,),
    (False, WINDOW): (Where.WINDOW_TITLE, Where.WINDOW_TITLE, Where.APPLICATION),
    (False, SESSION): (Where.SESSION, Where.SESSION, Where.SEGMENT),
}
"""What the columns `said`, `quote` and `labels` hold."""


def to_hits(
    connection: Connection, rows: Sequence[Row], words: Sequence[str], begin: str, end: str
) -> list[SearchHit]:
    """The finds in the rows' order; `begin` and `end` stand around each match in their texts.

    Where the words are found in a note and a quote alike, the one that holds more of them is shown.
    """
    wanted: dict[tuple[bool, int], list[int]] = defaultdict(list)
    for row in rows:
        wanted[_source(row["number"])].append(row["number"] % SOURCE)
    facts = {source: _facts(connection, source, origins) for source, origins in wanted.items()}
    sessions = _sessions(connection, {_place(row["number"]) for row in rows})
    return [
        _to_hit(row, sessions, facts[_source(row["number"])], words, begin, end) for row in rows
    ]


def _source(number: int) -> tuple[bool, int]:
    return number >= SAID, number % PLACE // SOURCE


def _place(number: int) -> int:
    return number % SAID // PLACE


def _facts(connection: Connection, source: tuple[bool, int], origins: Sequence[int]) -> _Known:
    marks = ", ".join("?" for _ in origins)
    rows = connection.rows(_FACTS[source].format(marks), origins)
    return {row["origin"]: row for row in rows}


def _sessions(connection: Connection, places: set[int]) -> dict[int, str]:
    marks = ", ".join("?" for _ in places)
    rows = connection.rows(
        f"SELECT place, session_id FROM search_sessions WHERE place IN ({marks})", list(places)
    )
    return {row["place"]: row["session_id"] for row in rows}


def _to_hit(
    row: Row,
    sessions: dict[int, str],
    facts: _Known,
    words: Sequence[str],
    begin: str,
    end: str,
) -> SearchHit:
    texts = (row["said"], row["quote"], row["labels"])
    column = max(range(len(texts)), key=lambda number: _held(texts[number], words, begin))
    names = _PLACES_OF[_source(row["number"])]
    known = facts[row["number"] % SOURCE]
    text, matches = excerpt(texts[column], begin, end)
    return SearchHit(
        session_id=sessions[_place(row["number"])],
        annotation_id=known["id"],
        time_ns=known["time_ns"],
        text=text,
        where=names[min(column, len(names) - 1)],
        matches=matches,
        about=excerpt(known.get("about", ""), begin, end)[0],
        author=known.get("author", ""),
    )


def _held(text: str, words: Sequence[str], begin: str) -> int:
    """How many of the words are matched in the text; 1 at least where anything is."""
    matched = [part.casefold() for part in text.split(begin)[1:]]
    held = sum(any(part.startswith(word) for part in matched) for word in words)
    return max(held, int(bool(matched)))


def excerpt(marked: str, begin: str, end: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The text around its first match in one line, and from where to where each match reaches."""
    line = " ".join(marked.split())
    first = max(0, line.find(begin))
    cut = 0
    if len(line) > _LONGEST and first > _LEAD:
        cut = line.rfind(" ", 0, first - _LEAD // 2) + 1
    words: list[str] = ["…"] if cut else []
    matches: list[tuple[int, int]] = []
    length, started = len(words), 0
    for letter in line[cut:]:
        if letter == begin:
            started = length
        elif letter == end:
            matches.append((started, length))
        elif length >= _LONGEST:
            words.append("…")
            break
        else:
            words.append(letter)
            length += 1
    return "".join(words), tuple(matches)
