"""Session folders with real H.264 and Opus in them, made from a few drawn pictures and clicks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.video.codeccontext import VideoCodecContext

from observer.model.consent import Consent, ConsentItem, TrackKind
from observer.model.identity import new_id
from observer.model.manifest import ClockAnchor, Health, Manifest
from observer.model.samples import (
    EncodedFrame,
    FocusChange,
    InputEvent,
    InputKind,
    Sample,
    SoundBlock,
    SoundFormat,
    VideoFormat,
)
from observer.model.sink import TrackFormat
from observer.session.folder import create_folder
from observer.session.manifest_file import read_boot_id
from observer.session.writer import SessionWriter

MS = 1_000_000
RATE_HZ = 48_000
WIDTH, HEIGHT = 320, 240
SOUND = SoundFormat(RATE_HZ, 1)
RECORDED = (ConsentItem.SCREEN, ConsentItem.VOICE, ConsentItem.INPUT)


class TinyEncoder:
    """H.264 as the screen device makes it: pictures of one grey level each, so they can be told."""

    def __init__(self) -> None:
        codec = av.CodecContext.create("libx264", "w")
        assert isinstance(codec, VideoCodecContext)
        codec.width, codec.height, codec.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        codec.time_base = Fraction(1, 1000)
        codec.framerate = Fraction(30)
        codec.options = {"preset": "ultrafast", "tune": "zerolatency", "g": "30"}
        codec.flags |= 0x400000  # AV_CODEC_FLAG_GLOBAL_HEADER
        codec.open()
        self._codec = codec
        self._count = 0
        self.format = VideoFormat(WIDTH, HEIGHT, "h264", bytes(codec.extradata or b""))

    def encode(self, start_ns: int, grey: int) -> EncodedFrame:
        frame = av.VideoFrame.from_ndarray(
            np.full((HEIGHT, WIDTH, 3), grey, np.uint8), format="rgb24"
        ).reformat(format="yuv420p")
        frame.pts, frame.time_base = self._count, Fraction(1, 1000)
        self._count += 1
        (packet,) = self._codec.encode(frame)
        return EncodedFrame(TrackKind.SCREEN, start_ns, bytes(packet), packet.is_keyframe)


def grey_of(index: int) -> int:
    """The grey level of the picture with this number; neighbours are far apart."""
    return 20 + (index * 37) % 200


def clicks(seconds: float, at_s: Sequence[float]) -> np.ndarray:
    pcm = np.zeros(round(seconds * RATE_HZ), np.int16)
    for moment in at_s:
        pcm[round(moment * RATE_HZ)] = 30_000
    return pcm


def blocks(pcm: np.ndarray, start_ns: int = 0) -> Iterator[SoundBlock]:
    size = RATE_HZ // 10
    for first in range(0, len(pcm), size):
        at_ns = start_ns + first * 1_000_000_000 // RATE_HZ
        yield SoundBlock(TrackKind.MICROPHONE, at_ns, pcm[first : first + size].tobytes())


@dataclass
class Made:
    folder: Path
    manifest: Manifest
    frame_times_ns: list[int] = field(default_factory=list)


def new_manifest(**changes: object) -> Manifest:
    fields: dict[str, object] = {
        "id": new_id(),
        "study": "Checkout",
        "participant": "P01",
        "consent": Consent((*RECORDED, ConsentItem.SHARING), "2026-11-21T10:00:00+01:00"),
        "clock": ClockAnchor("2026-11-21T10:00:00+01:00", 1, read_boot_id()),
        "software": "Observer, under test",
    }
    return Manifest(**{**fields, **changes})  # type: ignore[arg-type]  # a builder for tests


def open_writer(
    library: Path, encoder: TinyEncoder | None, *, sound: bool = True, events: bool = True
) -> tuple[SessionWriter, Path]:
    manifest = new_manifest()
    day = date(2026, 11, 21)
    folder = create_folder(library, manifest.study, manifest.participant, manifest.id, day)
    formats = []
    if encoder:
        formats.append(TrackFormat(TrackKind.SCREEN, encoder.format, {"name": "drawn"}))
    if sound:
        formats.append(TrackFormat(TrackKind.MICROPHONE, SOUND))
    if events:
        formats += [TrackFormat(TrackKind.INPUT), TrackFormat(TrackKind.FOCUS)]
    return SessionWriter(folder, manifest, formats), folder


def ordinary_samples(encoder: TinyEncoder, seconds: float) -> list[Sample]:
    """Pictures at uneven times, continuous sound, a pointer that moves, two windows."""
    samples: list[Sample] = [
        FocusChange(20 * MS, "shop", "Basket"),
        FocusChange(900 * MS, "shop", "Pay"),
    ]
    at_ms, index = 12, 0
    while at_ms < seconds * 1000 - 1:
        samples.append(encoder.encode(at_ms * MS + 400_000, grey_of(index)))
        at_ms += (33, 66, 120, 400)[index % 4]
        index += 1
    samples += blocks(clicks(seconds, [0.5]))
    samples += [
        InputEvent(at * 50 * MS, InputKind.MOVE, at, at) for at in range(round(seconds * 20))
    ]
    return sorted(samples, key=_time_of)


def _time_of(sample: Sample) -> int:
    if isinstance(sample, InputEvent | FocusChange):
        return sample.time_ns
    return sample.start_ns


def make_session(library: Path, seconds: float = 2.0, *, sound: bool = True) -> Made:
    """A whole closed session."""
    encoder = TinyEncoder()
    writer, folder = open_writer(library, encoder, sound=sound)
    made = Made(folder, new_manifest())
    for sample in ordinary_samples(encoder, seconds):
        if isinstance(sample, SoundBlock) and not sound:
            continue
        writer.write(sample)
        if isinstance(sample, EncodedFrame):
            made.frame_times_ns.append(sample.start_ns)
    writer.sync(round(seconds * 1000) * MS)
    made.manifest = writer.close(round(seconds * 1000) * MS, Health())
    return made


def interrupted_session(library: Path, seconds: float = 2.0) -> Made:
    """A session whose process went without closing it: the writer is let go as it stands."""
    encoder = TinyEncoder()
    writer, folder = open_writer(library, encoder)
    made = Made(folder, new_manifest())
    for sample in ordinary_samples(encoder, seconds):
        writer.write(sample)
        if isinstance(sample, EncodedFrame):
            made.frame_times_ns.append(sample.start_ns)
    writer._close_files()  # only so that the test process keeps no open files; nothing is written
    return made
