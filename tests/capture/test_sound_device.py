"""The real microphone, through a real sound server."""

import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from observer.capture.protocol import Device
from observer.capture.sound import Microphone, MicrophoneDevice, list_microphones
from observer.capture.sound.watch import SILENCE_DB, level_db
from observer.capture.synthetic.sound import SyntheticMicrophone
from observer.model.clock import NS_PER_MS, NS_PER_SECOND, SessionClock
from observer.model.consent import TrackKind
from observer.model.samples import Gap, GapReason, SoundBlock
from tests.capture.conformance import DeviceConformance, ListSink, expect_refusal
from tests.capture.private_soundserver import PrivateSoundServer, private_soundserver

pytestmark = pytest.mark.usefixtures("sound_server")
RATE = 48_000
SILENT_NS = 600 * NS_PER_MS


class TestMicrophone(DeviceConformance):
    kind = TrackKind.MICROPHONE

    def make(self) -> Device:
        return MicrophoneDevice()


class TestSyntheticMicrophone(DeviceConformance):
    kind = TrackKind.MICROPHONE

    def make(self) -> Device:
        return SyntheticMicrophone()


@pytest.fixture
def own_server(monkeypatch: pytest.MonkeyPatch) -> Iterator[PrivateSoundServer]:
    with tempfile.TemporaryDirectory() as folder, private_soundserver(Path(folder)) as server:
        monkeypatch.setenv("PULSE_SERVER", server.address)
        yield server


def recording(name: str = "") -> tuple[MicrophoneDevice, SessionClock, ListSink]:
    device = MicrophoneDevice(name)
    device.open()
    clock = SessionClock.starting_now()
    sink = ListSink(clock)
    device.start(clock, sink)
    return device, clock, sink


def blocks(sink: ListSink) -> list[SoundBlock]:
    return [sample for sample in sink.samples if isinstance(sample, SoundBlock)]


def gaps(sink: ListSink) -> list[Gap]:
    return [sample for sample in sink.samples if isinstance(sample, Gap)]


def sound(sink: ListSink) -> np.ndarray[tuple[int, ...], np.dtype[np.int16]]:
    return np.frombuffer(b"".join(block.pcm for block in blocks(sink)), np.int16)


def assert_follow_one_another(run: list[SoundBlock]) -> None:
    for block, following in pairwise(run):
        end_ns = block.start_ns + len(block.pcm) // 2 * NS_PER_SECOND // RATE
        assert abs(following.start_ns - end_ns) <= 1


def test_microphones_are_listed_with_their_names_and_the_default() -> None:
    found = {microphone.name: microphone for microphone in list_microphones()}
    assert found["microphone"] == Microphone("microphone", "Microphone", is_default=True)
    assert found["room.monitor"].is_monitor
    assert not found["room.monitor"].is_default


