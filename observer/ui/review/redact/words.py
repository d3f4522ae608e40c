"""What is covered, in words."""

from PySide6.QtCore import QCoreApplication

from observer.model.clock import NS_PER_SECOND
from observer.model.redaction import Cover, Redaction


def _say(text: str) -> str:
    return QCoreApplication.translate("Redact", text)


def cover_words(redaction: Redaction) -> str:
    """`Area 268 × 48`, `Silence`, `Tone`."""
    if redaction.area is not None:
        size = _say("Area {width} × {height}")
        return size.format(width=redaction.area.width, height=redaction.area.height)
    return _say("Silence") if redaction.cover is Cover.SILENCE else _say("Tone")


def span_words(redaction: Redaction) -> str:
    """`0:02.0 – 0:04.5`."""
    return f"{moment_words(redaction.start_ns)} – {moment_words(redaction.end_ns)}"


def moment_words(time_ns: int) -> str:
    """`0:02.4`: minutes, seconds, tenths."""
    tenths = time_ns * 10 // NS_PER_SECOND
    minutes, rest = divmod(tenths, 600)
    hours, minutes = divmod(minutes, 60)
    seconds = f"{rest // 10:02d}.{rest % 10}"
    return f"{hours}:{minutes:02d}:{seconds}" if hours else f"{minutes}:{seconds}"
