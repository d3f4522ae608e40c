"""Which stretches of the open session can be exported."""

from PySide6.QtCore import QCoreApplication

from observer.model.clock import format_ns
from observer.model.span import Span
from observer.ui.review.export_dialog import ClipSource
from observer.ui.review.moment_book import MomentBook
from observer.ui.review.words import moment_title


def clip_sources(book: MomentBook, chosen: Span | None, duration_ns: int) -> list[ClipSource]:
    """The selected moment, the stretch set with I and O, the whole session: likeliest first."""
    sources = []
    moment = book.current
    if moment is not None:
        words = f"{moment_title(moment)} · {format_ns(moment.start_ns)}"
        sources.append(ClipSource(words, moment.span, lead=True))
    if chosen is not None and chosen.length_ns:
        start, end = format_ns(chosen.start_ns), format_ns(chosen.end_ns)
        words = _say("From I to O · {start} to {end}").format(start=start, end=end)
        sources.append(ClipSource(words, chosen, lead=False))
    whole = Span(0, duration_ns)
    sources.append(ClipSource(_say("The whole session"), whole, lead=False))
    return sources


def _say(text: str) -> str:
    return QCoreApplication.translate("ClipSource", text)