def test_what_is_played_is_recorded_with_its_pitch_and_rhythm(tmp_path: Path) -> None:
    beeps = tmp_path / "beeps.wav"
    beep = ["synth", "0.2", "sine", "1000", "pad", "0", "0.3", "repeat", "2", "gain", "-6"]
    subprocess.run(["sox", "-n", "-r", "48000", "-c", "1", str(beeps), *beep], check=True)
    device, clock, sink = recording("microphone")
    time.sleep(0.3)
    asked_s = clock.now_ns() / NS_PER_SECOND
    with subprocess.Popen(["paplay", "--device=room", "--latency-msec=30", str(beeps)]):
        pass
    ended_s = clock.now_ns() / NS_PER_SECOND
    device.close()
    pcm = sound(sink).astype(float)
    start_s = blocks(sink)[0].start_ns / NS_PER_SECOND

    loud = np.convolve(np.abs(pcm), np.ones(96) / 96, "same") > 1000
    onsets = np.flatnonzero(loud[1:] & ~loud[:-1]) / RATE + start_s
    onsets = onsets[onsets > asked_s]  # the room may still ring with what another test played
    assert len(onsets) == 3
    # PulseAudio itself shifts a remapped source by up to 25 ms while a player starts.
    assert np.diff(onsets) == pytest.approx([0.5, 0.5], abs=0.03)
    assert asked_s < onsets[0] < asked_s + 0.8
    assert ended_s - 1.5 < onsets[2] + 0.2 < ended_s
    first = pcm[int((onsets[0] - start_s + 0.05) * RATE) :][: RATE // 10]
    spectrum = np.abs(np.fft.rfft(first * np.hanning(len(first)), RATE))
    assert int(spectrum.argmax()) == pytest.approx(1000, abs=2)


def test_sound_is_exactly_as_long_as_the_session_less_its_pause() -> None:
    device, clock, sink = recording()
    started_ns = clock.now_ns()
    time.sleep(0.53)
    paused_ns = clock.now_ns()
    device.pause()
    before = len(sink.samples)
    time.sleep(0.3)
    resuming_ns = clock.now_ns()
    device.resume()
    resumed_ns = clock.now_ns()
    time.sleep(0.35)
    asked_ns = clock.now_ns()
    device.close()
    first, second = blocks(sink)[:before], blocks(sink)[before:]
    assert_follow_one_another(first)
    assert_follow_one_another(second)
    # Whatever holds this thread up between two lines lies between the two moments as well.
    assert 0 <= first[0].start_ns <= started_ns
    assert resuming_ns <= second[0].start_ns <= resumed_ns
    assert_ends_at(first, paused_ns)
    assert_ends_at(second, asked_ns)
    assert gaps(sink) == []


def end_ns(run: list[SoundBlock]) -> int:
    return run[-1].start_ns + len(run[-1].pcm) // 2 * NS_PER_SECOND // RATE


def assert_ends_at(run: list[SoundBlock], asked_ns: int) -> None:
    """A block less would end earlier; a block of sound more is what a busy machine may need."""
    assert asked_ns - NS_PER_MS <= end_ns(run) < asked_ns + 100 * NS_PER_MS


def wait_until(met: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 10
    while not met():
        assert time.monotonic() < deadline, "what was waited for did not happen"
        time.sleep(0.02)


def test_a_sound_server_that_dies_leaves_silence_until_it_is_back(
    own_server: PrivateSoundServer,
) -> None:
    device, clock, sink = recording()
    wait_until(lambda: len(blocks(sink)) >= 2)
    own_server.kill()
    killed_ns = clock.now_ns()
    wait_until(lambda: "gone" in device.problem)
    assert device.level_db == SILENCE_DB
    wait_until(lambda: end_ns(blocks(sink)) > killed_ns + SILENT_NS)
    own_server.start()
    wait_until(lambda: device.problem == "")
    wait_until(lambda: gaps(sink) != [])
    held = len(blocks(sink))
    wait_until(lambda: len(blocks(sink)) >= held + 2)
    asked_ns = clock.now_ns()
    device.close()
    assert_follow_one_another(blocks(sink))
    assert_ends_at(blocks(sink), asked_ns)
    (gap,) = gaps(sink)
    assert gap.reason is GapReason.DEVICE_LOST
    assert gap.track is TrackKind.MICROPHONE
    assert killed_ns - 0.5e9 < gap.start_ns < killed_ns + SILENT_NS
    assert gap.end_ns > killed_ns + SILENT_NS
    assert device.filled_ns == gap.end_ns - gap.start_ns


@pytest.fixture
def hush() -> Iterator[Callable[[], None]]:
    """Puts the stage's microphone to sleep, until the test is over."""

    def suspend(wanted: str) -> None:
        for words in (["suspend-source", "microphone"], ["suspend-sink", "room"]):
            subprocess.run(["pactl", *words, wanted], check=True)

    yield lambda: suspend("1")
    suspend("0")


def test_a_source_that_falls_silent_is_a_lost_one(hush: Callable[[], None]) -> None:
    device, clock, sink = recording("microphone")
    wait_until(lambda: blocks(sink) != [])
    hush()
    wait_until(lambda: "gone" in device.problem)
    asked_ns = clock.now_ns()
    device.close()
    assert_follow_one_another(blocks(sink))
    assert_ends_at(blocks(sink), asked_ns)
    assert [gap.reason for gap in gaps(sink)] == [GapReason.DEVICE_LOST]


def test_the_systems_sound_is_recorded_from_what_the_loudspeakers_play() -> None:
    device = MicrophoneDevice("room.monitor", TrackKind.SYSTEM_SOUND)
    track = device.open()
    clock = SessionClock.starting_now()
    sink = ListSink(clock)
    device.start(clock, sink)
    wait_until(lambda: blocks(sink) != [])
    device.close()
    assert track.kind is device.kind is TrackKind.SYSTEM_SOUND
    assert {block.track for block in blocks(sink)} == {TrackKind.SYSTEM_SOUND}


def test_an_unknown_microphone_is_refused_with_the_names_there_are() -> None:
    refusal = expect_refusal(MicrophoneDevice("nonesuch"))
    assert "nonesuch" in refusal.message
    assert "microphone" in refusal.remedy


def test_no_sound_server_is_refused_with_a_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PULSE_SERVER", "unix:/nonexistent")
    refusal = expect_refusal(MicrophoneDevice())
    assert "--microphone none" in refusal.remedy
    assert [found for found in list_microphones() if found.name == "microphone"] == []


def test_level_is_measured_against_full_scale() -> None:
    wave = np.sin(np.arange(4800) / 7)
    assert level_db((wave * 32767).astype(np.int16)) == pytest.approx(-3.0, abs=0.1)
    assert level_db((wave * 3277).astype(np.int16)) == pytest.approx(-23.0, abs=0.1)
    assert level_db(np.zeros(4800, np.int16)) == SILENCE_DB
