"""What every device is put through, real or synthetic: `observer/capture/protocol.py` as tests.

A test module subclasses DeviceConformance, names its kind and makes the device; a device that is
silent until somebody acts (input, focus) also says how to provoke a sample.
"""

import threading
import time
from collections.abc import Iterator
from itertools import pairwise
from typing import ClassVar

import pytest

from observer.capture.protocol import Device
from observer.model.clock import NS_PER_MS, SessionClock
from observer.model.consent import TrackKind
from observer.model.errors import DeviceError
from observer.model.samples import (
    EncodedFrame,
    FocusChange,
    InputEvent,
    Sample,
    SoundBlock,
    SoundFormat,
    VideoFormat,
)

PATIENCE_S = 5.0

_MEDIA = {
    TrackKind.SCREEN: VideoFormat,
    TrackKind.CAMERA: VideoFormat,
    TrackKind.MICROPHONE: SoundFormat,
    TrackKind.SYSTEM_SOUND: SoundFormat,
}
_SAMPLE: dict[TrackKind, type] = {
    TrackKind.SCREEN: EncodedFrame,
    TrackKind.CAMERA: EncodedFrame,
    TrackKind.MICROPHONE: SoundBlock,
    TrackKind.SYSTEM_SOUND: SoundBlock,
    TrackKind.INPUT: InputEvent,
    TrackKind.FOCUS: FocusChange,
}


class ListSink:
    """Keeps every sample with the moment it arrived."""

    def __init__(self, clock: SessionClock) -> None:
        self.samples: list[Sample] = []
        self.arrived_ns: list[int] = []
        self._clock = clock

    def write(self, sample: Sample) -> None:
        self.arrived_ns.append(self._clock.now_ns())
        self.samples.append(sample)

    @property
    def frames(self) -> list[EncodedFrame]:
        return [sample for sample in self.samples if isinstance(sample, EncodedFrame)]

    @property
    def times_ns(self) -> list[int]:
        return [moment_ns(sample) for sample in self.samples]


def moment_ns(sample: Sample) -> int:
    """When a sample starts, on the session's clock."""
    return sample.time_ns if isinstance(sample, InputEvent | FocusChange) else sample.start_ns


def expect_refusal(device: Device) -> DeviceError:
    """Open a device that cannot be opened: it must say what to do, and still close."""
    with pytest.raises(DeviceError) as refused:
        device.open()
    assert refused.value.message
    assert refused.value.remedy
    device.close()
    return refused.value


class DeviceConformance:
    """Subclass it as Test…; every test gets a device of its own from `make`."""

    kind: ClassVar[TrackKind]
    pause_s: ClassVar[float] = 0.6  # longer than any block of sound

    def make(self) -> Device:
        """A device that is not open yet."""
        raise NotImplementedError

    def provoke(self) -> None:
        """Make the device deliver a sample, where it does not by itself."""

    @pytest.fixture(autouse=True)
    def _close_what_was_started(self) -> Iterator[None]:
        """A failed test must not leave a thread that keeps the whole run from ending."""
        self._devices: list[Device] = []
        yield
        for device in self._devices:
            device.close()

    def test_open_says_what_the_track_will_deliver(self) -> None:
        device = self.make()
        track = device.open()
        device.close()
        assert track.kind is device.kind is self.kind
        if self.kind in _MEDIA:
            assert isinstance(track.media, _MEDIA[self.kind])
        else:
            assert track.media is None
        assert all(isinstance(word, str) for word in track.details.values())
        assert device.problem == ""

    def test_samples_rise_and_carry_the_sessions_time(self) -> None:
        device, clock, sink = self._started()
        self._wait_for(sink, 4)
        device.close()
        assert {type(sample) for sample in sink.samples} == {_SAMPLE[self.kind]}
        times_ns = sink.times_ns
        apart_ns = 1 if self.kind in _MEDIA else 0  # two events may share the server's millisecond
        assert all(later - earlier >= apart_ns for earlier, later in pairwise(times_ns))
        # A device that is set going by start may deliver what it had under way just then.
        assert times_ns[0] > -200 * NS_PER_MS
        arrivals = zip(times_ns, sink.arrived_ns, strict=True)
        assert all(
            -NS_PER_MS <= arrived - time_ns < 500 * NS_PER_MS for time_ns, arrived in arrivals
        )
        assert times_ns[-1] <= clock.now_ns()

    def test_nothing_comes_once_pause_has_returned(self) -> None:
        device, _, sink = self._started()
        self._wait_for(sink, 1)
        device.pause()
        held = len(sink.samples)
        self.provoke()
        time.sleep(self.pause_s)
        assert len(sink.samples) == held
        device.close()
        assert len(sink.samples) == held

    def test_resume_goes_on_without_what_was_missed(self) -> None:
        device, clock, sink = self._started()
        self._wait_for(sink, 1)
        device.pause()
        held, paused_ns = len(sink.samples), clock.now_ns()
        self.provoke()
        time.sleep(self.pause_s)
        device.resume()
        self._wait_for(sink, held + 2)
        device.close()
        after = sink.samples[held]
        assert moment_ns(after) > paused_ns + self.pause_s * 1e9 / 2
        if isinstance(after, EncodedFrame):
            assert after.keyframe
        assert device.problem == ""

    def test_close_joins_every_thread_and_silences_the_device(self) -> None:
        before = set(threading.enumerate())
        device, _, sink = self._started()
        self._wait_for(sink, 1)
        device.close()
        held = len(sink.samples)
        assert set(threading.enumerate()) <= before
        self.provoke()
        time.sleep(0.2)
        assert len(sink.samples) == held

    def test_close_is_safe_twice_and_from_any_state(self) -> None:
        never_opened = self.make()
        never_opened.close()
        never_opened.close()
        only_opened = self.make()
        only_opened.open()
        only_opened.close()
        only_opened.close()
        paused, _, _ = self._started()
        paused.pause()
        paused.close()
        paused.close()

    def _started(self) -> tuple[Device, SessionClock, ListSink]:
        device = self.make()
        self._devices.append(device)
        device.open()
        clock = SessionClock.starting_now()
        sink = ListSink(clock)
        device.start(clock, sink)
        return device, clock, sink

    def _wait_for(self, sink: ListSink, count: int) -> None:
        deadline = time.monotonic() + PATIENCE_S
        while len(sink.samples) < count:
            assert time.monotonic() < deadline, f"{len(sink.samples)} of {count} samples came"
            self.provoke()
            time.sleep(0.02)
