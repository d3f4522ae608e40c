"""The report's small charts: SVG without words, for the words stand beside each of them.

Across, everything is a share of the width, so that a chart fits any page without being distorted.
Colours are classes of the page's style: they follow its light and its dark.
"""

from collections.abc import Sequence

from markupsafe import Markup

from observer.analysis.intervals import Estimate

_HEIGHT = 24
_MIDDLE = _HEIGHT // 2


def interval_chart(
    told: str,
    observed: Estimate | None,
    full: float,
    *,
    expected: float | None = None,
    predicted: float | None = None,
) -> Markup:
    """A line from 0 to `full` with what was observed, its interval, and what was thought before.

    `told` says the same in words, for whoever cannot see it.
    """
    parts = [_bar("track", 0, full, full)]
    if observed is not None and observed.low is not None and observed.high is not None:
        parts.append(_bar("interval", observed.low, observed.high, full))
    if predicted is not None:
        parts.append(_dot("predicted", predicted, full))
    if expected is not None:
        parts.append(
            Markup('<line class="expected" x1="{0}" x2="{0}" y1="3" y2="21"/>').format(
                _place(expected, full)
            )
        )
    if observed is not None:
        parts.append(_dot("observed", observed.value, full))
    return _drawing(told, _HEIGHT, parts)


def people_chart(told: str, there: int, wanted: int) -> Markup:
    """A full ring for each who was watched, an empty one for each still to be."""
    most = 24  # more would not be counted by eye
    rings = [
        Markup('<circle class="{}" cx="{}" cy="{}" r="6"/>').format(
            "observed" if number < there else "missing", 8 + 18 * number, _MIDDLE
        )
        for number in range(min(most, max(there, wanted)))
    ]
    return _drawing(told, _HEIGHT, rings)


def share_chart(told: str, parts: Sequence[tuple[str, float]]) -> Markup:
    """One bar of several parts, each with its class and its share of the whole."""
    bars, start = [], 0.0
    for name, share in parts:
        if share > 0:
            bars.append(_bar(name, start, start + share, 1.0, rounded=False))
        start += share
    return _drawing(told, _HEIGHT, bars)


def axis(labels: Sequence[str]) -> Markup:
    """Figures at even distances below charts; they are said in words beside each."""
    last = len(labels) - 1
    texts = [
        Markup('<text class="tick" x="{}" y="12" text-anchor="{}">{}</text>').format(
            _place(number, last),
            "start" if number == 0 else "end" if number == last else "middle",
            label,
        )
        for number, label in enumerate(labels)
    ]
    return Markup('<svg aria-hidden="true" width="100%" height="16">{}</svg>').format(
        Markup("").join(texts)
    )


def _drawing(told: str, height: int, parts: Sequence[Markup]) -> Markup:
    return Markup('<svg role="img" aria-label="{}" width="100%" height="{}">{}</svg>').format(
        told, height, Markup("").join(parts)
    )


def _bar(name: str, start: float, end: float, full: float, *, rounded: bool = True) -> Markup:
    return Markup('<rect class="{}" x="{}" width="{}" y="{}" height="10"{}/>').format(
        name,
        _place(start, full),
        _place(max(0.0, min(end, full) - max(0.0, start)), full),
        _MIDDLE - 5,
        Markup(' rx="5"') if rounded else "",
    )


def _dot(name: str, value: float, full: float) -> Markup:
    return Markup('<circle class="{}" cx="{}" cy="{}" r="6"/>').format(
        name, _place(value, full), _MIDDLE
    )


def _place(value: float, full: float) -> str:
    return f"{min(1.0, max(0.0, value / full if full else 0.0)) * 100:.2f}%"
