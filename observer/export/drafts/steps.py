"""What led to a moment, in plain words from the input and focus tracks; characters are never told.

Whoever reads the steps has to be able to do them again: neighbouring acts of one sort are one step,
and pointer moves are none.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from observer.model.clock import NS_PER_SECOND
from observer.model.samples import FocusChange, InputEvent, InputKind, KeyClass
from observer.model.span import Span

BEFORE_NS = 120 * NS_PER_SECOND
"""Two minutes lead to most moments; a longer way is read in the session itself."""

MOST_STEPS = 15
"""The last ones; an issue with more is not read to its end."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was done; `times` how often in a row."""

    time_ns: int
    what: str
    times: int = 1

    @property
    def words(self) -> str:
        """`Click at 320, 240` or `Press Ctrl+Z, 3 times`."""
        return self.what if self.times == 1 else f"{self.what}, {self.times} times"


def steps_before(
    moment: Span,
    events: Iterable[InputEvent],
    windows: Iterable[FocusChange],
    covered: Iterable[Span] = (),
    since_ns: int = 0,
) -> list[Step]:
    """The last steps before a moment's end, none before `since_ns`; the window in front first.

    What lies in a `covered` stretch is told as left out: where hands went there says what lay
    there.
    """
    first_ns = min(max(since_ns, moment.start_ns - BEFORE_NS, 0), moment.start_ns)
    span = Span(first_ns, moment.end_ns + 1)
    hidden = [(stretch.start_ns, stretch.end_ns) for stretch in covered]

    def seen(time_ns: int) -> bool:
        return not any(start_ns <= time_ns <= end_ns for start_ns, end_ns in hidden)

    told: list[tuple[int, str]] = []
    front = ""
    for change in windows:
        words = _window(change) if seen(change.time_ns) else _LEFT_OUT
        if change.time_ns < span.start_ns:
            front = words
        elif change.time_ns < span.end_ns:
            told.append((change.time_ns, words))
    for event in events:
        if span.contains(event.time_ns):
            what = _act(event) if seen(event.time_ns) else _LEFT_OUT
            if what:
                told.append((event.time_ns, what))
    told.sort(key=lambda one: one[0])
    return _last(_joined([(span.start_ns, front), *told] if front else told))


_LEFT_OUT = "(left out: what was on the screen is covered)"


_PLACE = "In "


def _window(change: FocusChange) -> str:
    if change.secret or not (change.title or change.application):
        return f"{_PLACE}a window that is not shown"
    if not change.title:
        return f"{_PLACE}{change.application}"
    where = f" ({change.application})" if change.application else ""
    return f"{_PLACE}“{change.title}”{where}"


def _last(steps: list[Step]) -> list[Step]:
    """The last ones, in the window that is in front where they begin."""
    left, kept = steps[:-MOST_STEPS], steps[-MOST_STEPS:]
    place = next((one for one in reversed(left) if one.what.startswith(_PLACE)), None)
    if place is None or kept[0].what.startswith(_PLACE):
        return kept
    return [place, *kept]


def _act(event: InputEvent) -> str:
    match event.kind:
        case InputKind.PRESS:
            button = "" if event.button in ("left", "") else f" with the {event.button} button"
            return f"Click{button} at {event.x}, {event.y}"
        case InputKind.SCROLL:
            return f"Scroll {_direction(event)}"
        case InputKind.KEY:
            return _key(event)
        case _:
            return ""


def _direction(event: InputEvent) -> str:
    if event.dy:
        return "down" if event.dy > 0 else "up"
    return "right" if event.dx > 0 else "left"


def _key(event: InputEvent) -> str:
    if event.key_class is KeyClass.CHARACTER or not event.key:
        return "" if event.key_class is KeyClass.MODIFIER else "Type text"
    return "" if event.key_class is KeyClass.MODIFIER else f"Press {event.key}"


def _joined(told: Iterable[tuple[int, str]]) -> list[Step]:
    """Typing and scrolling are one step however long; the same window again is none."""
    steps: list[Step] = []
    for time_ns, what in told:
        if steps and steps[-1].what == what:
            last = steps.pop()
            counts = what.startswith(("Click", "Press"))
            steps.append(Step(last.time_ns, what, last.times + counts))
        else:
            steps.append(Step(time_ns, what))
    return steps
