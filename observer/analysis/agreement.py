"""How far coders agree on one session: what was matched, and the coefficients over it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from observer.analysis.matching import TOLERANCE_NS, Unit, confusion, match
from observer.analysis.reliability import Coefficient, Level, alpha, kappa
from observer.model.annotation import SEVERITY_WORDS, Annotation

NOTHING = "nothing"
"""The label of what a coder did not mark, where unmatched moments count as disagreement."""

UNJUDGED = "not judged"


class Facet(StrEnum):
    """What of a moment is compared."""

    KIND = "kind"
    SEVERITY = "severity"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Agreement:
    """Of these coders, on one facet, with moments matched within `tolerance_ns`.

    `labels` has a label a coder for each unit, None where that coder did not mark it. The kappas
    are there for two coders alone. `kappa` is over what both marked. `kappa_of_all` counts what one
    alone marked as disagreement: it is lower, as nobody can agree on a moment that neither marked.
    """

    coders: tuple[str, ...]
    facet: Facet
    tolerance_ns: int
    units: tuple[Unit, ...]
    labels: tuple[Mapping[str, str], ...]
    kappa: Coefficient | None
    kappa_of_all: Coefficient | None
    alpha: Coefficient
    table: Mapping[tuple[str, str], int]

    @property
    def matched(self) -> int:
        """How many units all of the coders marked."""
        return sum(unit.is_matched(self.coders) for unit in self.units)


def agreement(
    moments: Iterable[Annotation],
    coders: Sequence[str],
    facet: Facet = Facet.KIND,
    tolerance_ns: int = TOLERANCE_NS,
    code_id: str = "",
) -> Agreement:
    """Match the coders' moments and compare them; for Facet.CODE by whether `code_id` is applied.

    Raises ValueError for fewer than two coders, or one named twice.
    """
    if len(coders) < 2 or len(set(coders)) != len(coders):
        raise ValueError("agreement is between two or more different coders")
    units = match(moments, coders, tolerance_ns)
    label = _label_of(facet, code_id)
    labels = tuple({who: label(said) for who, said in unit.said.items()} for unit in units)
    rows = [[told.get(coder) for coder in coders] for told in labels]
    both, either = _pairs(rows) if len(coders) == 2 else ([], [])
    level = Level.ORDINAL if facet is Facet.SEVERITY else Level.NOMINAL
    judged = [[None if value == UNJUDGED else value for value in row] for row in rows]
    return Agreement(
        coders=tuple(coders),
        facet=facet,
        tolerance_ns=tolerance_ns,
        units=units,
        labels=labels,
        kappa=kappa(both) if len(coders) == 2 else None,
        kappa_of_all=kappa(either) if len(coders) == 2 else None,
        alpha=alpha(judged, level, [str(step) for step in range(len(SEVERITY_WORDS))]),
        table=confusion(either),
    )


def _pairs(
    rows: Sequence[Sequence[str | None]],
) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """What both marked; and that with what one alone marked beside NOTHING."""
    both = [(one, other) for one, other in rows if one is not None and other is not None]
    either = [(one or NOTHING, other or NOTHING) for one, other in rows]
    return both, either


def _label_of(facet: Facet, code_id: str) -> Callable[[Annotation], str]:
    if facet is Facet.KIND:
        return lambda said: said.kind.value
    if facet is Facet.SEVERITY:
        return lambda said: UNJUDGED if said.severity is None else str(said.severity)
    return lambda said: "applied" if code_id in said.codes else "not applied"
