"""Studies: what they ask, kept whole and read whole."""

from collections.abc import Mapping
from dataclasses import asdict

from observer.database.connection import Connection, Row
from observer.database.rows import storable, utc_now
from observer.database.study_names import claim_name, number_of
from observer.database.study_parts import (
    CODES,
    COMPONENTS,
    GUIDE,
    QUESTIONNAIRES,
    QUESTIONS,
    SEGMENTS,
    TASKS,
    choices_of,
    fields_of,
    load_parts,
    save_parts,
)
from observer.model.errors import LibraryError
from observer.model.study import (
    AnswerForm,
    Asked,
    Code,
    Component,
    GuideQuestion,
    Question,
    Questionnaire,
    Score,
    Segment,
    Study,
    Task,
)

_Rows = Mapping[str, list[Row]]
"""The rows that one study has in each table of its parts."""


def save_study(connection: Connection, study: Study) -> None:
    """Keep a study as it is described, in place of what its id stood for until here.

    Parts that are no longer in it stay, marked removed, while something points at them. Raises
    LibraryError where its name is empty or another study's.
    """
    with connection.writing() as database:
        number = claim_name(connection, study.name, study.id)
        database.execute(
            "UPDATE studies SET question = ?, language = ?, described_at = ? WHERE id = ?",
            [storable(study.question), storable(study.language), utc_now(), number],
        )
        save_parts(connection, TASKS, number, [asdict(task) for task in study.tasks])
        save_parts(connection, GUIDE, number, [asdict(asked) for asked in study.guide])
        save_parts(
            connection, QUESTIONNAIRES, number, [asdict(one) for one in study.questionnaires]
        )
        questions = [
            {"questionnaire_id": questionnaire.id, **asdict(question)}
            for questionnaire in study.questionnaires
            for question in questionnaire.questions
        ]
        save_parts(connection, QUESTIONS, number, questions)
        save_parts(connection, COMPONENTS, number, [asdict(one) for one in study.components])
        save_parts(connection, SEGMENTS, number, [asdict(one) for one in study.segments])
        save_parts(connection, CODES, number, [asdict(one) for one in study.codebook])


def study(connection: Connection, study_id: str, *, removed: bool = False) -> Study:
    """One study; with `removed`, also the parts that were taken out of it, after the others.

    Raises LibraryError where there is none of this id.
    """
    row = connection.row("SELECT * FROM studies WHERE key = ?", [study_id])
    if row is None:
        raise unknown_study(study_id)
    return _load(connection, row, removed=removed)


def study_by_name(connection: Connection, name: str) -> Study | None:
    """The study that has this name, or had it before it was renamed."""
    number = number_of(connection, name)
    row = connection.row("SELECT * FROM studies WHERE id = ?", [number])
    return None if row is None else _load(connection, row, removed=False)


def study_list(connection: Connection) -> list[Study]:
    """All studies by name, those that only recordings named included."""
    with connection.reading():
        rows = connection.rows("SELECT * FROM studies ORDER BY name")
        return _to_studies(connection, rows, None, removed=False)


def studies(connection: Connection) -> list[str]:
    """The names of all studies, by name."""
    return [row["name"] for row in connection.rows("SELECT name FROM studies ORDER BY name")]


def number_of_study(connection: Connection, study_id: str) -> int:
    """The row number of a study by its id. Raises LibraryError where there is none."""
    row = connection.row("SELECT id FROM studies WHERE key = ?", [study_id])
    if row is None:
        raise unknown_study(study_id)
    return int(row["id"])


def unknown_study(study_id: str) -> LibraryError:
    """The error for a study the library does not know."""
    return LibraryError(
        f"There is no study “{study_id}” in this library",
        "Look at the list of studies for those that are there",
    )


def _load(connection: Connection, row: Row, *, removed: bool) -> Study:
    return _to_studies(connection, [row], row["id"], removed=removed)[0]


def _to_studies(
    connection: Connection, rows: list[Row], number: int | None, *, removed: bool
) -> list[Study]:
    """Reads each table once, however many studies there are."""
    parts = (TASKS, GUIDE, QUESTIONNAIRES, QUESTIONS, COMPONENTS, SEGMENTS, CODES)
    with connection.reading():
        tables = {
            part.table: load_parts(connection, part, number, removed=removed) for part in parts
        }
    return [
        _to_study(row, {table: found.get(row["id"], []) for table, found in tables.items()})
        for row in rows
    ]


def _to_study(row: Row, rows: _Rows) -> Study:
    return Study(
        id=row["key"],
        name=row["name"],
        question=row["question"],
        language=row["language"],
        tasks=tuple(Task(**fields_of(TASKS, one)) for one in rows[TASKS.table]),
        guide=tuple(GuideQuestion(**fields_of(GUIDE, one)) for one in rows[GUIDE.table]),
        questionnaires=tuple(
            _to_questionnaire(one, rows[QUESTIONS.table]) for one in rows[QUESTIONNAIRES.table]
        ),
        components=tuple(Component(**fields_of(COMPONENTS, one)) for one in rows[COMPONENTS.table]),
        segments=tuple(Segment(**fields_of(SEGMENTS, one)) for one in rows[SEGMENTS.table]),
        codebook=tuple(Code(**fields_of(CODES, one)) for one in rows[CODES.table]),
    )


def _to_questionnaire(row: Row, questions: list[Row]) -> Questionnaire:
    return Questionnaire(
        id=row["id"],
        title=row["title"],
        asked=Asked(row["asked"]),
        score=Score(row["score"]),
        questions=tuple(
            _to_question(one) for one in questions if one["questionnaire_id"] == row["id"]
        ),
    )


def _to_question(row: Mapping[str, object]) -> Question:
    fields = fields_of(QUESTIONS, row)
    del fields["questionnaire_id"]
    fields["form"] = AnswerForm(fields["form"])
    fields["choices"] = choices_of(fields["choices"])
    return Question(**fields)
