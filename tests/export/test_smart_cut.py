"""Clips whose pictures are copied: exact, whole, and without anything from outside."""

import struct
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import av
import numpy as np
import pytest

from observer.export.clip import export_clip
from observer.model.clock import NS_PER_MS, NS_PER_SECOND
from observer.model.errors import ObserverError
from observer.model.manifest import Health
from observer.model.span import Span
from observer.session.h264_numbers import read_numbering
from observer.session.layout import MEDIA_FILE
from tests.export.reading import decoded, frame_times_ms, heard, likeness_db, probe, recorded
from tests.session.recordings import TinyEncoder, blocks, clicks, open_writer

_SECONDS = 2


def keyframes_ms(folder: Path) -> list[int]:
    with av.open(str(folder / MEDIA_FILE)) as media:
        packets = list(media.demux(video=0))
    return [packet.pts for packet in packets if packet.is_keyframe and packet.pts is not None]


def span_at(folder: Path, where: str) -> Span:
    later_ms = keyframes_ms(folder)[1]
    starts_ms = {
        "within a stretch": 5_000,
        "at a keyframe": later_ms,
        "just before a keyframe": later_ms - 1,
        "from the beginning": 0,
        "across a keyframe": later_ms - 1_000,
    }
    start_ns = starts_ms[where] * NS_PER_MS
    return Span(start_ns, start_ns + _SECONDS * NS_PER_SECOND)


@pytest.mark.parametrize(
    "where",
    [
        "within a stretch",
        "at a keyframe",
        "just before a keyframe",
        "from the beginning",
        "across a keyframe",
    ],
)
def test_every_copied_picture_is_the_sessions_own_at_its_millisecond(
    office: Path, tmp_path: Path, where: str
) -> None:
    span = span_at(office, where)
    report = export_clip(office, span, tmp_path / "clip.mp4")
    wanted = recorded(office / MEDIA_FILE, span)
    assert frame_times_ms(report.path) == [at for at, _ in wanted]
    assert report.copied == report.frames - 1 == len(wanted) - 1
    for (_, expected), seen in zip(wanted, decoded(report.path), strict=True):
        assert likeness_db(expected, seen) > 60


def test_copied_pictures_last_to_the_clips_end_and_no_longer(office: Path, tmp_path: Path) -> None:
    for suffix in ("mp4", "mkv"):
        out = tmp_path / f"clip.{suffix}"
        export_clip(office, Span(5_003 * NS_PER_MS, 6_500 * NS_PER_MS), out)
        assert abs(float(probe(out)["format"]["duration"]) - 1.497) < 0.022  # sound comes in blocks
    with av.open(str(tmp_path / "clip.mp4")) as media:
        assert media.streams.video[0].duration == 1_497 * 16
    counts = [len(frame_times_ms(tmp_path / f"clip.{suffix}")) for suffix in ("mkv", "mp4")]
    assert counts[0] == counts[1]


def test_an_mp4_begins_to_play_while_it_loads_and_hides_no_picture(
    office: Path, tmp_path: Path
) -> None:
    out = tmp_path / "clip.mp4"
    export_clip(office, Span(7 * NS_PER_SECOND, 9 * NS_PER_SECOND), out)
    content = out.read_bytes()
    names = [name for name, _ in atoms(content)]
    assert names.index(b"moov") < names.index(b"mdat")
    starts = list(edits(content))
    assert len(starts) == 2
    assert starts[0] == [0]
    # The encoder's run-up of one block, which AAC cannot do without, holds nothing recorded.
    assert starts[1] in ([0], [1024])
    shown = decoded(out, luma_only=True)
    assert len(decoded(out, "-ignore_editlist", "1", luma_only=True)) == len(shown)


