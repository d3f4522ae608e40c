"""Which moments are meant, and in which order: filters and sorting for lists, clips and reels."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from observer.model.annotation import Annotation, AnnotationKind, Standing


class Facet(StrEnum):
    """One side of a moment that a filter asks for."""

    KIND = "kind"
    SEVERITY = "severity"
    CODE = "code"
    TASK = "task"
    COMPONENT = "component"
    AUTHOR = "author"
    STATUS = "status"


class Status(StrEnum):
    """What holds of a moment beside what was said in it."""

    OWN = "own"
    FROM_RULE = "from a rule"
    COMMENTED = "with comments"


Value = str | int | None
"""A kind, a severity (None: not judged), an id, a name or a status; "" for none of them."""


class Order(StrEnum):
    """What a list of moments goes by."""

    TIME = "time"
    SEVERITY = "severity"
    KIND = "kind"
    AUTHOR = "author"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Setting:
    """What a filter has to know beside the moment.

    `commented_ids` are the moments with comments; `code_names` and `task_titles` name ids for the
    free text.
    """

    own_name: str = ""
    commented_ids: Collection[str] = frozenset()
    code_names: dict[str, str] = field(default_factory=dict)
    task_titles: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MomentFilter:
    """Values asked for, by facet, and words to be found.

    A moment matches where every facet that asks for anything is met by one of its values (of
    `status`, where two can hold at once, by all of them) and every word is found in what is
    written about it. Case does not count.
    """

    kinds: frozenset[AnnotationKind] = frozenset()
    severities: frozenset[int | None] = frozenset()
    codes: frozenset[str] = frozenset()
    tasks: frozenset[str] = frozenset()
    components: frozenset[str] = frozenset()
    authors: frozenset[str] = frozenset()
    statuses: frozenset[Status] = frozenset()
    text: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether every moment matches."""
        return replace(self, text=self.text.strip()) == _EVERYTHING

    def values(self, facet: Facet) -> frozenset[Value]:
        """What is asked for of one side."""
        found: frozenset[Value] = getattr(self, _FIELDS[facet])
        return found

    def toggled(self, facet: Facet, value: Value) -> "MomentFilter":
        """The filter that asks for a value, or no longer does."""
        return self._with(facet, self.values(facet) ^ {value})

    def without(self, facet: Facet) -> "MomentFilter":
        """The filter that leaves one side open."""
        return self._with(facet, frozenset())

    def matches(self, moment: Annotation, setting: Setting) -> bool:
        """Whether a moment is meant."""
        return (
            (not self.kinds or moment.kind in self.kinds)
            and (not self.severities or moment.severity in self.severities)
            and (not self.codes or not self.codes.isdisjoint(moment.codes or ("",)))
            and (not self.tasks or moment.task_id in self.tasks)
            and (not self.components or moment.component in self.components)
            and (not self.authors or moment.author in self.authors)
            and all(_holds(status, moment, setting) for status in self.statuses)
            and (not self.text or _has_words(moment, self.text, setting))
        )

    def choose(self, moments: Iterable[Annotation], setting: Setting) -> list[Annotation]:
        """Those that are meant, in the order they came."""
        if self.is_empty:
            return list(moments)
        return [moment for moment in moments if self.matches(moment, setting)]

    def _with(self, facet: Facet, values: frozenset[Value]) -> "MomentFilter":
        fields: dict[str, frozenset[Value]] = {_FIELDS[facet]: values}
        return replace(self, **fields)  # type: ignore[arg-type]  # each facet holds its own type


_FIELDS = {
    Facet.KIND: "kinds",
    Facet.SEVERITY: "severities",
    Facet.CODE: "codes",
    Facet.TASK: "tasks",
    Facet.COMPONENT: "components",
    Facet.AUTHOR: "authors",
    Facet.STATUS: "statuses",
}
_SINGLE: dict[Facet, Callable[[Annotation], Value]] = {
    Facet.KIND: lambda moment: moment.kind,
    Facet.SEVERITY: lambda moment: moment.severity,
    Facet.TASK: lambda moment: moment.task_id,
    Facet.COMPONENT: lambda moment: moment.component,
    Facet.AUTHOR: lambda moment: moment.author,
}
_EVERYTHING = MomentFilter()
_KIND_RANK = {kind: rank for rank, kind in enumerate(AnnotationKind)}
_NOT_JUDGED = -1  # below 0, not a problem: the gravest come first, the unjudged last


def facet_values(facet: Facet, moment: Annotation, setting: Setting) -> Sequence[Value]:
    """What a moment holds on one side; ("",) where it has no code, task or component."""
    if facet is Facet.CODE:
        return moment.codes or ("",)
    if facet is Facet.STATUS:
        return tuple(status for status in Status if _holds(status, moment, setting))
    return (_SINGLE[facet](moment),)


def count_values(facet: Facet, moments: Iterable[Annotation], setting: Setting) -> dict[Value, int]:
    """How many of these moments hold each value of one side."""
    counts: dict[Value, int] = {}
    for moment in moments:
        for value in facet_values(facet, moment, setting):
            counts[value] = counts.get(value, 0) + 1
    return counts


def sort_moments(moments: Iterable[Annotation], order: Order) -> list[Annotation]:
    """Sorted by the order, within it by time: gravest first, latest changed first."""
    by_time = sorted(moments, key=lambda moment: (moment.start_ns, moment.id))
    key = _SORT_KEYS.get(order)
    if key is None:
        return by_time
    return sorted(by_time, key=key, reverse=order is Order.CHANGED)


_SORT_KEYS: dict[Order, Callable[[Annotation], str | int]] = {
    Order.SEVERITY: lambda one: -(_NOT_JUDGED if one.severity is None else one.severity),
    Order.KIND: lambda one: _KIND_RANK[one.kind],
    Order.AUTHOR: lambda one: one.author.casefold(),
    Order.CHANGED: lambda one: one.changed_at,
}


def _holds(status: Status, moment: Annotation, setting: Setting) -> bool:
    match status:
        case Status.OWN:
            return moment.author == setting.own_name
        case Status.FROM_RULE:
            return bool(moment.rule) and moment.standing is Standing.KEPT
        case Status.COMMENTED:
            return moment.id in setting.commented_ids


def _has_words(moment: Annotation, text: str, setting: Setting) -> bool:
    said = [
        *(moment.note, moment.quote, moment.component, moment.team, moment.author, moment.reason),
        *(setting.code_names.get(code, "") for code in moment.codes),
        setting.task_titles.get(moment.task_id, ""),
    ]
    written = "\n".join(said).casefold()
    return all(word in written for word in text.casefold().split())
