"""The verbs on findings: gather, merge, split, name, judge, each one step that can be undone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypedDict, Unpack

from observer.database.board_steps import BoardEdit, altered
from observer.database.library import Library
from observer.model.errors import LibraryError, ObserverError
from observer.model.finding import Finding, FindingState
from observer.model.identity import new_id


class FindingFields(TypedDict, total=False):
    """What can be changed about a finding."""

    name: str
    description: str
    severity: int | None
    state: FindingState
    issue: str
    fixed_at: str


@dataclass(frozen=True, slots=True)
class BoardChange:
    """Which findings are others, and in plain words what was done to them."""

    finding_ids: tuple[str, ...]
    what: str


class BoardBook:
    """What one person does to a study's findings.

    Each verb is in the library, whole or not at all, before it returns, and so is the way back:
    undo and redo have no limit and last over restarts. An author undoes only this author's own
    steps. All verbs raise LibraryError where the library fails, and for a finding that is not the
    study's.
    """

    def __init__(self, library: Library, study_id: str, author: str) -> None:
        self._library = library
        self._study_id = study_id
        self._author = author

    @property
    def study_id(self) -> str:
        """Whose findings these are."""
        return self._study_id

    # -- moments -------------------------------------------------------------------------

    def gather(
        self, name: str, moment_ids: Sequence[str], state: FindingState = FindingState.OPEN
    ) -> BoardChange:
        """Name a problem that these moments show. Raises ObserverError without a name."""
        made = Finding(new_id(), self._study_id, _checked(name), state=state)
        what = f"gathering {_counted(moment_ids)} into “{made.name}”"
        return self._do(what, [(None, made)], dict.fromkeys(moment_ids, made.id))

    def link(self, moment_ids: Sequence[str], finding_id: str) -> BoardChange:
        """Say that these moments show a finding too; they leave the one they showed before."""
        to = self._find(finding_id)
        what = f"adding {_counted(moment_ids)} to “{to.name}”"
        return self._do(what, [], dict.fromkeys(moment_ids, to.id))

    def loosen(self, moment_ids: Sequence[str]) -> BoardChange:
        """Say that these moments show no finding that anybody named."""
        what = f"taking {_counted(moment_ids)} out"
        return self._do(what, [], dict.fromkeys(moment_ids, ""))

    # -- findings ------------------------------------------------------------------------

    def split(self, finding_id: str, moment_ids: Sequence[str], name: str) -> BoardChange:
        """Take these moments out of a finding into one of their own, in the same state."""
        origin = self._find(finding_id)
        made = Finding(new_id(), self._study_id, _checked(name), state=origin.state)
        what = f"splitting “{made.name}” off “{origin.name}”"
        links = dict.fromkeys(moment_ids, made.id)
        return self._do(what, [(None, made)], links)

    def merge(self, gone_id: str, kept_id: str) -> BoardChange:
        """Two names of one problem: all moments of one go to the other, which keeps its fields.

        The higher severity holds, and a description or an issue that only the one had. Raises
        ObserverError for a finding with itself.
        """
        if gone_id == kept_id:
            raise ObserverError(
                "A finding cannot be merged with itself", "Choose two different ones"
            )
        with self._library.together():  # what others link meanwhile would be left behind
            gone, kept = self._find(gone_id), self._find(kept_id)
            judged = [one for one in (gone.severity, kept.severity) if one is not None]
            merged = replace(
                kept,
                severity=max(judged, default=None),
                description=kept.description or gone.description,
                issue=kept.issue or gone.issue,
            )
            links = dict.fromkeys(self._library.finding_moments(gone_id), kept_id)
            what = f"merging “{gone.name}” into “{kept.name}”"
            return self._do(what, [(kept, merged), (gone, None)], links)

    def change(self, finding_id: str, **fields: Unpack[FindingFields]) -> BoardChange:
        """Change some fields; what changes nothing leaves no step.

        Raises ObserverError for an empty name or a severity that is not 0 to 4.
        """
        before = self._find(finding_id)
        if "name" in fields:
            fields["name"] = _checked(fields["name"])
        try:
            after = replace(before, **fields)
        except ValueError as error:
            raise ObserverError(str(error), "Choose 0 to 4, or none") from error
        if after == before:
            return BoardChange((), f"nothing about “{before.name}”")
        changed = [name for name in fields if getattr(before, name) != getattr(after, name)]
        what = f"{_FIELD_WORDS[changed[0]]} of “{before.name}”"
        return self._do(what, [(before, after)], {})

    def remove(self, finding_id: str) -> BoardChange:
        """Forget a finding; its moments stay, loose."""
        with self._library.together():  # what others link meanwhile would be left behind
            gone = self._find(finding_id)
            links = dict.fromkeys(self._library.finding_moments(finding_id), "")
            return self._do(f"removing “{gone.name}”", [(gone, None)], links)

    # -- the way back --------------------------------------------------------------------

    def undo(self) -> BoardChange | None:
        """Take back the author's latest step that stands; None where there is none.

        Raises LibraryError where it would undo what was done to the same finding since.
        """
        return _to_change(self._library.undo_board(self._study_id, self._author))

    def redo(self) -> BoardChange | None:
        """Make again what was taken back last; None where there is nothing. Raises LibraryError."""
        return _to_change(self._library.redo_board(self._study_id, self._author))

    def pass_over(self) -> BoardChange | None:
        """Let the latest step stand for good: `undo` goes on with the one before it."""
        return _to_change(self._library.pass_over_board_step(self._study_id, self._author))

    @property
    def undo_text(self) -> str:
        """What undo takes back; empty for nothing."""
        edit = self._library.next_board_undo(self._study_id, self._author)
        return edit.what if edit else ""

    @property
    def redo_text(self) -> str:
        """What redo makes again; empty for nothing."""
        edit = self._library.next_board_redo(self._study_id, self._author)
        return edit.what if edit else ""

    def _do(
        self,
        what: str,
        findings: Sequence[tuple[Finding | None, Finding | None]],
        links: Mapping[str, str],
    ) -> BoardChange:
        alterations = [altered(before, after) for before, after in findings]
        edit = self._library.record_board(self._study_id, self._author, alterations, links, what)
        return BoardChange(edit.finding_ids, edit.what)

    def _find(self, finding_id: str) -> Finding:
        for finding in self._library.findings(self._study_id):
            if finding.id == finding_id:
                return finding
        raise LibraryError(
            f"There is no finding “{finding_id}”", "It may have been removed; look at the board"
        )


def _to_change(edit: BoardEdit | None) -> BoardChange | None:
    return BoardChange(edit.finding_ids, edit.what) if edit else None


_FIELD_WORDS = {
    "name": "name",
    "description": "description",
    "severity": "severity",
    "state": "state",
    "issue": "issue",
    "fixed_at": "date of the fix",
}


def _checked(name: str) -> str:
    told = " ".join(name.split())
    if not told:
        raise ObserverError(
            "A finding has to have a name", "Say in a few words what the problem is"
        )
    return told


def _counted(moments: Sequence[str]) -> str:
    return "1 moment" if len(moments) == 1 else f"{len(moments)} moments"
