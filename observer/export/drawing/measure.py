"""How large and where things are drawn on a clip, by the size of its pictures."""

from dataclasses import dataclass

from observer.export.drawing.lettering import Type


@dataclass(frozen=True, slots=True)
class Measure:
    """Sizes in pixels for a picture of `width` by `height`."""

    width: int
    height: int

    @property
    def scale(self) -> float:
        """1 at 1080p; small pictures get relatively larger letters, never below half."""
        return float(max(0.5, min(self.width / 1920, self.height / 1080) ** 0.75))

    @property
    def margin(self) -> int:
        """Between the picture's edge and what is drawn, and between two things."""
        return self.of(24)

    @property
    def label(self) -> Type:
        """For what is read at a glance."""
        return Type(self.of(24), bold=True)

    @property
    def caption(self) -> Type:
        """For what is read as a sentence."""
        return Type(self.of(34))

    def of(self, px: float) -> int:
        """A length that is `px` at 1080p, even."""
        return max(2, round(px * self.scale / 2) * 2)
