"""The words said in a session, where its folder holds them as captions."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from observer.model.clock import NS_PER_MS
from observer.model.errors import SessionDamaged

CAPTION_FILES = ("captions.vtt", "captions.srt")
"""WebVTT or SubRip, the first that is there, with times from the session's start."""

_MOST_BYTES = 16 * 1024 * 1024  # ten hours of speech are below one
_TIME = r"(?:(\d{1,4}):)?(\d{1,2}):(\d{2})[.,](\d{1,3})"
_SPAN = re.compile(rf"\s*{_TIME}\s*-->\s*{_TIME}(?:\s.*)?")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]+)>")
_MARKUP = re.compile(r"<[^<>\n]*>|\{\\[^{}\n]*\}")
_ASIDE = re.compile(r"(?:NOTE|STYLE|REGION)(?:\s|$)")


@dataclass(frozen=True, slots=True)
class Caption:
    """Words, and when they are said; `text` is plain, a speaker's name before a colon."""

    start_ns: int
    end_ns: int
    text: str


def read_captions(folder: Path) -> list[Caption]:
    """A session folder's captions by their start; none where it has no such file.

    Raises SessionDamaged for a file that cannot be read, holds no caption, or states a time that
    is none.
    """
    for name in CAPTION_FILES:
        path = folder / name
        if path.is_file():
            return parse_captions(_read_text(path), f"{folder.name}/{name}")
    return []


def parse_captions(text: str, source: str) -> list[Caption]:
    """Captions from WebVTT or SubRip; `source` names the text in what is raised.

    Raises SessionDamaged as read_captions does.
    """
    captions: list[Caption] = []
    for first, lines in _blocks(text):
        timing = next((at for at, line in enumerate(lines[:2]) if "-->" in line), None)
        if timing is None:
            if captions and not text.startswith("WEBVTT") and not _ASIDE.match(lines[0]):
                captions[-1] = _longer(captions[-1], lines)  # SubRip with an empty line in words
            continue
        start_ns, end_ns = _span(lines[timing], first + timing, source)
        words = _plain(lines[timing + 1 :])
        if words and end_ns > start_ns:
            captions.append(Caption(start_ns, end_ns, words))
    if not captions and text.strip() not in ("", "WEBVTT"):
        raise SessionDamaged(
            f"{source} holds no caption that can be read",
            "Export the captions anew as WebVTT or SubRip, or take the file away",
        )
    return sorted(captions, key=lambda caption: (caption.start_ns, caption.end_ns))


def _read_text(path: Path) -> str:
    source = f"{path.parent.name}/{path.name}"
    try:
        with path.open("rb") as file:
            content = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise SessionDamaged(
            f"{source} cannot be read ({error.strerror})", "Check the rights of the file"
        ) from error
    if len(content) > _MOST_BYTES:
        raise SessionDamaged(
            f"{source} is larger than {_MOST_BYTES // 1024**2} MB: it holds more than captions",
            "Put the file with the captions in its place, or take it away",
        )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SessionDamaged(
            f"{source} is not text in UTF-8", "Save the captions again as UTF-8"
        ) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _blocks(text: str) -> Iterator[tuple[int, list[str]]]:
    """Lines that belong together, with the number of the first."""
    block: list[str] = []
    for number, line in enumerate([*text.split("\n"), ""], 1):
        if line.strip():
            block.append(line)
        elif block:
            yield number - len(block), block
            block = []


def _span(line: str, number: int, source: str) -> tuple[int, int]:
    match = _SPAN.fullmatch(line)
    if match is None:
        raise SessionDamaged(
            f"Line {number} of {source} states no time: “{line.strip()[:60]}”",
            "Write it as 00:01:02.500 --> 00:01:04.000",
        )
    parts = match.groups()
    start_ns, end_ns = _time_ns(*parts[:4]), _time_ns(*parts[4:])
    if end_ns < start_ns:
        raise SessionDamaged(
            f"The caption in line {number} of {source} ends before it begins",
            "Put its two times right",
        )
    return start_ns, end_ns


def _time_ns(hours: str | None, minutes: str, seconds: str, fraction: str) -> int:
    whole = (int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)
    return (whole * 1000 + int(fraction.ljust(3, "0"))) * NS_PER_MS


def _plain(lines: list[str]) -> str:
    words = "\n".join(line.strip() for line in lines)
    return unescape(_MARKUP.sub("", _VOICE.sub(r"\1: ", words))).strip()


def _longer(caption: Caption, lines: list[str]) -> Caption:
    return Caption(caption.start_ns, caption.end_ns, f"{caption.text}\n{_plain(lines)}")
