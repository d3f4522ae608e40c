"""Changes to one list of a study: each returns the list as it has become."""

from dataclasses import replace
from typing import Any, TypeVar

from observer.model.study import (
    Code,
    Component,
    GuideQuestion,
    Question,
    Questionnaire,
    Segment,
    Task,
)

Part = TypeVar("Part", Task, GuideQuestion, Questionnaire, Question, Component, Segment, Code)


def changed(parts: tuple[Part, ...], part_id: str, **values: Any) -> tuple[Part, ...]:
    """The part of this id with other values."""
    return tuple(replace(one, **values) if one.id == part_id else one for one in parts)


def without(parts: tuple[Part, ...], part_id: str) -> tuple[Part, ...]:
    """Everything but the part of this id."""
    return tuple(one for one in parts if one.id != part_id)


def moved(parts: tuple[Part, ...], part_id: str, index: int) -> tuple[Part, ...]:
    """The part of this id at another place, 0 for the first."""
    rest = list(without(parts, part_id))
    rest[index:index] = [one for one in parts if one.id == part_id]
    return tuple(rest)


def added(parts: tuple[Part, ...], part: Part, after: str = "") -> tuple[Part, ...]:
    """One more, behind the part of the id `after`, or at the end."""
    ids = [one.id for one in parts]
    place = ids.index(after) + 1 if after in ids else len(ids)
    return parts[:place] + (part,) + parts[place:]  # noqa: RUF005  # mypy knows no stars here


def found(parts: tuple[Part, ...], part_id: str) -> Part | None:
    """The part of this id, if it is there."""
    return next((one for one in parts if one.id == part_id), None)
