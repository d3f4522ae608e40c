"""The undo history of a study's board, kept with its findings, so that it lasts over restarts.

A step is of one author. What it did to findings is kept facet by facet in `board_steps`; to which
finding moments belong, in the moments' own history (`annotation_changes`), under the step's name,
where merging two copies of a session finds it. Undo writes those facets alone that the step
changed, and refuses where somebody has changed one of them since.
"""

import json
from collections.abc import Iterable, Mapping, Sequence

from observer.database.annotations import unknown_annotation
from observer.database.board_conflicts import finding_now, refuse_others
from observer.database.board_steps import (
    FACETS,
    BoardEdit,
    FindingAlteration,
    Step,
    differing,
    to_step,
    ways,
)
from observer.database.connection import Connection
from observer.database.history import BOARD, Alteration, apply_change, keep_changes
from observer.database.rows import storable, to_annotation, utc_now
from observer.database.studies import number_of_study
from observer.model.errors import LibraryError
from observer.model.identity import new_id


def record_board(
    connection: Connection,
    study_id: str,
    author: str,
    findings: Sequence[FindingAlteration],
    links: Mapping[str, str],
    what: str,
) -> BoardEdit:
    """Change findings, let moments belong to others ("" for none), and keep it as one step.

    What changes nothing leaves no step. The edit names the findings that were changed, then those
    that moments came to or left. Raises LibraryError for an unknown study or moment, and for a
    finding nobody named.
    """
    with connection.writing() as database:
        study = number_of_study(connection, study_id)
        every = [_link(connection, moment, to) for moment, to in links.items()]
        changes = [one for one in every if one.before != one.after]
        findings = [*findings, *_touched(findings, changes)]
        edit = BoardEdit(tuple(one.finding_id for one in findings), what)
        if not findings:
            return BoardEdit((), what)
        _forget_undone(connection, study, author)
        step = BOARD + new_id()
        _put_findings(connection, study, findings, forward=True)
        for change in changes:
            apply_change(connection, change.said.id, change.before, change.after)
        _take_findings(connection, findings, forward=True)
        _check_links(connection, links.values())
        keep_changes(connection, author, changes, what, step)
        database.table("board_steps").insert(
            {
                "step": step,
                "study_id": study,
                "author": storable(author),
                "what": storable(what),
                "findings": json.dumps(
                    [[one.finding_id, one.before, one.after] for one in findings],
                    ensure_ascii=False,
                ),
                "made_at": utc_now(),
            }
        )
    return edit


def next_board_undo(connection: Connection, study_id: str, author: str) -> BoardEdit | None:
    """The author's latest step on the board that stands, or None."""
    found = _next(connection, study_id, author, undone=False)
    return found.edit if found else None


def next_board_redo(connection: Connection, study_id: str, author: str) -> BoardEdit | None:
    """The step on the board that the author took back last, or None."""
    found = _next(connection, study_id, author, undone=True)
    return found.edit if found else None


def turn_board(
    connection: Connection, study_id: str, author: str, *, undone: bool
) -> BoardEdit | None:
    """Take back the author's latest step (or make again the one that is `undone`); None for none.

    Raises LibraryError where that would undo what was changed since, and changes nothing.
    """
    with connection.writing() as database:
        found = _next(connection, study_id, author, undone=undone)
        if found is None:
            return None
        rows = connection.rows(
            "SELECT * FROM annotation_changes WHERE step = ? AND step <> '' ORDER BY number",
            [found.step],
        )
        refuse_others(connection, found, rows, forward=undone)
        _put_findings(connection, found.study, found.findings, forward=undone)
        for row in rows:
            before, after = json.loads(row["before"]), json.loads(row["after"])
            come_from, go_to = (before, after) if undone else (after, before)
            apply_change(connection, row["annotation_id"], come_from, go_to)
        _take_findings(connection, found.findings, forward=undone)
        values = [int(not undone), found.step]
        database.execute("UPDATE board_steps SET undone = ? WHERE step = ?", values)
        database.execute("UPDATE annotation_changes SET undone = ? WHERE step = ?", values)
    return found.edit


def pass_over_board_step(connection: Connection, study_id: str, author: str) -> BoardEdit | None:
    """Let the author's latest step stand for good, so that undo goes on behind it; None for none.

    The way out where another's later step forbids to take it back. To which findings moments
    belong stays in their history: merging two copies of a session looks there.
    """
    with connection.writing() as database:
        found = _next(connection, study_id, author, undone=False)
        if found is not None:
            database.execute("DELETE FROM board_steps WHERE step = ?", [found.step])
    return found.edit if found else None


