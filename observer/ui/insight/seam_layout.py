"""Where components stand in the picture of the hand-overs, and how the arrows run."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from observer.analysis.seams import ELSEWHERE, HandOver, Part, Seams

MOST_PARTS = 12
"""More boxes than that cannot be read in one picture; the list beside it holds all of them."""


_WITH_OTHERS = 6
"""So many leave the arrows between them room; boxes without any arrow only take it."""


@dataclass(frozen=True, slots=True)
class Place:
    """The middle of a component's box, each 0 to 1 of the picture."""

    part: Part
    x: float
    y: float


def shown_parts(found: Seams, most: int = MOST_PARTS) -> tuple[Part, ...]:
    """The ends of the heaviest hand-overs; where they are few, the heaviest others beside them.

    Windows that belong to none are among them only where somebody went through them.
    """
    crossed = dict.fromkeys(name for one in found.hand_overs for name in (one.source, one.target))
    worth = [part for part in found.parts if part.component != ELSEWHERE or ELSEWHERE in crossed]
    chosen = dict.fromkeys([*crossed, *(part.component for part in worth or found.parts)])
    room = min(most, max(len(crossed), _WITH_OTHERS)) if crossed else most
    names = frozenset(list(chosen)[:room])
    return tuple(part for part in found.parts if part.component in names)


def shown_hand_overs(found: Seams, most: int = MOST_PARTS) -> tuple[HandOver, ...]:
    """Those between components in the picture, the heaviest last so that they lie on top."""
    names = {part.component for part in shown_parts(found, most)}
    inside = [one for one in found.hand_overs if one.source in names and one.target in names]
    return tuple(reversed(inside))


def places(found: Seams, most: int = MOST_PARTS) -> tuple[Place, ...]:
    """On an ellipse, in an order in which those who hand over most stand beside each other."""
    parts = _around(shown_parts(found, most), found.hand_overs)
    if not parts:
        return ()
    if len(parts) == 1:
        return (Place(parts[0], 0.5, 0.5),)
    if len(parts) == 2:
        return (Place(parts[0], 0.18, 0.5), Place(parts[1], 0.82, 0.5))
    step = 2 * math.pi / len(parts)
    start = -math.pi / 2 - (step / 2 if len(parts) == 4 else 0)
    xs = _spread([math.cos(start + n * step) for n in range(len(parts))])
    ys = _spread([math.sin(start + n * step) for n in range(len(parts))])
    return tuple(Place(*place) for place in zip(parts, xs, ys, strict=True))


def _spread(values: Sequence[float]) -> list[float]:
    """From 0 to 1, whatever they reach."""
    low, high = min(values), max(values)
    return [(value - low) / ((high - low) or 1) for value in values]


def _around(parts: Sequence[Part], hand_overs: Sequence[HandOver]) -> list[Part]:
    """Each next one is whom the one before hands over to most, in either direction."""
    left = list(parts)
    order = left[:1]
    del left[:1]
    traffic: dict[frozenset[str], int] = {}
    for one in hand_overs:
        pair = frozenset((one.source, one.target))
        traffic[pair] = traffic.get(pair, 0) + one.times + 3 * one.weight
    while left:
        here = order[-1].component
        following = max(left, key=lambda part: traffic.get(frozenset((here, part.component)), 0))
        order.append(following)
        left.remove(following)
    return order