def atoms(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while at + 8 <= len(content):
        size, name = struct.unpack_from(">I4s", content, at)
        yield name, content[at + 8 : at + size]
        at += size


def edits(content: bytes) -> Iterator[list[int]]:
    """Where the edits of each track begin, in the track's own time; -1 is an empty one."""
    moov = dict(atoms(content))[b"moov"]
    for trak in (inner for name, inner in atoms(moov) if name == b"trak"):
        lists = dict(atoms(dict(atoms(trak)).get(b"edts", b"")))
        if elst := lists.get(b"elst"):
            (count,) = struct.unpack_from(">I", elst, 4)
            yield [struct.unpack_from(">i", elst, 8 + 12 * n + 4)[0] for n in range(count)]


def test_no_sound_from_outside_the_clip_is_in_its_file(tmp_path: Path) -> None:
    encoder = TinyEncoder()
    writer, folder = open_writer(tmp_path / "library", encoder)
    for number in range(30):
        writer.write(encoder.encode(number * 100 * NS_PER_MS, 90))
    for block in blocks(clicks(3.0, [0.93, 2.07])):
        writer.write(block)
    writer.close(3 * NS_PER_SECOND, Health())
    # Opus spreads a click over the 20 ms that it lies in.
    for suffix in ("mp4", "mkv", "webm"):
        out = tmp_path / f"clip.{suffix}"
        export_clip(folder, Span(NS_PER_SECOND, 2 * NS_PER_SECOND), out)
        hidden_too = ["-ignore_editlist", "1"] if suffix == "mp4" else []
        assert np.abs(heard(out, *hidden_too)).max() < 0.01, suffix
    export_clip(folder, Span(NS_PER_SECOND // 2, NS_PER_SECOND), tmp_path / "loud.mp4")
    assert np.abs(heard(tmp_path / "loud.mp4")).max() > 0.3


def test_a_recording_of_another_encoder_is_encoded_again_in_one_pass(tmp_path: Path) -> None:
    encoder = TinyEncoder()
    writer, folder = open_writer(tmp_path / "library", encoder, sound=False)
    for number in range(30):
        writer.write(encoder.encode(number * 100 * NS_PER_MS, 40 + 5 * number))
    writer.close(3 * NS_PER_SECOND, Health())
    report = export_clip(folder, Span(NS_PER_SECOND, 2 * NS_PER_SECOND), tmp_path / "clip.mp4")
    assert (report.frames, report.copied) == (10, 0)
    wanted = recorded(folder / MEDIA_FILE, Span(NS_PER_SECOND, 2 * NS_PER_SECOND))
    seen = decoded(report.path)
    assert likeness_db(wanted[0][1], seen[0]) > 40
    assert likeness_db(wanted[-1][1], seen[-1]) > 40


@pytest.mark.parametrize("suffix", ["mp4", "webm"])
def test_a_damaged_recording_gives_a_clip_or_a_plain_sentence(
    office: Path, tmp_path: Path, suffix: str
) -> None:
    folder = tmp_path / "session"
    folder.mkdir()
    for path in office.iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    content = bytearray((folder / MEDIA_FILE).read_bytes())
    chance = np.random.default_rng(4)
    for at in chance.integers(4_000, len(content), 60):
        content[at : at + 40] = chance.bytes(40)
    (folder / MEDIA_FILE).write_bytes(content)
    for number in range(2):
        span = Span(number * 9 * NS_PER_SECOND, (number * 9 + 1) * NS_PER_SECOND)
        out = tmp_path / f"{number}.{suffix}"
        with suppress(ObserverError):
            assert export_clip(folder, span, out).frames > 0
        assert not list(tmp_path.glob(".*"))


def test_pictures_count_on_from_the_clips_own_keyframe(office: Path, tmp_path: Path) -> None:
    """Players that count, those in hardware among them, meet no number that is missing."""
    out = tmp_path / "clip.mp4"
    export_clip(office, Span(5 * NS_PER_SECOND, 12 * NS_PER_SECOND), out)
    with av.open(str(out)) as media:
        numbering = read_numbering(bytes(media.streams.video[0].codec_context.extradata or b""))
        packets = [bytes(packet) for packet in media.demux(video=0) if packet.size]
    assert numbering is not None
    assert len(packets) > 20
    expected = 0
    for packet in packets:
        number = numbering.first_of(packet)
        expected = 0 if number is None else (expected + 1) % 16
        assert (number or 0) == expected
