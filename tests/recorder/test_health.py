"""What the manifest and the status say of losses."""

from observer.capture.synthetic.focus import SyntheticFocus
from observer.capture.synthetic.input import SyntheticInput
from observer.capture.synthetic.sound import SyntheticMicrophone
from observer.model.samples import InputEvent, InputKind
from observer.recorder.health import health_of, level_db
from observer.recorder.sample_queue import CAPACITY, SampleQueue


class OverrunHand(SyntheticInput):
    @property
    def dropped_moves(self) -> int:
        return 7


class TornMicrophone(SyntheticMicrophone):
    @property
    def filled_ns(self) -> int:
        return 300_000_000


def test_losses_in_the_devices_are_told() -> None:
    health = health_of(SampleQueue(), [OverrunHand(), TornMicrophone(), SyntheticFocus()], ())
    assert health.dropped_moves == 7
    assert health.filled_sound_ns == 300_000_000


def test_losses_on_the_way_to_the_disk_are_added() -> None:
    queue = SampleQueue()
    for _ in range(CAPACITY):
        queue.write(InputEvent(0, InputKind.MOVE))
    assert queue.dropped_moves > 0
    assert health_of(queue, [OverrunHand()], ()).dropped_moves == queue.dropped_moves + 7


def test_the_level_is_that_of_the_device_that_hears() -> None:
    microphone = SyntheticMicrophone()
    assert level_db([SyntheticFocus(), microphone]) == microphone.level_db
    assert level_db([SyntheticFocus()]) is None
