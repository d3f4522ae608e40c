"""Two sounds at once, and sound servers that fail: every second stays where it belongs."""

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from observer.capture.sound import MicrophoneDevice
from observer.model.clock import NS_PER_SECOND, SessionClock
from observer.model.consent import TrackKind
from observer.model.samples import GapReason
from tests.capture.conformance import ListSink, expect_refusal
from tests.capture.private_soundserver import PrivateSoundServer, private_soundserver
from tests.capture.test_sound_device import RATE, assert_follow_one_another, blocks, gaps, sound

IN_PLACE_S = 0.010


class Listener:
    """A sound device that records into a list."""

    def __init__(self, clock: SessionClock, name: str, kind: TrackKind) -> None:
        self.device = MicrophoneDevice(name, kind)
        self.details = self.device.open().details
        self.clock = clock
        self.sink = ListSink(clock)
        self.device.start(clock, self.sink)

    @property
    def end_s(self) -> float:
        last = blocks(self.sink)[-1]
        return last.start_ns / NS_PER_SECOND + len(last.pcm) / 2 / RATE

    def pitch_hz(self) -> int:
        """The loudest pitch of the last second."""
        pcm = sound(self.sink)[-RATE:].astype(float)
        return (
            int(np.abs(np.fft.rfft(pcm * np.hanning(len(pcm)), RATE)).argmax()) if len(pcm) else 0
        )

    def onsets_s(self, since_s: float) -> list[float]:
        """When beeps begin, in session seconds."""
        pcm = np.abs(sound(self.sink).astype(float))
        loud = np.convolve(pcm, np.ones(48) / 48, "same") > 1500
        begins = np.flatnonzero(loud[1:] & ~loud[:-1]) / RATE
        start_s = blocks(self.sink)[0].start_ns / NS_PER_SECOND
        return [start_s + onset for onset in begins if start_s + onset > since_s]


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[PrivateSoundServer]:
    with tempfile.TemporaryDirectory() as folder, private_soundserver(Path(folder)) as made:
        monkeypatch.setenv("PULSE_SERVER", made.address)
        yield made


@pytest.fixture
def listen(server: PrivateSoundServer) -> Iterator[Callable[..., Listener]]:
    clock = SessionClock.starting_now()
    made: list[Listener] = []

    def start(name: str = "", kind: TrackKind = TrackKind.MICROPHONE) -> Listener:
        made.append(Listener(clock, name, kind))
        return made[-1]

    yield start
    server.go_on()
    for listener in made:
        listener.device.close()


@pytest.fixture
def play(tmp_path: Path) -> Iterator[Callable[..., None]]:
    players: list[subprocess.Popen[bytes]] = []

    def start(sink: str, *what: str) -> None:
        path = tmp_path / f"{len(players)}.wav"
        subprocess.run(["sox", "-n", "-r", "48000", "-c", "1", str(path), *what], check=True)
        command = ["paplay", f"--device={sink}", "--latency-msec=30", str(path)]
        players.append(subprocess.Popen(command))

    yield start
    for player in players:
        player.kill()
        player.wait()


# PulseAudio shifts all its latencies when a player starts: one plays before anybody listens.
BEEPS = ("synth", "0.02", "sine", "2000", "pad", "0", "0.38", "repeat", "60", "gain", "-6")


def tone(hz: int) -> tuple[str, ...]:
    return ("synth", "10", "sine", str(hz), "gain", "-12")


def wait_until(met: Callable[[], bool], patience_s: float = 10) -> float:
    began_s = time.monotonic()
    while not met():
        assert time.monotonic() - began_s < patience_s, "what was waited for did not happen"
        time.sleep(0.02)
    return time.monotonic() - began_s


def assert_in_place(one: Listener, other: Listener) -> None:
    """Both hear the same beeps at the same moments."""
    wait_until(lambda: blocks(other.sink) != [])
    since_s = other.end_s
    wait_until(lambda: len(other.onsets_s(since_s)) >= 3 and len(one.onsets_s(since_s)) >= 4)
    # The first that one of them hears may lie just before that moment for the other.
    apart_s = np.subtract.outer(one.onsets_s(since_s), other.onsets_s(since_s)[1:3])
    assert np.abs(apart_s).min(axis=0).max() <= IN_PLACE_S


def test_voice_and_the_computers_sound_keep_their_own_content(
    server: PrivateSoundServer, listen: Callable[..., Listener], play: Callable[..., None]
) -> None:
    server.add_sink("speakers")
    server.control("set-default-sink", "speakers")
    system = listen(kind=TrackKind.SYSTEM_SOUND)
    microphone = listen("microphone")
    play("speakers", *tone(1000))
    play("room", *tone(440))
    wait_until(lambda: abs(microphone.pitch_hz() - 440) <= 2, 5)
    wait_until(lambda: abs(system.pitch_hz() - 1000) <= 2, 5)
    assert "Monitor of" in system.details["device"]
    assert {block.track for block in blocks(system.sink)} == {TrackKind.SYSTEM_SOUND}


def test_voice_and_the_computers_sound_are_on_one_clock(
    listen: Callable[..., Listener], play: Callable[..., None]
) -> None:
    play("room", *BEEPS)
    system = listen(kind=TrackKind.SYSTEM_SOUND)  # what is played in the room, and heard there
    microphone = listen("microphone")
    assert_in_place(microphone, system)


