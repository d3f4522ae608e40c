"""What a file of another tool holds, and the limits that keep a hostile one from doing harm."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from observer.export.exchange.told import ToldMoment
from observer.model.clock import NS_PER_SECOND
from observer.model.errors import ExchangeError

MOST_BYTES = 32 * 1024 * 1024
"""The largest ELAN document we saw in use is 3 MB; this one is read in some seconds."""

MOST_MOMENTS = 20_000
"""A moment a second, for five hours; more would keep other writers waiting for seconds."""

LONGEST_TEXT = 50_000
"""Characters of one text: thirty pages."""

LATEST_S = 10 * 24 * 3600.0
"""Ten days: no recording is longer, and no time beyond can be meant."""

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Brought:
    """The moments of a file, and in plain sentences what of it has no place here."""

    moments: tuple[ToldMoment, ...]
    told: tuple[str, ...] = ()


def read_bytes(path: Path) -> bytes:
    """A file's content. Raises ExchangeError for what is none, cannot be read or is too large."""
    if not path.is_file():
        raise ExchangeError(f"There is no file {path}", "Look for where it lies")
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise ExchangeError(
            f"{path.name} cannot be read ({error.strerror})", "Check the rights of the file"
        ) from error
    if len(content) > MOST_BYTES:
        raise ExchangeError(
            f"{path.name} is larger than {MOST_BYTES // 1024**2} MB", "Split it, or export less"
        )
    return content


def decode_text(content: bytes, name: str) -> str:
    """The text of a file in UTF-8, or in UTF-16 where it says so. Raises ExchangeError."""
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        text = content.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise ExchangeError(
            f"{name} is not text in UTF-8 (byte {error.start + 1})", "Save it again as UTF-8"
        ) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def time_ns(seconds: object, where: str) -> int:
    """A number of seconds as session time. Raises ExchangeError for what no time can be."""
    if isinstance(seconds, bool) or not isinstance(seconds, int | float):
        raise ExchangeError(f"{where} states no time", "Write it in seconds")
    if not 0 <= seconds <= LATEST_S:  # nor is what is no number
        stated = f"{seconds:.6g} s as a time" if isinstance(seconds, float) else "no possible time"
        raise ExchangeError(
            f"{where} states {stated}",
            "Times lie between 0 and ten days from the session's start; put it right",
        )
    return round(seconds * NS_PER_SECOND)


def plain_text(text: object, where: str) -> str:
    """A text without control characters. Raises ExchangeError for none, or one too long."""
    if not isinstance(text, str):
        raise ExchangeError(f"{where} holds no text", "Export the file anew from its own tool")
    if len(text) > LONGEST_TEXT:
        raise ExchangeError(
            f"{where} holds a text of {len(text)} characters",
            f"Shorten it to {LONGEST_TEXT}",
        )
    whole = text.encode("utf-8", "replace").decode()
    return _CONTROL.sub("", whole.replace("\r\n", "\n").replace("\r", "\n"))


def check_count(moments: Iterable[ToldMoment], name: str) -> tuple[ToldMoment, ...]:
    """All of them. Raises ExchangeError for none, or more than a session can have."""
    found = tuple(moments)
    if not found:
        raise ExchangeError(f"{name} holds no annotation", "Choose the file that holds them")
    if len(found) > MOST_MOMENTS:
        raise ExchangeError(
            f"{name} holds {len(found)} annotations", f"Bring at most {MOST_MOMENTS} at once"
        )
    return found


def shown(text: object) -> str:
    """Somebody else's words in a sentence of ours: one short line."""
    line = " ".join(str(text)[:200].split())
    return _CONTROL.sub("", line[:59] + "…" if len(line) > 60 else line)
