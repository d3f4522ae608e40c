"""Whether a step on the board can be taken back: not where somebody has changed the same since."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from observer.database.board_steps import FACETS, Step, differing, to_step, ways
from observer.database.connection import Connection, Row
from observer.model.errors import LibraryError


def refuse_others(
    connection: Connection, found: Step, links: Sequence[Row], *, forward: bool
) -> None:
    """Raise LibraryError where a finding or a moment is not as the step left it."""
    moments = {row["annotation_id"] for row in links}
    for finding_id, come_from, go_to in ways(found.findings, forward=forward):
        if not come_from:
            continue
        now = finding_now(connection, finding_id)
        leaves = come_from["there"] and not go_to["there"]
        facets = FACETS if leaves else differing(come_from, go_to)
        changed = come_from["there"] != (now is not None) or (
            now is not None and any(now[name] != come_from[name] for name in facets)
        )
        if changed or (leaves and _moments_now(connection, finding_id) - moments):
            name = str(come_from["name"])
            raise _refusal(connection, found, (finding_id,), name, forward=forward)
    made = {one for one, _, go_to in ways(found.findings, forward=forward) if go_to.get("there")}
    for row in links:
        come_from, go_to = json.loads(row["before"]), json.loads(row["after"])
        if not forward:
            come_from, go_to = go_to, come_from
        here, there = _finding_of(connection, row["annotation_id"]), go_to["finding_id"]
        gone = there and there not in made and finding_now(connection, there) is None
        if here != come_from["finding_id"] or gone:
            about = (there,) if gone else (here, come_from["finding_id"])
            raise _refusal(connection, found, about, "", forward=forward)


def finding_now(connection: Connection, finding_id: str) -> Mapping[str, Any] | None:
    """A finding as it is; None for one that is not there."""
    return connection.row("SELECT * FROM findings WHERE id = ?", [finding_id])


def _moments_now(connection: Connection, finding_id: str) -> set[str]:
    rows = connection.tuples("SELECT id FROM annotations WHERE finding_id = ?", [finding_id])
    return {moment for (moment,) in rows}


def _finding_of(connection: Connection, moment_id: str) -> str:
    row = connection.row("SELECT finding_id FROM annotations WHERE id = ?", [moment_id])
    return str(row["finding_id"]) if row else ""


def _refusal(
    connection: Connection, found: Step, about: Sequence[str], name: str, *, forward: bool
) -> LibraryError:
    """Who has done what to one of these findings since, as far as the history tells."""
    rows = connection.rows(
        "SELECT * FROM board_steps WHERE study_id = ? AND undone = 0 AND number > ?"
        " AND author <> ? ORDER BY number DESC",
        [found.study, found.number, found.author],
    )
    later = next((one for one in map(to_step, rows) if {*about} & {*one.edit.finding_ids}), None)
    what = "made again" if forward else "taken back"
    said = f"“{found.what}” cannot be {what}: "
    if later is not None:
        told = f"{later.author} has since done “{later.what}”"
        return LibraryError(said + told, f"Ask {later.author}, or change it by hand")
    known = finding_now(connection, about[0])
    name = str(known["name"]) if known else name
    words = f"“{name}”" if name else "one of its moments"
    return LibraryError(f"{said}{words} was changed since", "Change it by hand")
