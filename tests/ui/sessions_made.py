"""Sessions written by the real writer with drawn pictures, for the window's tests."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.video.codeccontext import VideoCodecContext
from numpy.typing import NDArray

from observer.model.annotation import Mark
from observer.model.clock import NS_PER_SECOND
from observer.model.consent import Consent, ConsentItem, TrackKind
from observer.model.identity import new_id
from observer.model.manifest import ClockAnchor, Health, Manifest
from observer.model.samples import EncodedFrame, VideoFormat
from observer.model.sink import TrackFormat
from observer.session.folder import create_folder
from observer.session.writer import SessionWriter

Pixels = NDArray[np.uint8]
_DAY = datetime(2026, 11, 21, 14, 3, tzinfo=UTC)


def plain_picture(number: int, width: int = 320, height: int = 180) -> Pixels:
    """A ground of one colour with a bar that moves."""
    picture = np.full((height, width, 3), (40, 90 + 10 * (number % 8), 140), np.uint8)
    picture[:, (number * 7) % (width - 10) :][:, :10] = 240
    return picture


def make_session(
    root: Path,
    *,
    study: str = "Checkout",
    participant: str = "P01",
    seconds: float = 2.0,
    marks: Sequence[Mark] = (),
    pictures: Sequence[Pixels] = (),
    days_ago: int = 0,
    close: bool = True,
) -> Path:
    """One session folder, closed or as a crash leaves it."""
    shown = list(pictures) or [plain_picture(number) for number in range(8)]
    height, width = shown[0].shape[:2]
    codec = _encoder(width, height)
    session_id, began = new_id(), _DAY - timedelta(days=days_ago)
    folder = create_folder(root, study, participant, session_id, began.date())
    consent = Consent((ConsentItem.SCREEN,), began.isoformat())
    manifest = Manifest(
        session_id, study, participant, consent, ClockAnchor(began.isoformat(), 0), software="test"
    )
    video = VideoFormat(width, height, "h264", bytes(codec.extradata or b""))
    writer = SessionWriter(folder, manifest, [TrackFormat(TrackKind.SCREEN, video)])
    end_ns = round(seconds * NS_PER_SECOND)
    for number, pixels in enumerate(shown):
        start_ns = number * end_ns // len(shown)
        frame = av.VideoFrame.from_ndarray(pixels, format="rgb24")
        frame.pts = start_ns // 1_000_000
        for packet in codec.encode(frame):
            data = bytes(packet)
            writer.write(EncodedFrame(TrackKind.SCREEN, start_ns, data, bool(packet.is_keyframe)))
    for mark in marks:
        writer.write_mark(mark)
    writer.sync(end_ns)
    if close:
        writer.close(end_ns, Health())
    else:
        writer._close_files()
    return folder


def _encoder(width: int, height: int) -> VideoCodecContext:
    codec = av.CodecContext.create("libx264", "w")
    assert isinstance(codec, VideoCodecContext)
    codec.width, codec.height, codec.pix_fmt = width, height, "yuv420p"
    codec.time_base = Fraction(1, 1000)
    codec.options = {"preset": "ultrafast", "tune": "zerolatency"}
    codec.flags |= 1 << 22  # AV_CODEC_FLAG_GLOBAL_HEADER: the header goes into the format
    codec.open()
    return codec
