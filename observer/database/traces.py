"""The texts of sessions by which one would know them: what an erasure looks for afterwards."""

import json
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from observer.database.connection import Connection
from observer.database.erased_reels import texts_cut
from observer.database.study_names import number_of


@dataclass(frozen=True, slots=True)
class Trace:
    """A text, and in plain words what it is (`note`).

    One that is not `own` may well stand in somebody else's session too, as a window's title.
    """

    what: str
    text: str
    own: bool = False


_OWN = (
    ("session", "SELECT id FROM sessions WHERE id IN ({ids})"),
    ("folder", "SELECT folder FROM sessions WHERE id IN ({ids})"),
    ("name", "SELECT name FROM consents WHERE session_id IN ({ids})"),
    ("signature", "SELECT signature FROM consents WHERE session_id IN ({ids})"),
    ("moment", "SELECT id FROM annotations WHERE session_id IN ({ids})"),
    ("change", "SELECT id FROM annotation_changes WHERE session_id IN ({ids})"),
    (
        "comment",
        "SELECT comments.id FROM comments JOIN annotations ON annotations.id = annotation_id"
        " WHERE session_id IN ({ids})",
    ),
    ("attempt", "SELECT id FROM attempts WHERE session_id IN ({ids})"),
    ("redaction", "SELECT id FROM redactions WHERE session_id IN ({ids})"),
)

_WORDS = (
    ("window title", "SELECT DISTINCT title FROM windows WHERE session_id {ids}"),
    ("note", "SELECT note FROM annotations WHERE session_id {ids}"),
    ("quote", "SELECT quote FROM annotations WHERE session_id {ids}"),
    ("reason", "SELECT reason FROM annotations WHERE session_id {ids}"),
    (
        "comment",
        "SELECT text FROM comments JOIN annotations ON annotations.id = annotation_id"
        " WHERE session_id {ids}",
    ),
    ("note of a task", "SELECT note FROM attempts WHERE session_id {ids}"),
    ("answer", "SELECT text FROM answers WHERE session_id {ids}"),
    ("debrief", "SELECT text FROM debriefs WHERE session_id {ids}"),
    ("reason of a redaction", "SELECT reason FROM redactions WHERE session_id {ids}"),
    ("imported file", "SELECT source FROM sessions WHERE source <> 'recorded' AND id {ids}"),
    ("exported file", "SELECT path FROM exported_files WHERE session_id {ids}"),
)

_SAID = ("note", "quote", "comment", "note of a task", "answer", "debrief")
"""Those that somebody wrote down."""

_STUDY_WORDS = (
    "SELECT title || char(10) || wording || char(10) || start_state || char(10) || success_criteria"
    " || char(10) || expected_outcome FROM tasks",
    "SELECT text FROM guide_questions",
    "SELECT text || char(10) || choices FROM questions",
    "SELECT name || char(10) || description FROM codes",
    "SELECT name || char(10) || title || char(10) || application FROM components",
    "SELECT name || char(10) || question FROM studies",
    "SELECT code FROM participants",
    "SELECT folder FROM sessions",
)


def traces_of(connection: Connection, session_ids: Collection[str]) -> list[Trace]:
    """All texts that belong to the sessions, each once."""
    values = list(session_ids)
    marks = ", ".join("?" for _ in values)
    found: list[Trace] = []
    with connection.reading():
        for what, question in _OWN:
            rows = connection.tuples(question.format(ids=marks), values)
            found += [Trace(what, text, own=True) for (text,) in rows]
        for what, question in _WORDS:
            rows = connection.tuples(question.format(ids=f"IN ({marks})"), values)
            found += [Trace(what, text) for (text,) in rows]
        found += [Trace("former text", text) for text in _former_texts(connection, marks, values)]
        found += [Trace("text of a reel", text) for text in texts_cut(connection, set(values))]
    # What stands in several places is called by the first name it has here.
    return list({trace.text: trace for trace in reversed(found) if trace.text}.values())


def words_of_others(connection: Connection) -> str:
    """Everything that the studies, and the sessions that are there, say: one text to look in."""
    questions = [question.format(ids="NOT NULL") for _, question in _WORDS]
    texts = (
        str(text)
        for question in (*questions, *_STUDY_WORDS)
        for (text,) in connection.tuples(question)
    )
    return "\n".join(texts)


def mentions(connection: Connection, study: str, code: str) -> list[tuple[str, str]]:
    """Where the team names a participant by the code: what it is, and which session or finding."""
    number = number_of(connection, study)
    word = re.compile(rf"(?<!\w){re.escape(code)}(?!\w)")
    of_study = (
        "IN (SELECT sessions.id FROM sessions JOIN participants"
        f" ON participants.id = participant_id WHERE study_id = {number or 0})"
    )
    found: dict[tuple[str, str], None] = {}
    for what, question in _WORDS:
        if what in _SAID:
            whose = question.replace("SELECT ", "SELECT session_id, ", 1).format(ids=of_study)
            for session_id, text in connection.tuples(whose):
                if word.search(text):
                    found[what, session_id] = None
    findings = "SELECT name, description FROM findings WHERE study_id = ?"
    for name, description in connection.tuples(findings, [number]):
        if word.search(name) or word.search(description):
            found["finding", name] = None
    return list(found)


def _former_texts(connection: Connection, marks: str, values: Sequence[str]) -> Iterator[str]:
    """Notes, quotes and comments as they were, from the history of changes."""
    rows = connection.tuples(
        f"SELECT before, after FROM annotation_changes WHERE session_id IN ({marks})", values
    )
    for row in rows:
        for state in row:
            for facet, value in (json.loads(state) or {}).items():
                if facet in ("note", "quote"):
                    yield str(value)
                elif isinstance(value, dict) and "text" in value:
                    yield str(value["text"])
