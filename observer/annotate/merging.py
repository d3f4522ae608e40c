"""Two copies of what was said, made one: what either side did is kept.

Facet by facet (`database.history` names them): what one side alone changed since the copies parted
is taken from there. What both changed is taken from the later change, and the other side's value
stays as a comment, so that no edit is lost. A moment that one side removed while the other went on
editing it stays.
"""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from observer.database.facets import State
from observer.database.history import state_of
from observer.model.annotation import Annotation, AnnotationKind, Comment, Standing
from observer.model.clock import format_ns
from observer.model.travel import KeptAnnotation, KeptChange


@dataclass(frozen=True, slots=True)
class Union:
    """One annotation out of two, the comments that keep what gave way, and that in a sentence."""

    kept: KeptAnnotation
    comments: tuple[Comment, ...] = ()
    differences: tuple[str, ...] = ()


def unite(
    ours: KeptAnnotation,
    theirs: KeptAnnotation,
    our_changes: Sequence[KeptChange],
    their_changes: Sequence[KeptChange],
) -> Union:
    """Merge two states of one annotation, each with its own whole history."""
    here, there = _state(ours), _state(theirs)
    our_dates = _dates(ours, our_changes, their_changes)
    their_dates = _dates(theirs, their_changes, our_changes)
    taken: State = dict(here)
    comments, differences = [], []
    for facet in [name for name in here if here[name] != there[name]]:
        we, they = our_dates.get(facet, ""), their_dates.get(facet, "")
        if not we and not they:  # neither history tells: the whole annotation's date does
            we, they = ours.said.changed_at, theirs.said.changed_at
            theirs_wins, both = they > we, False
        else:
            theirs_wins, both = they > we, bool(we and they)
        if facet == "there":  # whoever went on editing did not mean it to go
            edited = their_dates if there["there"] else our_dates
            theirs_wins = bool(there["there"]) if edited else theirs_wins
            both = False
        if theirs_wins:
            taken[facet] = there[facet]
        if both and facet != "author":
            lost_side, lost = (ours, here) if theirs_wins else (theirs, there)
            words = _in_words(facet, lost[facet])
            comments.append(_comment(lost_side.said, facet, words))
            differences.append(
                f"{facet.replace('_id', '')} of “{ours.said.note or ours.said.kind}”"
            )
    return Union(_built(ours, theirs, taken), tuple(comments), tuple(differences))


def _state(kept: KeptAnnotation) -> State:
    return state_of(kept.said, there=kept.removed_at is None)


def _dates(
    kept: KeptAnnotation, own: Sequence[KeptChange], others: Sequence[KeptChange]
) -> Mapping[str, str]:
    """When this side last changed each facet in a way that the other side does not know."""
    known = {(change.id, change.undone) for change in others}
    dates: dict[str, str] = {}
    for change in own:
        if (change.id, change.undone) in known:
            continue
        # Undoing leaves no date of its own but the annotation's.
        when = kept.said.changed_at if change.undone else change.made_at
        for facet in _touched(change):
            dates[facet] = max(dates.get(facet, ""), when)
    return dates


def _touched(change: KeptChange) -> Collection[str]:
    return [name for name in change.after if change.before.get(name) != change.after[name]]


def _built(ours: KeptAnnotation, theirs: KeptAnnotation, taken: State) -> KeptAnnotation:
    said = replace(
        ours.said,
        start_ns=taken["span"][0],
        end_ns=taken["span"][1],
        kind=AnnotationKind(taken["kind"]),
        severity=taken["severity"],
        note=taken["note"],
        quote=taken["quote"],
        codes=tuple(taken["codes"]),
        component=taken["place"][0],
        team=taken["place"][1],
        task_id=taken["task_id"],
        standing=Standing(taken["standing"]),
        author=taken["author"],
        finding_id=taken["finding_id"],
        changed_at=max(ours.said.changed_at, theirs.said.changed_at),
    )
    removed_at = None if taken["there"] else (ours.removed_at or theirs.removed_at)
    return KeptAnnotation(said, removed_at)


def _comment(said: Annotation, facet: str, words: str) -> Comment:
    """Named by what it says, so that merging the same copy again adds no second one."""
    digest = hashlib.sha256(f"{said.id}\0{facet}\0{words}".encode()).hexdigest()
    text = f"In the other copy of this session the {facet.replace('_id', '')} is: {words}"
    return Comment(
        f"merge-{digest[:20]}", said.id, said.author, text, said.changed_at, said.changed_at
    )


def _in_words(facet: str, value: Any) -> str:
    match facet:
        case "span":
            return f"{format_ns(value[0])} to {format_ns(value[1])}"
        case "codes":
            return ", ".join(value) or "none"
        case "place":
            return " · ".join(part for part in value if part) or "none"
    return "none" if value in (None, "") else str(value)
