"""Many connections and slow ones: they end, and neither observers nor recording feel them."""

import contextlib
import socket
import time
from collections.abc import Iterator

from observer.companion.connections import MOST_CONNECTIONS, MOST_OF_ONE_ADDRESS
from tests.companion.patience import until
from tests.companion.sit_in import SitIn
from tests.companion.visitor import Visitor

# Long before the server's patience with a slow connection ends.
SOON_S = 2.0


@contextlib.contextmanager
def crowd(visitors: list[Visitor], each: int) -> Iterator[list[socket.socket]]:
    """Connections that send a part of a request, and then nothing."""
    connections = [
        visitor.raw(f"GET / HTTP/1.1\r\nHost: {visitor.authority}\r\nX-Slow: ".encode())
        for visitor in visitors
        for _ in range(each)
    ]
    try:
        yield connections
    finally:
        for connection in connections:
            connection.close()


def is_open(connection: socket.socket) -> bool:
    connection.setblocking(False)
    try:
        return connection.recv(65536) != b""
    except BlockingIOError:
        return True
    except ConnectionError:
        return False


def test_one_address_has_only_so_many_connections_and_others_come_in(there: SitIn) -> None:
    greedy = Visitor(there.companion.invite())
    with crowd([greedy], MOST_OF_ONE_ADDRESS + 20) as connections:
        until(lambda: sum(map(is_open, connections)) <= MOST_OF_ONE_ADDRESS, SOON_S)
        assert Visitor(there.companion.invite()).join("Patient").status == 200


def test_there_are_only_so_many_connections_in_all(there: SitIn) -> None:
    many = [Visitor(there.companion.address) for _ in range(6)]
    with crowd(many, MOST_OF_ONE_ADDRESS - 4) as connections:
        until(lambda: sum(map(is_open, connections)) <= MOST_CONNECTIONS, SOON_S)


def test_who_asks_too_much_is_told_to_wait_and_others_are_served(there: SitIn) -> None:
    eager, calm = Visitor(there.companion.invite()), Visitor(there.companion.invite())
    answers = [eager.ask("GET", "/").status for _ in range(250)]
    assert answers[:100] == [200] * 100
    assert 429 in answers
    assert calm.ask("GET", "/").status == 200


def test_one_observer_has_only_so_many_pictures(there: SitIn) -> None:
    visitor = Visitor(there.companion.invite())
    cookie = {"Cookie": visitor.come_in("Eager")}
    answers = [visitor.ask("GET", "/picture", headers=cookie).status for _ in range(12)]
    assert answers[0] == 200
    assert 429 in answers


def test_fifty_slow_connections_cost_the_recording_no_frame_and_are_ended(there: SitIn) -> None:
    calm = frames_in(there, 1.5)
    slow = Visitor(there.companion.invite())
    body_to_come = (
        f"POST /join HTTP/1.1\r\nHost: {slow.authority}\r\nOrigin: {slow.origin}\r\n"
        "Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{"
    )
    many = [Visitor(there.companion.address) for _ in range(5)]
    with crowd(many, 10) as connections, slow.raw(body_to_come.encode()) as endless:
        began_s = time.monotonic()
        crowded = frames_in(there, 1.5)
        assert sum(map(is_open, connections)) == 50
        while any(map(is_open, (*connections, endless))):
            for connection in connections:
                with contextlib.suppress(OSError):  # ended meanwhile, as it should be
                    connection.send(b"x")
            time.sleep(0.1)
            assert time.monotonic() - began_s < 7
    assert crowded >= 0.95 * calm  # one of 45 frames is 2%: a longer measurement judges the 1%


def frames_in(there: SitIn, seconds: float) -> int:
    first = there.recorder.status().frames
    time.sleep(seconds)
    return there.recorder.status().frames - first
