"""The verbs on findings: gather, merge, split, name, judge, each one step that can be undone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypedDict, Unpack

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


@dataclass(frozen=True, slots=True)
class _State:
    """Findings by id, None for one that is not there; and to which finding moments belong."""

    findings: Mapping[str, Finding | None] = field(default_factory=dict)
    links: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Step:
    what: str
    finding_ids: tuple[str, ...]
    before: _State
    after: _State


class BoardBook:
    """What one person does to a study's findings, with undo as long as this object lives.

    Each verb is in the library, whole or not at all, before it returns. All raise LibraryError
    where the library fails, and for a finding that is not the study's.
    """

    def __init__(self, library: Library, study_id: str) -> None:
        self._library = library
        self._study_id = study_id
        self._done: list[_Step] = []
        self._undone: list[_Step] = []

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
        return self._do(what, {made.id: (None, made)}, dict.fromkeys(moment_ids, made.id))

    def link(self, moment_ids: Sequence[str], finding_id: str) -> BoardChange:
        """Say that these moments show a finding too; they leave the one they showed before."""
        to = self._find(finding_id)
        what = f"adding {_counted(moment_ids)} to “{to.name}”"
        return self._do(what, {}, dict.fromkeys(moment_ids, to.id), touched=(to.id,))

    def loosen(self, moment_ids: Sequence[str]) -> BoardChange:
        """Say that these moments show no finding that anybody named."""
        what = f"taking {_counted(moment_ids)} out"
        return self._do(what, {}, dict.fromkeys(moment_ids, ""))

    # -- findings ------------------------------------------------------------------------

    def split(self, finding_id: str, moment_ids: Sequence[str], name: str) -> BoardChange:
        """Take these moments out of a finding into one of their own, in the same state."""
        origin = self._find(finding_id)
        made = Finding(new_id(), self._study_id, _checked(name), state=origin.state)
        what = f"splitting “{made.name}” off “{origin.name}”"
        return self._do(
            what, {made.id: (None, made)}, dict.fromkeys(moment_ids, made.id), touched=(origin.id,)
        )

    def merge(self, gone_id: str, kept_id: str) -> BoardChange:
        """Two names of one problem: all moments of one go to the other, which keeps its fields.

        The higher severity holds, and a description or an issue that only the one had. Raises
        ObserverError for a finding with itself.
        """
        if gone_id == kept_id:
            raise ObserverError(
                "A finding cannot be merged with itself", "Choose two different ones"
            )
        gone, kept = self._find(gone_id), self._find(kept_id)
        judged = [one for one in (gone.severity, kept.severity) if one is not None]
        merged = replace(
            kept,
            severity=max(judged, default=None),
            description=kept.description or gone.description,
            issue=kept.issue or gone.issue,
        )
        moments = self._library.finding_moments(gone_id)
        what = f"merging “{gone.name}” into “{kept.name}”"
        pairs: dict[str, tuple[Finding | None, Finding | None]] = {
            kept.id: (kept, merged),
            gone.id: (gone, None),
        }
        return self._do(
            what,
            pairs,
            dict.fromkeys(moments, kept_id),
            linked_before=dict.fromkeys(moments, gone_id),
        )

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
        return self._do(what, {finding_id: (before, after)}, {})

    def remove(self, finding_id: str) -> BoardChange:
        """Forget a finding; its moments stay, loose."""
        gone = self._find(finding_id)
        moments = self._library.finding_moments(finding_id)
        return self._do(
            f"removing “{gone.name}”",
            {gone.id: (gone, None)},
            dict.fromkeys(moments, ""),
            linked_before=dict.fromkeys(moments, finding_id),
        )

    # -- the way back --------------------------------------------------------------------

    def undo(self) -> BoardChange | None:
        """Take back the latest step that stands; None where there is none."""
        if not self._done:
            return None
        step = self._done[-1]
        self._write(step.before)
        self._undone.append(self._done.pop())
        return BoardChange(step.finding_ids, step.what)

    def redo(self) -> BoardChange | None:
        """Make again what was taken back last; None where there is nothing."""
        if not self._undone:
            return None
        step = self._undone[-1]
        self._write(step.after)
        self._done.append(self._undone.pop())
        return BoardChange(step.finding_ids, step.what)

    @property
    def undo_text(self) -> str:
        """What undo takes back; empty for nothing."""
        return self._done[-1].what if self._done else ""

    @property
    def redo_text(self) -> str:
        """What redo makes again; empty for nothing."""
        return self._undone[-1].what if self._undone else ""

    def _do(
        self,
        what: str,
        findings: Mapping[str, tuple[Finding | None, Finding | None]],
        links: Mapping[str, str],
        *,
        linked_before: Mapping[str, str] | None = None,
        touched: tuple[str, ...] = (),
    ) -> BoardChange:
        if linked_before is None:
            linked_before = {one: self._library.annotation(one).finding_id for one in links}
        before = _State({key: pair[0] for key, pair in findings.items()}, linked_before)
        after = _State({key: pair[1] for key, pair in findings.items()}, dict(links))
        self._write(after)
        ids = (*findings, *touched)
        self._done.append(_Step(what, ids, before, after))
        self._undone.clear()
        return BoardChange(ids, what)

    def _write(self, state: _State) -> None:
        """Findings are there before moments go to them, and go after moments have left."""
        with self._library.together():
            for finding in state.findings.values():
                if finding is not None:
                    self._library.save_finding(finding)
            for finding_id in dict.fromkeys(state.links.values()):
                moments = [one for one, to in state.links.items() if to == finding_id]
                self._library.link_moments(moments, finding_id)
            for finding_id, finding in state.findings.items():
                if finding is None:
                    self._library.remove_finding(finding_id)

    def _find(self, finding_id: str) -> Finding:
        for finding in self._library.findings(self._study_id):
            if finding.id == finding_id:
                return finding
        raise LibraryError(
            f"There is no finding “{finding_id}”", "It may have been removed; look at the board"
        )


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
