"""Values by the hundred thousand from the library's own rows, whose tables check them already."""

from collections.abc import Callable
from dataclasses import field, fields, make_dataclass
from typing import Any, TypeVar, cast

T = TypeVar("T")


def draft_of(kind: type[Any]) -> type[Any]:
    """A class of the same slots as this frozen dataclass, but plain.

    Once its fields are set, `draft.__class__ = kind` makes it the value itself.
    Setting the slots of a frozen value takes longer than reading its row: each goes through
    `object.__setattr__`, and `__post_init__` asks what the table's own CHECKs have made sure of.
    """
    same = [
        (one.name, one.type, field(default=one.default, default_factory=one.default_factory))
        for one in fields(kind)
    ]
    return make_dataclass(f"{kind.__name__}Draft", same, slots=True, eq=False, repr=False)


def maker_of(kind: type[T]) -> Callable[..., T]:
    """What makes such values of columns that stand in the order of its fields."""
    draft_class = draft_of(kind)

    def make(*columns: object) -> T:
        draft = draft_class(*columns)
        draft.__class__ = kind
        return cast("T", draft)

    return make
