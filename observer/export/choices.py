"""What a clip is to be: its format, what is drawn on it, how its sound is treated."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from observer.export.covering import Covering
from observer.model.annotation import SEVERITY_WORDS
from observer.model.errors import ExportError
from observer.model.span import Span


class ClipFormat(StrEnum):
    """What a file's name ends with, and so what it is."""

    MP4 = "mp4"
    MKV = "mkv"
    WEBM = "webm"
    GIF = "gif"
    PNG = "png"

    @property
    def has_sound(self) -> bool:
        """Whether such a file can be heard."""
        return self in (ClipFormat.MP4, ClipFormat.MKV, ClipFormat.WEBM)


def format_of(path: Path) -> ClipFormat:
    """The format that a file's name asks for. Raises ExportError where it asks for none of ours."""
    try:
        return ClipFormat(path.suffix.lower().removeprefix("."))
    except ValueError as error:
        names = ", ".join(f".{known}" for known in ClipFormat)
        raise ExportError(
            f"A clip cannot be written as “{path.suffix or path.name}”",
            f"End the file's name in one of {names}",
        ) from error


@dataclass(frozen=True, slots=True)
class Caption:
    """Words to read while the session's `span` is on screen."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Overlays:
    """What is drawn on the pictures; nothing, unless it is asked for.

    `clicks` are rings where a button was pressed; `keys` the classes of keys, never letters;
    `pointer` is for a recording that left it out; `camera` the participant's face, small;
    `time_code` the session's time. The others are the words to draw; empty ones draw nothing.
    """

    clicks: bool = False
    keys: bool = False
    pointer: bool = False
    camera: bool = False
    time_code: bool = False
    title: str = ""
    participant: str = ""
    severity: int | None = None
    captions: tuple[Caption, ...] = ()

    def __post_init__(self) -> None:
        if self.severity is not None and not 0 <= self.severity < len(SEVERITY_WORDS):
            raise ValueError(f"severity is 0 to 4, not {self.severity}")

    @property
    def is_empty(self) -> bool:
        """Whether the pictures stay as they are."""
        return self == Overlays()

    @property
    def shows_input(self) -> bool:
        """Whether it draws what the hands did."""
        return self.clicks or self.keys or self.pointer


@dataclass(frozen=True, slots=True)
class ClipChoices:
    """How a clip is made.

    `normalised` brings its sound to one loudness. `width` in pixels scales a GIF or a still, which
    else is as wide as is good for it; other formats keep the recording's size. `covering` is what
    nobody may see or hear; where it is None, `export_clip` asks the session's library for it.
    """

    overlays: Overlays = Overlays()
    normalised: bool = True
    width: int | None = None
    covering: Covering | None = None


@dataclass(frozen=True, slots=True)
class ClipOrder:
    """One clip to be made of the session in `folder`; its format is that of `out`'s name."""

    folder: Path
    span: Span
    out: Path
    choices: ClipChoices = ClipChoices()


def with_handles(span: Span, before_ns: int, after_ns: int, duration_ns: int) -> Span:
    """The span with some time before and after it, inside a session of this length."""
    wide = Span(max(0, span.start_ns - before_ns), span.end_ns + after_ns)
    return wide.clamped(Span(0, duration_ns))


def free_path(folder: Path, name: str, taken: Sequence[Path] = ()) -> Path:
    """A path of that name in the folder, numbered where a file or one of `taken` has the name."""
    path, number = folder / name, 2
    while path.exists() or path in taken:
        path = folder / f"{Path(name).stem}-{number}{Path(name).suffix}"
        number += 1
    return path
