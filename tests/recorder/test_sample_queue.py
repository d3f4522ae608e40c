"""What the queue between devices and writer keeps when the disk cannot keep up."""

import threading

from observer.model.consent import TrackKind
from observer.model.samples import EncodedFrame, InputEvent, InputKind
from observer.recorder.sample_queue import CAPACITY, SampleQueue

MOVE = InputEvent(0, InputKind.MOVE)
PRESS = InputEvent(0, InputKind.PRESS, button="left")
FRAME = EncodedFrame(TrackKind.SCREEN, 0, b"", True)


def test_moves_are_dropped_and_counted_before_the_queue_is_full() -> None:
    queue = SampleQueue()
    for _ in range(CAPACITY):
        queue.write(MOVE)
    kept = CAPACITY - queue.dropped_moves
    assert 0 < queue.dropped_moves < CAPACITY
    assert queue.counts.items(TrackKind.INPUT) == kept
    queue.write(PRESS)
    assert queue.counts.items(TrackKind.INPUT) == kept + 1


def test_a_picture_waits_for_room_and_is_not_lost() -> None:
    queue = SampleQueue()
    for _ in range(CAPACITY):
        queue.write(PRESS)
    waiting = threading.Thread(target=queue.write, args=(FRAME,))
    waiting.start()
    assert queue.counts.items(TrackKind.SCREEN) == 0
    queue.take(timeout_s=1)
    waiting.join(5)
    assert queue.counts.items(TrackKind.SCREEN) == 1


def test_a_closed_queue_lets_nobody_wait() -> None:
    queue = SampleQueue()
    for _ in range(CAPACITY):
        queue.write(PRESS)
    waiting = threading.Thread(target=queue.write, args=(FRAME,))
    waiting.start()
    queue.close()
    waiting.join(5)
    assert not waiting.is_alive()
    assert queue.counts.items(TrackKind.SCREEN) == 0


def test_samples_leave_in_the_order_they_came() -> None:
    queue = SampleQueue()
    events = [InputEvent(n, InputKind.PRESS) for n in range(10)]
    for event in events:
        queue.write(event)
    assert [queue.take(timeout_s=1) for _ in events] == events
    assert queue.take(timeout_s=0.01) is None
    assert queue.is_empty()


def test_one_who_waits_for_a_sample_can_be_woken() -> None:
    queue = SampleQueue()
    taken: list[object] = []
    waiting = threading.Thread(target=lambda: taken.append(queue.take(timeout_s=60)))
    waiting.start()
    queue.wake()
    waiting.join(5)
    assert taken == [None]
    for _ in range(CAPACITY):
        queue.write(PRESS)
    queue.wake()  # nobody waits at a full queue, and nothing of it is lost
    assert queue.counts.items(TrackKind.INPUT) == CAPACITY
