"""What of the open session can be exported: likeliest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from observer.model.annotation import Annotation
from observer.model.clock import format_ns
from observer.model.manifest import Manifest
from observer.model.span import Span
from observer.ui.review.moment_book import MomentBook
from observer.ui.review.words import moment_title


@dataclass(frozen=True, slots=True)
class ClipSession:
    """The session clips are taken from. The first picture comes a moment after the start."""

    id: str
    folder: Path
    study: str
    participant: str
    duration_ns: int
    manifest: Manifest
    has_camera: bool
    bytes_per_second: float = 0.0
    first_picture_ns: int = 0

    @property
    def size(self) -> tuple[int, int]:
        """Of its largest picture, in pixels; 0 without one."""
        sizes = [(one.width, one.height) for one in self.manifest.segments if one.width]
        return max(sizes, default=(0, 0))


@dataclass(frozen=True, slots=True)
class Piece:
    """One stretch, and the moment it is of, if it is of one."""

    span: Span
    moment: Annotation | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """A choice: one piece or several, with room around them or not, or one picture alone."""

    words: str
    pieces: tuple[Piece, ...]
    lead: bool = False
    still: bool = False


def stretches(
    book: MomentBook, chosen: Span | None, time_ns: int, duration_ns: int
) -> list[Stretch]:
    """The moments and stretches that are meant, the session, and the picture at `time_ns`."""
    found: list[Stretch] = []
    moment = book.current
    if moment is not None:
        words = f"{moment_title(moment)} · {format_ns(moment.start_ns)}"
        found.append(Stretch(words, (Piece(moment.span, moment),), lead=True))
    selected = _moments(book, book.selected_ids)
    if len(selected) > 1:
        words = _say("{count} selected moments").format(count=len(selected))
        found.insert(0, Stretch(words, selected, lead=True))
    if chosen is not None and chosen.length_ns:
        start, end = format_ns(chosen.start_ns), format_ns(chosen.end_ns)
        words = _say("From I to O · {start} to {end}").format(start=start, end=end)
        found.append(Stretch(words, (Piece(chosen),)))
    shown = _moments(book, book.shown_ids)
    if len(shown) > 1:
        words = _say("All {count} moments of the list").format(count=len(shown))
        found.append(Stretch(words, shown, lead=True))
    found.append(Stretch(_say("The whole session"), (Piece(Span(0, duration_ns)),)))
    of_moment = moment is not None and moment.span.contains(time_ns)
    picture = Piece(Span(time_ns, time_ns), moment if of_moment else None)
    words = _say("This picture · {time}").format(time=format_ns(time_ns))
    found.append(Stretch(words, (picture,), still=True))
    return found


def _moments(book: MomentBook, ids: Sequence[str]) -> tuple[Piece, ...]:
    moments = [moment for one in ids if (moment := book.moment(one)) is not None]
    moments.sort(key=lambda moment: moment.start_ns)
    return tuple(Piece(moment.span, moment) for moment in moments)


def _say(text: str) -> str:
    return QCoreApplication.translate("Stretches", text)
