"""What a clip can be, and how large that is, said plainly."""

from PySide6.QtCore import QCoreApplication

from observer.export.choices import ClipFormat
from observer.export.gif import GIF_WIDTH_PX, LONGEST_GIF_NS
from observer.model.clock import NS_PER_SECOND, ns_to_seconds
from observer.ui.export.stretches import ClipSession
from observer.ui.wording import spoken_bytes

OFFERED = (ClipFormat.MP4, ClipFormat.WEBM, ClipFormat.GIF, ClipFormat.PNG)
# What encoding in one pass costs beside copying what was recorded (measured on text at 1080p).
_ENCODED_RATIO = {ClipFormat.MP4: 2.0, ClipFormat.WEBM: 1.5}
_SOUND_BYTES_PER_S = 12_000


def format_name(kind: ClipFormat) -> str:
    """What it is, and what for."""
    return {
        ClipFormat.MP4: _say("MP4 · plays everywhere"),
        ClipFormat.WEBM: _say("WebM · for web pages"),
        ClipFormat.GIF: _say("GIF · small, moves in mails and chats"),
        ClipFormat.PNG: _say("PNG · one picture"),
        ClipFormat.MKV: _say("Matroska · as recorded"),
    }[kind]


def format_facts(kind: ClipFormat, session: ClipSession, length_ns: int, *, drawn: bool) -> str:
    """`1920 × 1080, about 4.1 MB`."""
    width, height = session.size
    if not width:
        return ""
    if kind is ClipFormat.GIF and width > GIF_WIDTH_PX:
        width, height = GIF_WIDTH_PX, round(height * GIF_WIDTH_PX / width)
    pixels = f"{width} × {height}"
    if kind is ClipFormat.GIF:
        return _say("{pixels}, without sound").format(pixels=pixels)
    if kind is ClipFormat.PNG or not session.bytes_per_second:
        return pixels
    ratio = _ENCODED_RATIO.get(kind, 1.0) if drawn or kind is ClipFormat.WEBM else 1.0
    count = ns_to_seconds(length_ns) * (session.bytes_per_second * ratio + _SOUND_BYTES_PER_S)
    return _say("{pixels}, about {size}").format(pixels=pixels, size=spoken_bytes(round(count)))


def format_hindrance(kind: ClipFormat, length_ns: int) -> str:
    """Why a stretch of this length cannot be such a file; empty where it can."""
    if kind is ClipFormat.GIF and length_ns > LONGEST_GIF_NS:
        return _say("A GIF lasts at most {seconds} s: choose MP4 for a longer one").format(
            seconds=LONGEST_GIF_NS // NS_PER_SECOND
        )
    return ""


def _say(text: str) -> str:
    return QCoreApplication.translate("ClipFormats", text)
