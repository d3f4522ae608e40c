import time
from pathlib import Path

import numpy as np
import pytest

from observer.model.annotation import AnnotationKind, Mark
from observer.model.consent import TrackKind
from observer.model.errors import SessionError
from observer.model.manifest import Health, SessionState
from observer.model.samples import EncodedFrame, Gap, GapReason, SoundBlock
from observer.session.digests import digest_file
from observer.session.manifest_file import read_manifest
from observer.session.reader import SessionReader
from tests.session.ffmpeg import complaints, decode_sound, ffprobe, packets
from tests.session.recordings import (
    MS,
    RATE_HZ,
    Made,
    TinyEncoder,
    blocks,
    clicks,
    make_session,
    open_writer,
    ordinary_samples,
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return make_session(tmp_path_factory.mktemp("library"), 2.0)


def test_ffprobe_sees_every_picture_at_its_millisecond_with_its_duration(made: Made) -> None:
    media = made.folder / "recording-001.mkv"
    seen = packets(media, "v")
    times_ms = [round(float(packet["pts_time"]) * 1000) for packet in seen]
    assert times_ms == [at // MS for at in made.frame_times_ns]
    ends_ms = [*times_ms[1:], 2000]
    durations_ms = [round(float(packet["duration_time"]) * 1000) for packet in seen]
    assert durations_ms == [b - a for a, b in zip(times_ms, ends_ms, strict=True)]


def test_ffmpeg_decodes_the_finished_file_without_a_word(made: Made) -> None:
    assert complaints(made.folder / "recording-001.mkv") == ""
    facts = ffprobe(made.folder / "recording-001.mkv", "-show_streams", "-show_format")
    assert [stream["codec_name"] for stream in facts["streams"]] == ["h264", "opus"]
    assert facts["streams"][0]["is_avc"] == "true"
    assert float(facts["format"]["duration"]) == pytest.approx(2.0, abs=0.07)


def test_a_click_stays_where_it_was_heard(made: Made) -> None:
    pcm = decode_sound(made.folder / "recording-001.mkv")
    assert abs(int(abs(pcm).argmax()) - RATE_HZ // 2) <= RATE_HZ // 1000


def test_the_closed_manifest_tells_what_lies_in_the_folder(made: Made) -> None:
    manifest = read_manifest(made.folder)
    assert manifest == made.manifest
    assert manifest.state is SessionState.CLOSED
    assert manifest.duration_ns == 2000 * MS
    screen = manifest.track(TrackKind.SCREEN)
    assert screen is not None
    assert (screen.items, screen.end_ns) == (len(made.frame_times_ns), 2000 * MS)
    assert screen.details == {"name": "drawn"}
    assert manifest.sha256 == {
        name: digest_file(made.folder / name)
        for name in ("recording-001.mkv", "input.jsonl", "focus.jsonl", "marks.jsonl")
    }


def test_events_come_back_as_they_were_written(made: Made) -> None:
    reader = SessionReader(made.folder)
    assert [change.title for change in reader.focus_changes()] == ["Basket", "Pay"]
    assert [event.x for event in reader.input_events()] == list(range(40))


def test_only_named_files_are_left_in_the_folder(made: Made) -> None:
    assert {path.name for path in made.folder.iterdir()} == {
        "session.json",
        "recording-001.mkv",
        ".recording-001.mkv.header",
        "input.jsonl",
        "focus.jsonl",
        "marks.jsonl",
    }


def test_a_hole_in_the_sound_becomes_silence_of_exactly_its_length(tmp_path: Path) -> None:
    writer, folder = open_writer(tmp_path, TinyEncoder())
    for block in blocks(clicks(0.5, [0.25])):
        writer.write(block)
    for block in blocks(clicks(0.5, [0.25]), start_ns=7_123_456_789):
        writer.write(block)
    writer.close(7_700 * MS, Health())
    pcm = decode_sound(folder / "recording-001.mkv")
    second = round((7.123456789 + 0.25) * RATE_HZ)
    for expected in (RATE_HZ // 4, second):
        near = abs(pcm[expected - 4800 : expected + 4800])
        assert near.max() > 5000
        assert abs(int(near.argmax()) - 4800) <= RATE_HZ // 1000
    assert abs(pcm[RATE_HZ : 7 * RATE_HZ]).max() <= 2


def test_sound_that_starts_late_keeps_its_place(tmp_path: Path) -> None:
    writer, folder = open_writer(tmp_path, None)
    for block in blocks(clicks(0.5, [0.1]), start_ns=333_300_000):
        writer.write(block)
    manifest = writer.close(900 * MS, Health())
    pcm = decode_sound(folder / "recording-001.mkv")
    assert abs(int(abs(pcm).argmax()) - round(0.4333 * RATE_HZ)) <= RATE_HZ // 1000
    sound = manifest.track(TrackKind.MICROPHONE)
    assert sound is not None
    assert (sound.start_ns, sound.items) == (333_300_000, 5)


def test_a_session_without_picture_and_sound_has_no_media_file(tmp_path: Path) -> None:
    writer, folder = open_writer(tmp_path, None, sound=False)
    manifest = writer.close(1000 * MS, Health())
    assert SessionReader(folder).media_path is None
    assert "recording-001.mkv" not in manifest.sha256
    assert manifest.state is SessionState.CLOSED


def test_a_pause_is_in_the_manifest_before_the_session_closes(tmp_path: Path) -> None:
    writer, folder = open_writer(tmp_path, None)
    pause = Gap(100 * MS, 400 * MS, GapReason.PAUSE)
    writer.write(pause)
    writer.sync(500 * MS)
    assert read_manifest(folder).gaps == (pause,)
    assert writer.close(600 * MS, Health()).gaps == (pause,)


def test_a_mark_is_readable_as_soon_as_it_is_acknowledged(tmp_path: Path) -> None:
    writer, folder = open_writer(tmp_path, None)
    mark = Mark("m1", AnnotationKind.FRICTION, 5 * MS, 9 * MS, 3, "the button does nothing")
    writer.write_mark(mark)
    assert SessionReader(folder).marks() == [mark]
    writer.close(600 * MS, Health())
    with pytest.raises(SessionError, match="has ended"):
        writer.write_mark(mark)


def test_a_running_recording_is_readable_up_to_its_last_packet(tmp_path: Path) -> None:
    encoder = TinyEncoder()
    writer, folder = open_writer(tmp_path, encoder)
    frames = 0
    for sample in ordinary_samples(encoder, 1.0):
        writer.write(sample)
        frames += isinstance(sample, EncodedFrame)
    media = folder / "recording-001.mkv"
    assert writer.bytes_written >= media.stat().st_size
    assert len(packets(media, "v")) == frames
    assert len(packets(media, "a")) == 1000 // 60
    assert complaints(media) == ""
    writer.close(1000 * MS, Health())


def test_sound_blocks_with_the_clocks_own_scatter_are_not_torn_apart(tmp_path: Path) -> None:
    writer, folder = open_writer(tmp_path, None)
    tone = (10_000 * np.sin(np.arange(RATE_HZ) * 2 * np.pi * 440 / RATE_HZ)).astype(np.int16)
    for number, block in enumerate(blocks(tone)):
        scatter_ns = (-1) ** number * 300_000
        writer.write(SoundBlock(block.track, max(0, block.start_ns + scatter_ns), block.pcm))
    writer.close(1000 * MS, Health())
    pcm = decode_sound(folder / "recording-001.mkv")[4800:43200].astype(np.int32)
    # A tone of 440 Hz bends by 33 a sample at most; where samples are missing it leaps.
    assert abs(np.diff(pcm, 2)).max() < 300


def test_sound_that_is_told_twice_is_heard_once(tmp_path: Path) -> None:
    writer, folder = open_writer(tmp_path, None)
    pcm = clicks(1.0, [0.1, 0.7])
    for block in blocks(pcm[: RATE_HZ // 2]):
        writer.write(block)
    again = RATE_HZ * 4 // 10
    for block in blocks(pcm[again:], start_ns=400 * MS):
        writer.write(block)
    writer.close(1000 * MS, Health())
    heard = abs(decode_sound(folder / "recording-001.mkv"))
    assert abs(int(heard[RATE_HZ // 2 :].argmax()) - RATE_HZ // 5) <= RATE_HZ // 1000


def test_a_long_pause_is_silence_at_little_cost(tmp_path: Path) -> None:
    writer, folder = open_writer(tmp_path, None)
    pause_ns = 600 * 1000 * MS
    for start_ns in (0, pause_ns):
        for block in blocks(clicks(0.5, [0.25]), start_ns=start_ns):
            writer.write(block)
    started_s = time.process_time()
    writer.close(pause_ns + 500 * MS, Health())
    assert time.process_time() - started_s < 2
    pcm = decode_sound(folder / "recording-001.mkv")
    after = abs(pcm[600 * RATE_HZ :])
    assert abs(int(after.argmax()) - RATE_HZ // 4) <= RATE_HZ // 1000
    assert abs(pcm[RATE_HZ : 599 * RATE_HZ]).max() <= 2
