"""Edits in plain words, as a menu shows them behind Undo and Redo."""

from collections.abc import Sequence

from observer.model.annotation import Annotation, Standing
from observer.model.clock import format_ns

LABEL_LENGTH = 40
"""Characters of a note that name its annotation: a menu entry stays one line."""


def label(said: Annotation) -> str:
    """An annotation's name: `“Post code refused”`, or `the friction at 14:26` without a note."""
    note = " ".join(said.note.split())
    if not note:
        return f"the {said.kind} at {format_ns(said.start_ns)}"
    if len(note) > LABEL_LENGTH:
        note = note[: LABEL_LENGTH - 1].rstrip() + "…"
    return f"“{note}”"


def say_addition(said: Annotation) -> str:
    """`adding “Post code refused”`."""
    return f"adding {label(said)}"


def say_removal(said: Annotation) -> str:
    """`removing “Post code refused”`."""
    return f"removing {label(said)}"


def say_many(each: Sequence[str], verb: str = "") -> str:
    """One step over several annotations: the words for one, or `severity of … and 4 others`."""
    if not each:
        return "nothing"
    if len(each) == 1:
        return each[0]
    if verb:
        return f"{verb} {len(each)} moments"
    others = len(each) - 1
    return f"{each[0]} and {others} {'other' if others == 1 else 'others'}"


def say_change(before: Annotation, after: Annotation) -> str:
    """`severity of “Post code refused”`, or several parts in a row; named as it was before."""
    if after.standing is not before.standing:
        verb = {Standing.KEPT: "accepting", Standing.REJECTED: "rejecting"}.get(after.standing)
        return f"{verb or 'suggesting'} {label(before)}"
    parts = {
        "kind": before.kind != after.kind,
        "severity": before.severity != after.severity,
        "note": before.note != after.note,
        "start": before.start_ns != after.start_ns,
        "end": before.end_ns != after.end_ns,
        "quote": before.quote != after.quote,
        "codes": before.codes != after.codes,
        "component": (before.component, before.team) != (after.component, after.team),
        "task": before.task_id != after.task_id,
        "finding": before.finding_id != after.finding_id,
    }
    changed = [name for name, differs in parts.items() if differs]
    named = after if not before.note.strip() else before
    if not changed:
        return f"nothing about {label(named)}"
    words = changed[0] if len(changed) == 1 else f"{', '.join(changed[:-1])} and {changed[-1]}"
    return f"{words} of {label(named)}"
