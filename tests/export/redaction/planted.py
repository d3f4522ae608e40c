"""A session in a library with a card's number planted on a window that moves, and in its voice."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import numpy.typing as npt

from observer.capture.opencv import cv2
from observer.capture.screen.encoder import STILL, open_codec
from observer.database.library import Library
from observer.intake.landing import land_session
from observer.model.clock import NS_PER_MS, NS_PER_SECOND, seconds_to_ns
from observer.model.consent import Consent, ConsentItem, TrackKind
from observer.model.identity import new_id
from observer.model.manifest import Health
from observer.model.redaction import Area, Cover, Redaction
from observer.model.samples import EncodedFrame, FocusChange, Sample, SoundBlock, VideoFormat
from observer.model.sink import TrackFormat
from observer.session.folder import create_folder
from observer.session.writer import SessionWriter
from tests.long_session import SOUND, tone
from tests.session.recordings import new_manifest

WIDTH, HEIGHT, SECONDS = 640, 400, 6
TEXT = "CARD 4929 7712"
SHOWN_MS = (2_000, 4_000)
MOVED_MS, TOLD_MS = 3_000, 3_300
WINDOW_BEFORE, WINDOW_AFTER = (100, 80), (240, 160)
WINDOW_SIZE = (300, 160)
INSIDE = Area(16, 40, 268, 48)
"""Where the text stands in its window."""
PICTURE_MS = 50
BLOCK = 4_800
SILENT_S, TONED_S = (1.0, 1.5), (4.5, 5.0)


@dataclass(frozen=True)
class Planted:
    root: Path
    folder: Path
    session_id: str


def window_at(at_ms: int) -> tuple[int, int]:
    return WINDOW_BEFORE if at_ms < MOVED_MS else WINDOW_AFTER


def text_area(at_ms: int) -> Area:
    x, y = window_at(at_ms)
    return Area(x + INSIDE.x, y + INSIDE.y, INSIDE.width, INSIDE.height)


def screen_at(at_ms: int) -> npt.NDArray[np.uint8]:
    """Grey, a light window with the text while it is shown, and a bar that tells the time."""
    luma = np.full((HEIGHT, WIDTH), 110, np.uint8)
    x, y = window_at(at_ms)
    luma[y : y + WINDOW_SIZE[1], x : x + WINDOW_SIZE[0]] = 225
    if SHOWN_MS[0] <= at_ms < SHOWN_MS[1]:
        at = (x + 22, y + 74)
        cv2.putText(luma, TEXT, at, cv2.FONT_HERSHEY_SIMPLEX, 1.0, (20,), 2, cv2.LINE_AA)
    luma[380:392, : 8 + at_ms * 600 // (SECONDS * 1000)] = 200
    colours = np.full((HEIGHT // 2, WIDTH), 128, np.uint8)
    return np.concatenate([luma, colours])


def make_planted(root: Path) -> Planted:
    """A closed session whose screen and voice everybody would see and hear."""
    codec = open_codec(WIDTH, HEIGHT, 30, STILL)
    form = VideoFormat(WIDTH, HEIGHT, "h264", bytes(codec.extradata or b""))
    formats = [
        TrackFormat(TrackKind.SCREEN, form),
        TrackFormat(TrackKind.MICROPHONE, SOUND),
        TrackFormat(TrackKind.FOCUS),
    ]
    manifest = new_manifest(consent=Consent(tuple(ConsentItem), "2026-11-21T10:00:00+01:00"))
    folder = create_folder(root, "Checkout", "P01", manifest.id, date(2026, 11, 21))
    writer = SessionWriter(folder, manifest, formats)
    samples: list[tuple[int, Sample]] = [
        (at, FocusChange(at * NS_PER_MS, "bank", "Pay", *place, *WINDOW_SIZE))
        for at, place in ((0, WINDOW_BEFORE), (TOLD_MS, WINDOW_AFTER))
    ]
    for at_ms in range(0, SECONDS * 1000, PICTURE_MS):
        frame = av.VideoFrame.from_ndarray(screen_at(at_ms), format="yuv420p")
        frame.pts, frame.time_base = at_ms, Fraction(1, 1000)
        (packet,) = codec.encode(frame)
        samples.append(
            (
                at_ms,
                EncodedFrame(
                    TrackKind.SCREEN, at_ms * NS_PER_MS, bytes(packet), packet.is_keyframe
                ),
            )
        )
    pcm = tone(440, SECONDS)
    for first in range(0, len(pcm), BLOCK):
        at_ns = first * NS_PER_SECOND // 48_000
        block = SoundBlock(TrackKind.MICROPHONE, at_ns, pcm[first : first + BLOCK].tobytes())
        samples.append((at_ns // NS_PER_MS + 100, block))
    for _, sample in sorted(samples, key=lambda item: item[0]):
        writer.write(sample)
    writer.close(SECONDS * NS_PER_SECOND, Health())
    return Planted(root, folder, manifest.id)


def redactions_of(planted: Planted) -> list[Redaction]:
    """What covers all that was planted."""

    def one(cover: Cover, span_s: tuple[float, float], **more: object) -> Redaction:
        start_ns, end_ns = (seconds_to_ns(at) for at in span_s)
        fields = {"reason": "her card", **more}
        return Redaction(new_id(), planted.session_id, "mia", cover, start_ns, end_ns, **fields)  # type: ignore[arg-type]  # a builder for tests

    shown_s = (SHOWN_MS[0] / 1000, SHOWN_MS[1] / 1000)
    return [
        one(Cover.PICTURE, shown_s, area=text_area(SHOWN_MS[0]), window="bank"),
        one(Cover.SILENCE, SILENT_S),
        one(Cover.TONE, TONED_S),
    ]


def cover(planted: Planted, library: Library) -> None:
    """Keep the redactions in the library."""
    land_session(library, planted.folder)
    for redaction in redactions_of(planted):
        library.save_redaction(redaction)
