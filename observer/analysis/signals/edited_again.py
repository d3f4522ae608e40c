"""The same field edited again and again: what was entered there is not accepted, or not found.

Three returns to a field within three minutes, each by a click into it, each to erase what is there
and type anew, with clicks elsewhere or Enter in between. Who returns to write more, as in a chat,
erases nothing, and is no matter of this rule.

A field is known by where it was clicked last, in the same window and page: 160 px across and 14 px
up and down, which is half of a line of fields.

Source: form analytics count corrections of a field and returns to it as signs of trouble; three
is our own choice, made on generated rehearsals.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from observer.analysis.clicks import Click
from observer.analysis.signals.back_and_forth import page_of
from observer.analysis.signals.candidate import Candidate
from observer.analysis.signals.repeated_undo import is_erasing
from observer.analysis.signals.thresholds import Thresholds, bounded
from observer.analysis.signals.wording import seconds
from observer.analysis.tracks import Tracks
from observer.model.clock import NS_PER_MS
from observer.model.samples import InputEvent, InputKind, KeyClass
from observer.model.signal import Signal

NAME = "edited-again"


@dataclass(frozen=True)
class EditedAgain(Thresholds):
    """The thresholds."""

    returns: int = bounded(3, 2, 20)
    within_ms: int = bounded(180_000, 10_000, 1_800_000)
    across_px: int = bounded(160, 10, 1_000)
    upright_px: int = bounded(14, 4, 100)


@dataclass(slots=True)
class _Field:
    """One place that was typed into, and when."""

    x: int
    y: int
    window: tuple[str, str]
    edits: list[tuple[int, int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Edit:
    """A click, what was typed after it, and whether it took the place of something."""

    click: Click
    end_ns: int
    erased: bool
    number: int  # of the click


def find(tracks: Tracks, settings: EditedAgain) -> Iterator[Candidate]:
    """Each field that was corrected so often."""
    fields: list[_Field] = []
    within_ns = settings.within_ms * NS_PER_MS
    before: _Field | None = None
    number = -1
    for edit in _edits(tracks):
        place = _field_of(tracks, fields, edit.click, settings)
        place.edits = [past for past in place.edits if edit.end_ns - past[0] <= within_ns]
        if place is before and edit.number == number + 1 and place.edits:  # the same visit
            place.edits[-1] = (place.edits[-1][0], edit.end_ns)
        elif edit.erased or not place.edits:
            place.edits.append((edit.click.press_ns, edit.end_ns))
        before, number = place, edit.number
        if len(place.edits) > settings.returns:
            yield Candidate(_signal(place, place.edits))
            place.edits.clear()


def _edits(tracks: Tracks) -> Iterator[_Edit]:
    """Clicks that typing followed."""
    for number, click in enumerate(tracks.clicks):
        later = tracks.clicks[number + 1 :][:1]
        until_ns = later[0].press_ns if later else tracks.duration_ns
        keys = [
            act
            for act in tracks.acts_between(click.release_ns, until_ns)
            if act.kind is InputKind.KEY
        ]
        typed = [key for key in keys if key.key_class is KeyClass.CHARACTER]
        if typed:
            yield _Edit(click, typed[-1].time_ns, _erases_first(keys), number)


def _erases_first(keys: list[InputEvent]) -> bool:
    """Whether what was there went before anything was typed."""
    for key in keys:
        if is_erasing(key) or key.key.lower() == "ctrl+a":
            return True
        if key.key_class is KeyClass.CHARACTER:
            return False
    return False


def _field_of(tracks: Tracks, fields: list[_Field], click: Click, settings: EditedAgain) -> _Field:
    window = tracks.window_at(click.press_ns)
    page = page_of(window) if window else ("", "")
    near = [
        known
        for known in fields
        if known.window == page
        and abs(known.x - click.x) <= settings.across_px
        and abs(known.y - click.y) <= settings.upright_px
    ]
    if near:
        best = min(near, key=lambda known: (abs(known.y - click.y), abs(known.x - click.x)))
        best.x, best.y = click.x, click.y
        return best
    fields.append(_Field(click.x, click.y, page))
    return fields[-1]


def _signal(place: _Field, edits: list[tuple[int, int]]) -> Signal:
    start_ns, end_ns = edits[0][0], edits[-1][1]
    reason = (
        f"The same field was filled in and then corrected {len(edits) - 1} times "
        f"within {seconds(end_ns - start_ns)}."
    )
    return Signal(NAME, start_ns, end_ns, reason, place.x, place.y)
