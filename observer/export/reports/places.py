"""Where friction was met: components, the teams that own them, and the hand-overs between them."""

from dataclasses import dataclass

from markupsafe import Markup

from observer.analysis.insight import Insight
from observer.export.reports.charts import share_chart
from observer.export.reports.figures import counted, percent


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A component: its friction, its weight (each moment by its severity), its share of time."""

    name: str
    team: str
    moments: int
    weight: int
    share: str
    chart: Markup


@dataclass(frozen=True, slots=True)
class CrossingLine:
    """A hand-over from one component to another, and the friction met there."""

    source: str
    target: str
    times: str
    moments: int
    words: str
    chart: Markup


def place_lines(found: Insight) -> tuple[PlaceLine, ...]:
    """The components with the heaviest first."""
    heaviest = max((part.weight for part in found.seams.parts), default=0) or 1
    return tuple(
        PlaceLine(
            part.component,
            part.team,
            len(part.moments),
            part.weight,
            percent(part.share_of_time),
            share_chart(
                f"{part.component}: {counted(len(part.moments), 'moment')}",
                [("weight", part.weight / heaviest)],
            ),
        )
        for part in found.seams.parts
    )


def crossing_lines(found: Insight) -> tuple[CrossingLine, ...]:
    """The hand-overs where friction was met, the heaviest first, and no more than eight."""
    hurting = [one for one in found.seams.hand_overs if one.moments]
    heaviest = max((one.weight for one in hurting), default=0) or 1
    return tuple(
        CrossingLine(
            one.source,
            one.target,
            counted(one.times, "time"),
            len(one.moments),
            f"{counted(len(one.moments), 'moment')} at {counted(one.times, 'hand-over')}",
            share_chart(
                f"{one.source} to {one.target}: {counted(len(one.moments), 'moment')}",
                [("weight", one.weight / heaviest)],
            ),
        )
        for one in hurting[:8]
    )
