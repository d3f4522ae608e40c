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
from observer.session.manifest_file import read_boot_id, read_manifest
from observer.session.writer import SessionWriter

MS = 1_000_000
RATE_HZ = 48_000
WIDTH, HEIGHT = 320, 240
SIZES = ((WIDTH, HEIGHT), (480, 272), (256, 400))
SOUND = SoundFormat(RATE_HZ, 1)
RECORDED = (ConsentItem.SCREEN, ConsentItem.VOICE, ConsentItem.INPUT)


class TinyEncoder:
    """H.264 as the screen device makes it: pictures of one grey level each, so they can be told."""

    def __init__(
        self, width: int = WIDTH, height: int = HEIGHT, track: TrackKind = TrackKind.SCREEN
    ) -> None:
        codec = av.CodecContext.create("libx264", "w")
        assert isinstance(codec, VideoCodecContext)
        codec.width, codec.height, codec.pix_fmt = width, height, "yuv420p"
        codec.time_base = Fraction(1, 1000)
        codec.framerate = Fraction(30)
        codec.options = {"preset": "ultrafast", "tune": "zerolatency", "g": "30"}
        codec.flags |= 0x400000  # AV_CODEC_FLAG_GLOBAL_HEADER
        codec.open()
        self._codec = codec
        self._count = 0
        self._track = track
        self.format = VideoFormat(width, height, "h264", bytes(codec.extradata or b""))

    def encode(self, start_ns: int, grey: int) -> EncodedFrame:
        frame = av.VideoFrame.from_ndarray(
            np.full((self.format.height, self.format.width, 3), grey, np.uint8), format="rgb24"
        ).reformat(format="yuv420p")
        frame.pts, frame.time_base = self._count, Fraction(1, 1000)
        self._count += 1
        (packet,) = self._codec.encode(frame)
        return EncodedFrame(self._track, start_ns, bytes(packet), packet.is_keyframe)


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
    library: Path,
    encoder: TinyEncoder | None,
    *,
    sound: bool = True,
    events: bool = True,
    camera: TinyEncoder | None = None,
) -> tuple[SessionWriter, Path]:
    manifest = new_manifest()
    day = date(2026, 11, 21)
    folder = create_folder(library, manifest.study, manifest.participant, manifest.id, day)
    formats = []
    if encoder:
        formats.append(TrackFormat(TrackKind.SCREEN, encoder.format, {"name": "drawn"}))
    if sound:
        formats.append(TrackFormat(TrackKind.MICROPHONE, SOUND))
    if camera:
        formats.append(TrackFormat(TrackKind.CAMERA, camera.format, {"name": "drawn face"}))
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


@dataclass
class Segmented(Made):
    """A session whose screen changed its size; `pcm` is the sound that was written."""

    boundaries_ns: list[int] = field(default_factory=list)
    sizes: list[tuple[int, int]] = field(default_factory=list)
    pcm: np.ndarray = field(default_factory=lambda: np.zeros(0, np.int16))


def tone(seconds: float) -> np.ndarray:
    """Two tones that never come back to the same phase within a session of a few seconds."""
    at = np.arange(round(seconds * RATE_HZ)) / RATE_HZ
    wave = np.sin(2 * np.pi * 441.3 * at) + np.sin(2 * np.pi * (90 + 17 * at) * at)
    return np.asarray(6000 * wave, np.int16)


def segmented_samples(
    made: Segmented, boundaries_s: Sequence[float], seconds: float, *, camera: TinyEncoder | None
) -> Iterator[Sample]:
    """Samples as they reach the disk: sound 150 ms after the pictures of its time.

    The first picture is number 0 and grey_of(0), and so on over all sizes.
    """
    pcm = tone(seconds)
    made.pcm = pcm
    starts_ms = [0, *(round(at * 1000) for at in boundaries_s)]
    late: list[tuple[int, Sample]] = []
    for number, starts in enumerate(starts_ms):
        width, height = SIZES[number % len(SIZES)]
        made.sizes.append((width, height))
        encoder = TinyEncoder(width, height)
        ends = [*starts_ms, round(seconds * 1000)][number + 1]
        if number:
            boundary_ns = starts * MS + 300_000
            made.boundaries_ns.append(starts * MS)
            late.append((starts, FormatChange(TrackKind.SCREEN, boundary_ns, encoder.format)))
        for at_ms in range(starts, ends, 50):
            frame = encoder.encode(at_ms * MS + 300_000, grey_of(len(made.frame_times_ns)))
            made.frame_times_ns.append(frame.start_ns)
            late.append((at_ms, frame))
    late += [(block.start_ns // MS + 250, block) for block in blocks(pcm)]
    if camera:
        times = range(30, round(seconds * 1000), 70)
        late += [(at, camera.encode(at * MS, grey_of(at // 70))) for at in times]
    late += [
        (at * 50, InputEvent(at * 50 * MS, InputKind.MOVE, at, at))
        for at in range(round(seconds * 20))
    ]
    yield from (sample for _, sample in sorted(late, key=lambda item: item[0]))


def make_segmented_session(
    library: Path,
    boundaries_s: Sequence[float] = (1.013,),
    seconds: float = 2.0,
    *,
    camera: bool = False,
    closed: bool = True,
) -> Segmented:
    """A session with a file for each size its screen had; sound, input, and a camera if asked.

    Where it is not `closed`, its process went without closing it.
    """
    face = TinyEncoder(160, 120, TrackKind.CAMERA) if camera else None
    writer, folder = open_writer(library, TinyEncoder(*SIZES[0]), camera=face)
    made = Segmented(folder, new_manifest())
    for sample in segmented_samples(made, boundaries_s, seconds, camera=face):
        writer.write(sample)
    if closed:
        made.manifest = writer.close(round(seconds * 1000) * MS, Health())
    else:
        writer._close_files()  # only so that the test process keeps no open files
        made.manifest = read_manifest(folder)
    return made