def test_the_computers_sound_is_followed_to_another_loudspeaker(
    server: PrivateSoundServer, listen: Callable[..., Listener], play: Callable[..., None]
) -> None:
    server.control("load-module", "module-rescue-streams")  # it moves streams to the microphone
    headset = server.add_sink("headset")
    server.control("set-default-sink", "headset")
    play("room", *tone(440))
    play("headset", *tone(1000))
    system = listen(kind=TrackKind.SYSTEM_SOUND)
    wait_until(lambda: abs(system.pitch_hz() - 1000) <= 2, 5)
    server.add_sink("speakers")
    play("speakers", *tone(700))
    server.control("set-default-sink", "speakers")
    server.control("unload-module", str(headset))
    wait_until(lambda: abs(system.pitch_hz() - 700) <= 2, 5)
    assert system.device.problem == ""
    system.device.close()
    assert_follow_one_another(blocks(system.sink))
    assert {gap.reason for gap in gaps(system.sink)} == {GapReason.DEVICE_LOST}
    assert sum(gap.end_ns - gap.start_ns for gap in gaps(system.sink)) < 2 * NS_PER_SECOND


def test_a_server_without_loudspeakers_offers_no_system_sound(server: PrivateSoundServer) -> None:
    server.control("unload-module", "module-null-sink")
    refusal = expect_refusal(MicrophoneDevice("", TrackKind.SYSTEM_SOUND))
    assert "computer's own sound" in refusal.message
    assert "without the computer's sound" in refusal.remedy


def test_a_microphone_that_is_unplugged_and_back_is_in_its_place_again(
    server: PrivateSoundServer, listen: Callable[..., Listener], play: Callable[..., None]
) -> None:
    play("room", *BEEPS)
    microphone = listen("microphone")
    wait_until(lambda: len(blocks(microphone.sink)) >= 3)
    server.control("unload-module", "module-null-sink")
    assert wait_until(lambda: "is gone" in microphone.device.problem) < 2
    server.add_sink("room")
    play("room", *BEEPS)
    remap = ("module-remap-source", "master=room.monitor", "source_name=microphone")
    server.control("load-module", *remap)
    assert wait_until(lambda: microphone.device.problem == "") < 5
    assert_lost_and_in_place(microphone, listen)


def test_a_microphone_that_is_unplugged_alone_is_not_replaced_by_the_loudspeakers(
    server: PrivateSoundServer, listen: Callable[..., Listener], play: Callable[..., None]
) -> None:
    server.control("load-module", "module-rescue-streams")
    microphone = listen("microphone")
    wait_until(lambda: len(blocks(microphone.sink)) >= 3)
    play("room", *BEEPS)
    server.control("unload-module", "module-remap-source")
    assert wait_until(lambda: "is gone" in microphone.device.problem) < 2
    lost = len(blocks(microphone.sink))
    wait_until(lambda: len(blocks(microphone.sink)) > lost + 12, 5)
    heard = np.concatenate([np.frombuffer(b.pcm, np.int16) for b in blocks(microphone.sink)[lost:]])
    assert not heard[RATE // 5 :].any(), "it heard what the computer plays"


def test_a_server_that_stalls_is_told_within_two_seconds_and_sound_is_in_place_after_it(
    server: PrivateSoundServer, listen: Callable[..., Listener], play: Callable[..., None]
) -> None:
    play("room", *BEEPS)
    microphone = listen("microphone")
    wait_until(lambda: len(blocks(microphone.sink)) >= 3)
    server.hold()
    assert wait_until(lambda: "is gone" in microphone.device.problem) < 2
    held = len(blocks(microphone.sink))
    wait_until(lambda: len(blocks(microphone.sink)) > held + 2, 3)  # silence in its place
    server.go_on()
    assert wait_until(lambda: microphone.device.problem == "") < 5
    assert_lost_and_in_place(microphone, listen)


def assert_lost_and_in_place(microphone: Listener, listen: Callable[..., Listener]) -> None:
    """One gap, full of silence; beeps lie where a device that has seen no fault hears them."""
    assert_in_place(microphone, listen("microphone"))
    assert_follow_one_another(blocks(microphone.sink))
    (gap,) = gaps(microphone.sink)
    assert (gap.reason, gap.track) == (GapReason.DEVICE_LOST, TrackKind.MICROPHONE)
    start_ns = blocks(microphone.sink)[0].start_ns
    begins, ends = (round((t - start_ns) * RATE / 1e9) for t in (gap.start_ns, gap.end_ns))
    assert not sound(microphone.sink)[begins + 1 : ends - 1].any()


RECORDER = """
import sys, time
from observer.capture.sound import MicrophoneDevice
from observer.model.clock import SessionClock

class Nowhere:
    def write(self, sample): pass

device = MicrophoneDevice()
device.open()
device.start(SessionClock.starting_now(), Nowhere())
print("recording", flush=True)
sys.stdin.readline()
device.close()
print("closed", flush=True)
"""


def test_a_server_that_hangs_holds_up_neither_the_end_nor_the_process(
    server: PrivateSoundServer,
) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", RECORDER],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as recorder:
        try:
            assert recorder.stdin is not None
            assert recorder.stdout is not None
            assert recorder.stdout.readline() == b"recording\n"
            server.hold()
            asked_s = time.monotonic()
            recorder.stdin.write(b"close\n")
            recorder.stdin.flush()
            assert recorder.stdout.readline() == b"closed\n"
            assert time.monotonic() - asked_s < 2.5
            assert recorder.wait(3) == 0
        finally:
            recorder.kill()
            server.go_on()
