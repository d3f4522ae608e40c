"""A session with everything in it: screens of several sizes, two sounds, a face, input, windows.

`python -m tests.long_session LIBRARY SECONDS` makes one to look at.
"""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.video.codeccontext import VideoCodecContext

from observer.capture.synthetic.camera import paint_face
from observer.model.clock import NS_PER_MS, NS_PER_SECOND
from observer.model.consent import Consent, ConsentItem, TrackKind
from observer.model.manifest import Health, Manifest
from observer.model.samples import (
    EncodedFrame,
    FocusChange,
    FormatChange,
    InputEvent,
    InputKind,
    Sample,
    SoundBlock,
    SoundFormat,
    VideoFormat,
)
from observer.model.sink import TrackFormat
from observer.session.folder import create_folder
from observer.session.writer import SessionWriter
from tests.session.recordings import new_manifest

RATE_HZ = 48_000
BLOCK = RATE_HZ // 10
SOUND = SoundFormat(RATE_HZ, 1)
VOICE_HZ, COMPUTER_HZ = 440, 1100
LEVEL = 6000  # of 32767, each
PICTURE_MS, FACE_MS = 50, 80
SIZES = ((640, 400), (800, 450), (480, 640))
FACE = (160, 120)
DAY = date(2026, 11, 21)


@dataclass
class LongSession:
    folder: Path
    manifest: Manifest
    boundaries_ns: list[int]


class Encoder:
    """H.264 as the recorder's devices make it, from pictures in I420."""

    def __init__(self, track: TrackKind, width: int, height: int) -> None:
        codec = av.CodecContext.create("libx264", "w")
        assert isinstance(codec, VideoCodecContext)
        codec.width, codec.height, codec.pix_fmt = width, height, "yuv420p"
        codec.time_base = Fraction(1, 1000)
        codec.options = {"preset": "ultrafast", "tune": "zerolatency", "g": "60", "crf": "12"}
        codec.flags |= 1 << 22  # AV_CODEC_FLAG_GLOBAL_HEADER: the header goes into the format
        codec.open()
        self._codec = codec
        self._track = track
        self.format = VideoFormat(width, height, "h264", bytes(codec.extradata or b""))

    def encode(self, at_ms: int, pixels: np.ndarray) -> EncodedFrame:
        frame = av.VideoFrame.from_ndarray(pixels, format="yuv420p")
        frame.pts, frame.time_base = at_ms, Fraction(1, 1000)
        (packet,) = self._codec.encode(frame)
        return EncodedFrame(self._track, at_ms * NS_PER_MS, bytes(packet), packet.is_keyframe)


def grey_at(at_ms: int) -> int:
    """What shade the whole screen, or the face's wall, has from this millisecond on."""
    return 40 + at_ms * 7 // PICTURE_MS % 160


def screen_picture(width: int, height: int, at_ms: int) -> np.ndarray:
    """One shade that tells the time, and a window on it in the middle."""
    picture = np.full((height * 3 // 2, width), 128, np.uint8)
    picture[:height] = grey_at(at_ms)
    picture[height // 4 : height // 2, width // 4 : width * 3 // 4] = 225
    picture[height // 4 : height // 4 + 16, width // 4 : width * 3 // 4] = 90
    return picture


def face_picture(at_ms: int) -> np.ndarray:
    picture = paint_face(*FACE, at_ms / 1000)
    picture[: FACE[1] // 4] = grey_at(at_ms)
    colours = picture[FACE[1] :].reshape(2, -1)
    colours[:, : colours.shape[1] // 4] = 128
    return picture


def tone(hz: int, seconds: float) -> np.ndarray:
    at = np.arange(round(seconds * RATE_HZ)) / RATE_HZ
    return np.asarray(LEVEL * np.sin(2 * np.pi * hz * at), np.int16)


def make_long_session(
    root: Path,
    boundaries_s: Sequence[float] = (1.5,),
    seconds: float = 4.0,
    *,
    voice: bool = True,
    computer: bool = True,
    camera: bool = True,
) -> LongSession:
    """A closed session; sound comes 150 ms after the pictures of its time, as in life."""
    face = Encoder(TrackKind.CAMERA, *FACE)
    screens = [Encoder(TrackKind.SCREEN, *SIZES[n % 3]) for n in range(len(boundaries_s) + 1)]
    formats = [TrackFormat(TrackKind.SCREEN, screens[0].format)]
    heard = {TrackKind.MICROPHONE: voice, TrackKind.SYSTEM_SOUND: computer}
    # The computer's stream first: nobody may count on an order.
    formats += [TrackFormat(kind, SOUND) for kind in reversed(heard) if heard[kind]]
    if camera:
        formats.append(TrackFormat(TrackKind.CAMERA, face.format))
    formats += [TrackFormat(TrackKind.INPUT), TrackFormat(TrackKind.FOCUS)]
    manifest = new_manifest(consent=Consent(tuple(ConsentItem), "2026-11-21T10:00:00+01:00"))
    folder = create_folder(root, manifest.study, manifest.participant, manifest.id, DAY)
    writer = SessionWriter(folder, manifest, formats)
    boundaries_ms = [round(at * 1000) for at in boundaries_s]
    samples = [*_pictures(screens, boundaries_ms, seconds), *_events(seconds)]
    for kind, hz in ((TrackKind.MICROPHONE, VOICE_HZ), (TrackKind.SYSTEM_SOUND, COMPUTER_HZ)):
        samples += _blocks(kind, tone(hz, seconds)) if heard[kind] else []
    if camera:
        times = range(10, round(seconds * 1000), FACE_MS)
        samples += [(at, face.encode(at, face_picture(at))) for at in times]
    for _, sample in sorted(samples, key=lambda item: item[0]):
        writer.write(sample)
    closed = writer.close(round(seconds * NS_PER_SECOND), Health())
    return LongSession(folder, closed, [at * NS_PER_MS for at in boundaries_ms])


def _pictures(
    screens: Sequence[Encoder], boundaries_ms: Sequence[int], seconds: float
) -> Iterator[tuple[int, Sample]]:
    starts = [0, *boundaries_ms]
    ends = [*boundaries_ms, round(seconds * 1000)]
    for number, (screen, start, end) in enumerate(zip(screens, starts, ends, strict=True)):
        if number:
            yield start, FormatChange(TrackKind.SCREEN, start * NS_PER_MS, screen.format)
        width, height = screen.format.width, screen.format.height
        for at in range(start, end, PICTURE_MS):
            yield at, screen.encode(at, screen_picture(width, height, at))


def _blocks(kind: TrackKind, pcm: np.ndarray) -> list[tuple[int, Sample]]:
    blocks: list[tuple[int, Sample]] = []
    for first in range(0, len(pcm), BLOCK):
        at_ns = first * NS_PER_SECOND // RATE_HZ
        part = pcm[first : first + BLOCK].tobytes()
        blocks.append((at_ns // NS_PER_MS + 250, SoundBlock(kind, at_ns, part)))
    return blocks


def _events(seconds: float) -> Iterator[tuple[int, Sample]]:
    yield 0, FocusChange(0, "shop", "Basket")
    for at in range(100, round(seconds * 1000), 100):
        kind = InputKind.PRESS if at % 1000 == 0 else InputKind.MOVE
        yield at, InputEvent(at * NS_PER_MS, kind, 100 + at % 200, 120)


if __name__ == "__main__":
    length_s = float(sys.argv[2])
    made = make_long_session(Path(sys.argv[1]), (length_s / 3, length_s * 2 / 3), length_s)
    sys.stdout.write(f"{made.folder}\n")
