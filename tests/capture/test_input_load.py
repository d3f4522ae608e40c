"""A thousand input events a second, for ten seconds, from hands on a real server."""

import threading
import time
from pathlib import Path

from observer.capture.input import InputDevice
from observer.capture.input.secret_stretches import LATE_NEWS_NS
from observer.model.clock import NS_PER_MS, SessionClock
from observer.model.samples import InputEvent, InputKind
from tests.capture.conformance import ListSink
from tests.capture.private_xserver import private_desktop
from tests.capture.xhands import KEY_PRESS, KEY_RELEASE, MOTION, PRESS, RELEASE, Hands

SECONDS, BATCHES_A_SECOND = 10, 100
KEY, LEFT, WHEEL = 38, 1, 5


def ten_acts(batch: int) -> tuple[tuple[int, int, int, int], ...]:
    """Four moves, a click, a key and a step of the wheel, of which a press and release each."""
    moves = tuple((MOTION, 0, 60 + batch % 100, 330 + step) for step in range(4))
    return (
        *moves[:2], (PRESS, LEFT, 0, 0), (RELEASE, LEFT, 0, 0), (KEY_PRESS, KEY, 0, 0),
        *moves[2:], (KEY_RELEASE, KEY, 0, 0), (PRESS, WHEEL, 0, 0), (RELEASE, WHEEL, 0, 0),
    )  # fmt: skip


def processor_s(device_threads: set[int]) -> float:
    """What the threads of this process have used so far."""
    tasks = (Path(f"/proc/self/task/{thread}/schedstat") for thread in device_threads)
    return sum(int(task.read_text().split()[0]) for task in tasks) / 1e9


def test_a_thousand_events_a_second_lose_no_act_and_hold_nobody_up() -> None:
    with private_desktop() as server, Hands(server.display) as hands:
        window = hands.window("Shop", "Cart")
        hands.bring_to_front(window)
        hands.place(window, 40, 300)
        before = {thread.native_id for thread in threading.enumerate()}
        device = InputDevice(server.display)
        device.open()
        clock = SessionClock.starting_now()
        sink = ListSink(clock)
        device.start(clock, sink)
        own = {t.native_id for t in threading.enumerate() if t.native_id} - before
        answers_s = []
        batches = SECONDS * BATCHES_A_SECOND
        for batch in range(batches):
            due_ns = batch * 1_000_000_000 // BATCHES_A_SECOND
            time.sleep(max(0, due_ns - clock.now_ns()) / 1e9)
            hands.throw(*ten_acts(batch))
            if batch % 10 == 0:
                answers_s.append(hands.round_trip_s())
        took_s = clock.now_ns() / 1e9
        time.sleep(0.5)
        used_s = processor_s({thread for thread in own if thread})
        device.close()
    events = [sample for sample in sink.samples if isinstance(sample, InputEvent)]
    counts = {kind: sum(event.kind is kind for event in events) for kind in InputKind}
    late_ns = sorted(a - e.time_ns for a, e in zip(sink.arrived_ns, events, strict=True))
    p99_ms = late_ns[len(late_ns) * 99 // 100] / NS_PER_MS
    measured = (
        f"{batches * 10 / took_s:.0f} events/s, late p99 {p99_ms:.0f} ms, "
        f"answers at most {max(answers_s) * 1000:.1f} ms, processor {used_s / took_s:.1%}"
    )
    for kind in (InputKind.PRESS, InputKind.RELEASE, InputKind.KEY, InputKind.SCROLL):
        assert counts[kind] == batches, f"{kind}: {measured}"
    assert counts[InputKind.MOVE] <= 60 * took_s + 2
    assert device.dropped_moves == 0
    assert p99_ms < LATE_NEWS_NS / NS_PER_MS + 250, measured
    assert sorted(answers_s)[len(answers_s) * 9 // 10] < 0.1, measured
    assert used_s / took_s < 0.3, measured