def forget_board_steps(connection: Connection, session_ids: Sequence[str]) -> None:
    """Forget how findings that moments of these sessions show, or showed, came to be.

    What they were called may be a participant's words: an erasure leaves none behind. The findings
    stay.
    """
    shown: set[str] = set()
    with connection.writing() as database:
        for session_id in session_ids:
            for question in (
                "SELECT finding_id FROM annotations WHERE session_id = ?",
                "SELECT json_extract(before, '$.finding_id') FROM annotation_changes"
                " WHERE session_id = ?",
                "SELECT json_extract(after, '$.finding_id') FROM annotation_changes"
                " WHERE session_id = ?",
            ):
                shown |= {one for (one,) in connection.tuples(question, [session_id]) if one}
        for row in connection.rows("SELECT * FROM board_steps"):
            if shown & {*to_step(row).edit.finding_ids}:
                database.execute("DELETE FROM board_steps WHERE step = ?", [row["step"]])


# -- steps -------------------------------------------------------------------------------------


def _next(connection: Connection, study_id: str, author: str, *, undone: bool) -> Step | None:
    row = connection.row(
        "SELECT * FROM board_steps WHERE study_id = ? AND author = ? AND undone = ?"
        f" ORDER BY number {'ASC' if undone else 'DESC'} LIMIT 1",
        [number_of_study(connection, study_id), storable(author), int(undone)],
    )
    return to_step(row) if row else None


def _forget_undone(connection: Connection, study: int, author: str) -> None:
    """A step that follows ends what could be made again."""
    values = [study, storable(author)]
    which = "SELECT step FROM board_steps WHERE study_id = ? AND author = ? AND undone = 1"
    with connection.writing() as database:
        database.execute(f"DELETE FROM annotation_changes WHERE step IN ({which})", values)
        database.execute(f"DELETE FROM board_steps WHERE step IN ({which})", values)


def _touched(
    findings: Sequence[FindingAlteration], changes: Sequence[Alteration]
) -> list[FindingAlteration]:
    """The findings that moments come to, then those they leave, beside the ones that change."""
    ends = [one.after["finding_id"] for one in changes]
    starts = [one.before["finding_id"] for one in changes]
    others = dict.fromkeys([*ends, *starts])
    known = {"", *(one.finding_id for one in findings)}
    return [FindingAlteration(one, {}, {}) for one in others if one not in known]


def _link(connection: Connection, moment_id: str, to: str) -> Alteration:
    row = connection.row("SELECT * FROM annotations WHERE id = ?", [moment_id])
    if row is None:
        raise unknown_annotation(moment_id)
    return Alteration(
        to_annotation(row), {"finding_id": row["finding_id"]}, {"finding_id": storable(to)}
    )


# -- writing -----------------------------------------------------------------------------------


def _put_findings(
    connection: Connection, study: int, findings: Sequence[FindingAlteration], *, forward: bool
) -> None:
    """Findings are there before moments go to them."""
    with connection.writing() as database:
        for finding_id, come_from, go_to in ways(findings, forward=forward):
            if go_to.get("there") and not come_from.get("there"):
                values = {name: go_to[name] for name in FACETS}
                own = {"id": finding_id, "study_id": study, "changed_at": utc_now()}
                database.table("findings").insert(own | values)
            elif go_to.get("there"):
                values = {name: go_to[name] for name in differing(come_from, go_to)}
                if values:
                    values["changed_at"] = utc_now()
                    columns = ", ".join(f"{name} = ?" for name in values)
                    database.execute(
                        f"UPDATE findings SET {columns} WHERE id = ?",
                        [*values.values(), finding_id],
                    )


def _take_findings(
    connection: Connection, findings: Sequence[FindingAlteration], *, forward: bool
) -> None:
    """They go once no moment belongs to them."""
    with connection.writing() as database:
        for finding_id, _, go_to in ways(findings, forward=forward):
            if go_to and not go_to["there"]:
                database.execute("DELETE FROM findings WHERE id = ?", [finding_id])


def _check_links(connection: Connection, finding_ids: Iterable[str]) -> None:
    for finding_id in set(finding_ids) - {""}:
        if finding_now(connection, finding_id) is None:
            raise LibraryError(
                f"There is no finding “{finding_id}”", "Look at the board for those that are there"
            )
