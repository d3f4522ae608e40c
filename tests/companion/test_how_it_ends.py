"""The page ends with its session, and what was watched is kept."""

import asyncio
import hashlib
import ssl
import time
from pathlib import Path

import pytest

from observer.companion.client import CompanionClient, connect_companion, start_companion
from observer.companion.exposure_book import WatchedTime
from observer.companion.listening import listen_on, preferred_port
from observer.database.library import open_library
from observer.model.clock import NS_PER_SECOND
from observer.model.errors import CompanionError, ObserverError
from observer.model.sitting import Exposure
from tests.companion.patience import until
from tests.companion.sit_in import LOOPBACK, SitIn, sit_in
from tests.companion.visitor import Page, Visitor


def exposures_in(there: SitIn) -> list[Exposure]:
    with open_library(there.root) as library:
        return library.exposures(there.recorder.session_id)


async def look(page: Page, *, visible: bool, since_lost: bool = False) -> int:
    await page.say({"type": "looking", "visible": visible, "since_lost": since_lost})
    return await page.now_ns()


def test_the_page_closes_within_a_second_of_the_sessions_end(tmp_path: Path) -> None:
    with sit_in(tmp_path) as there:
        visitor = Visitor(there.companion.invite())
        cookie = visitor.come_in("Ada")

        async def to_the_end() -> tuple[int, float]:
            async with visitor.page(cookie) as page:
                await page.now_ns()
                began_s = time.monotonic()
                stopping = asyncio.create_task(asyncio.to_thread(there.recorder.stop))
                code = await page.closing_code()
                took_s = time.monotonic() - began_s
                await stopping
                return code, took_s

        code, took_s = asyncio.run(to_the_end())
        assert code == 4000
        assert took_s < 1.0
        until(lambda: not there.companion.is_open())
        with pytest.raises(ConnectionError):
            visitor.ask("GET", "/")
        assert connect_companion(there.recorder.session_id) is None
        with pytest.raises(CompanionError, match="not being recorded"):
            start_companion(there.root, there.recorder.folder, LOOPBACK)


def test_watched_time_counts_while_the_page_is_in_sight_and_the_session_records(
    tmp_path: Path,
) -> None:
    with sit_in(tmp_path) as there:
        visitor = Visitor(there.companion.invite())
        cookie = visitor.come_in("Ada")

        async def watch() -> list[int]:
            turns = []
            async with visitor.page(cookie) as page, visitor.page(cookie) as hidden:
                await look(hidden, visible=False)
                turns.append(await look(page, visible=True))
                await asyncio.sleep(0.3)
            # The connection was lost for a moment; another page stays out of sight.
            async with visitor.page(cookie) as page, visitor.page(cookie) as hidden:
                await look(page, visible=True, since_lost=True)
                await look(hidden, visible=False)
                await asyncio.sleep(0.6)
                turns.append(await look(page, visible=False))
                await asyncio.sleep(0.4)
                turns.append(await look(page, visible=True))
                there.recorder.pause()
                await asyncio.sleep(0.9)
                there.recorder.resume()
                await page.now_ns()
            return turns

        start_ns, hidden_ns, again_ns = asyncio.run(watch())
        there.companion.close()
        first, second, *_ = exposures_in(there)
        assert {first.author, second.author} == {"Ada"}
        assert first.role == "observer"
        assert abs(first.start_ns - start_ns) < NS_PER_SECOND / 10
        assert abs(first.end_ns - hidden_ns) < NS_PER_SECOND / 10
        assert abs(second.start_ns - again_ns) < NS_PER_SECOND / 10
        assert second.length_ns < 0.7 * NS_PER_SECOND  # the pause was not watched


def test_a_long_absence_is_not_believed() -> None:
    watched = WatchedTime()
    watched.look(0, watching=True)
    watched.look(60 * NS_PER_SECOND, watching=False)
    watched.look(120 * NS_PER_SECOND, watching=True, since_lost=True)
    watched.look(130 * NS_PER_SECOND, watching=False)
    watched.look(1000 * NS_PER_SECOND, watching=True, since_lost=True)
    watched.look(1001 * NS_PER_SECOND, watching=True)
    first, second = (0, 130 * NS_PER_SECOND), (1000 * NS_PER_SECOND, 1001 * NS_PER_SECOND)
    assert watched.untold() == [first, second]
    watched.told(first)
    watched.told(second)
    assert watched.untold() == []
    watched.look(1002 * NS_PER_SECOND, watching=True)
    assert watched.untold() == [(1000 * NS_PER_SECOND, 1002 * NS_PER_SECOND)]


def test_with_tls_the_certificate_is_the_one_whose_fingerprint_was_told(tmp_path: Path) -> None:
    with sit_in(tmp_path, tls=True) as there:
        visitor = Visitor(there.companion.address)
        assert visitor.origin.startswith("https://")
        pem = ssl.get_server_certificate((LOOPBACK, visitor.port))
        digest = hashlib.sha256(ssl.PEM_cert_to_DER_cert(pem)).hexdigest().upper()
        assert there.companion.fingerprint.replace(":", "") == digest
        trusting = ssl.create_default_context(cadata=pem)  # checks the address in it as well
        reply = visitor.join("Ada", tls=trusting)
        assert reply.status == 200
        assert "Secure" in reply.headers["Set-Cookie"]
        assert list(Path("/tmp").glob("observer-tls-*")) == []
        assert not visitor.answers_in_plain()


@pytest.mark.parametrize(
    ("host", "why"),
    [
        ("0.0.0.0", "not opened on every network"),  # that is what is refused
        ("::", "not opened on every network"),
        ("evil.example", "is no network address"),
        ("203.0.113.7", "cannot be opened on"),
        ("", "is no network address"),
    ],
)
def test_a_page_is_opened_on_one_address_of_this_computer_alone(host: str, why: str) -> None:
    with pytest.raises(ObserverError, match=why):
        listen_on(host, "k3f9")


def test_a_session_asks_for_the_same_port_each_time_and_does_with_another() -> None:
    with listen_on(LOOPBACK, "k3f9") as first, listen_on(LOOPBACK, "k3f9") as second:
        assert first.getsockname() == (LOOPBACK, preferred_port("k3f9"))
        assert second.getsockname() != first.getsockname()


def test_a_session_has_one_page(there: SitIn) -> None:
    with pytest.raises(CompanionError, match="open already"):
        start_companion(there.root, there.recorder.folder, LOOPBACK)
    assert there.companion.is_open()


def test_another_window_finds_the_open_page(there: SitIn) -> None:
    found = connect_companion(there.recorder.session_id)
    assert found is not None
    assert Visitor(found.address).join("Guest").status == 200


def test_a_closed_page_says_so(there: SitIn) -> None:
    nobody = CompanionClient(str(there.root / "nobody.sock"), "")
    with pytest.raises(CompanionError, match="closed"):
        nobody.status()
