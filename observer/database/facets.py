"""The facets of an annotation that people change, as the undo history keeps them."""

from collections.abc import Callable
from typing import Any

from observer.model.annotation import SEVERITY_WORDS, AnnotationKind, Standing
from observer.model.errors import LibraryError

State = dict[str, Any]
"""Some facets and their values. A span is one facet: half of one may be wrong, and so is half of a
component with its team."""

COMMENT = "comment:"
"""Begins the facet of one comment, whose id follows."""

_LATEST_NS = 2**63 - 1  # what the database can hold


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _are_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _is_span(value: Any) -> bool:
    numbers = isinstance(value, list) and [type(one) for one in value] == [int, int]
    return numbers and 0 <= value[0] <= value[1] <= _LATEST_NS


def _is_severity(value: Any) -> bool:
    return value is None or (type(value) is int and 0 <= value < len(SEVERITY_WORDS))


def _is_comment(value: Any) -> bool:
    fields = {"author", "text", "created_at"}
    return value is None or (
        isinstance(value, dict) and set(value) == fields and all(map(_is_text, value.values()))
    )


_FACETS: dict[str, Callable[[Any], bool]] = {
    "span": _is_span,
    "kind": lambda value: value in set(AnnotationKind),
    "severity": _is_severity,
    "note": _is_text,
    "quote": _is_text,
    "codes": _are_texts,
    "place": lambda value: _are_texts(value) and len(value) == 2,
    "task_id": _is_text,
    "standing": lambda value: value in set(Standing),
    "author": _is_text,
    "finding_id": _is_text,
    "there": lambda value: isinstance(value, bool),
}


def check_facets(state: State) -> None:
    """Raise LibraryError for a state that no annotation can have had: a history that came from
    elsewhere may say anything, and its names become names of columns."""
    for name, value in state.items():
        fits = _is_comment if name.startswith(COMMENT) else _FACETS.get(name)
        if fits is None or not fits(value):
            raise LibraryError(
                "A history of changes is none that Observer wrote",
                "Ask for the file anew from where it came from",
            )
