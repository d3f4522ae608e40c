"""What a benchmark found, for people and as JSON."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure of ours beside the rival's.

    `ratio` is ours by the rival's. `target` bounds what `judged` names, `ours` or `ratio`, from
    above (from below where `more_is_better`); without a target the figure is told, not judged.
    """

    name: str
    unit: str
    ours: float
    rival: float | None = None
    target: float | None = None
    judged: str = "ours"
    more_is_better: bool = False

    def __post_init__(self) -> None:
        for figure in ("ours", "rival"):  # NumPy's numbers are not JSON's
            value = getattr(self, figure)
            object.__setattr__(self, figure, None if value is None else float(value))

    @property
    def ratio(self) -> float | None:
        """Ours by the rival's; None where there is no rival, or it spent nothing."""
        return self.ours / self.rival if self.rival else None

    @property
    def met(self) -> bool | None:
        """Whether the target is met; None where there is none."""
        value = self.ratio if self.judged == "ratio" else self.ours
        if self.target is None or value is None:
            return None
        return value >= self.target if self.more_is_better else value <= self.target

    def facts(self) -> dict[str, Any]:
        """For JSON."""
        rounded = {key: _rounded(value) for key, value in asdict(self).items()}
        return {**rounded, "ratio": _rounded(self.ratio), "met": self.met}

    def line(self) -> str:
        """For people."""
        words = [f"{self.name}: {self.ours:.4g} {self.unit}".rstrip()]
        if self.rival is not None:
            words.append(f"rival {self.rival:.4g}")
        if self.ratio is not None:
            words.append(f"ratio {self.ratio:.3f}")
        if self.target is not None:
            sign = ">=" if self.more_is_better else "<="
            verdict = "met" if self.met else "MISSED"
            words.append(f"target {self.judged} {sign} {self.target:g}: {verdict}")
        return ", ".join(words)


@dataclass(frozen=True, slots=True)
class Result:
    """A benchmark's measures, the headline first; `settings` is how it was run."""

    name: str
    measures: list[Measure]
    settings: dict[str, Any] = field(default_factory=dict)

    def facts(self) -> dict[str, Any]:
        """For JSON: the headline's figures at the top, met if every judged measure is."""
        headline = self.measures[0].facts()
        verdicts = [measure.met for measure in self.measures if measure.met is not None]
        return {
            **headline,
            "name": self.name,
            "headline": headline["name"],
            "met": all(verdicts),
            "settings": self.settings,
            "measures": [measure.facts() for measure in self.measures],
        }


def _rounded(value: Any) -> Any:
    return round(value, 5) if isinstance(value, float) else value
