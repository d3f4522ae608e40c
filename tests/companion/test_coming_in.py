"""Who is let in, and who is not: tokens, cookies, hosts, origins."""

import asyncio
import re
import time

import aiohttp
import pytest

from tests.companion.patience import until
from tests.companion.sit_in import SitIn
from tests.companion.visitor import Visitor, cookie_of, read_to_the_end


def test_a_token_has_more_than_128_bits_and_stands_in_the_fragment_alone(there: SitIn) -> None:
    address = there.companion.invite()
    found = re.fullmatch(r"http://127\.0\.0\.1:\d+/#([\w-]+)", address)
    assert found
    assert len(found[1]) * 6 >= 128
    assert len({there.companion.invite() for _ in range(20)}) == 20


def test_a_token_is_exchanged_for_a_cookie_that_no_script_and_no_other_site_can_use(
    there: SitIn,
) -> None:
    visitor = Visitor(there.companion.invite())
    reply = visitor.join("Ada")
    assert reply.status == 200
    flags = {part.strip() for part in reply.headers["Set-Cookie"].split(";")[1:]}
    assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= flags
    me = visitor.ask("GET", "/me", headers={"Cookie": cookie_of(reply)})
    assert me.said["name"] == "Ada"


def test_a_token_lets_in_once(there: SitIn) -> None:
    visitor = Visitor(there.companion.invite())
    assert visitor.join("First").status == 200
    replayed = visitor.join("Second")
    assert replayed.status == 403
    assert "Set-Cookie" not in replayed.headers


def test_a_wrong_token_lets_nobody_in(there: SitIn) -> None:
    visitor = Visitor(there.companion.invite())
    for wrong in ("", "a", visitor.token[:-1], visitor.token + "a", visitor.token.swapcase(), "\0"):
        assert visitor.join("Eve", token=wrong).status == 403, wrong


def test_who_guesses_tokens_is_soon_told_to_wait(there: SitIn) -> None:
    visitor = Visitor(there.companion.invite())
    answers = [visitor.join("Eve", token=f"guess{n}").status for n in range(14)]
    assert answers[:10] == [403] * 10
    assert 429 in answers[10:]
    assert visitor.join("Eve").status == 429  # even with the right one
    assert Visitor(there.companion.invite()).join("Honest").status == 200


def test_two_dozen_behind_one_router_come_in_at_once(there: SitIn) -> None:
    visitors = [Visitor(there.companion.invite()) for _ in range(24)]
    for number, visitor in enumerate(visitors):
        visitor.came_from = visitors[0].came_from
        assert visitor.join(f"Behind {number}").status == 200
    for number in range(len(visitors)):
        there.companion.revoke(f"Behind {number}")


def test_a_guessed_cookie_opens_nothing(there: SitIn) -> None:
    visitor = Visitor(there.companion.invite())
    name = visitor.come_in("Guest").partition("=")[0]
    for cookie in ("", f"{name}=", f"{name}={'A' * 32}", f"{name}={'A' * 4000}"):
        for path in ("/me", "/picture"):
            assert visitor.ask("GET", path, headers={"Cookie": cookie}).status == 401


def test_the_live_connection_needs_a_seat(there: SitIn) -> None:
    visitor = Visitor(there.companion.invite())

    async def knock() -> int:
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            async with visitor.page("observer=1"):
                pass
        return refused.value.status

    assert asyncio.run(knock()) == 401


def test_a_revoked_invitation_lets_nobody_in_and_a_new_one_does(there: SitIn) -> None:
    visitor = Visitor(there.companion.invite())
    there.companion.revoke()
    assert there.companion.status().address == ""
    assert visitor.join("Late").status == 403
    again = there.companion.invite()
    assert there.companion.status().address == again
    assert Visitor(again).join("Invited").status == 200
    assert there.companion.status().address not in {"", again}


def test_a_revoked_observers_page_is_closed_within_a_second_and_stays_so(there: SitIn) -> None:
    visitor = Visitor(there.companion.invite())
    cookie = visitor.come_in("Gone")
    other = Visitor(there.companion.invite())
    others_cookie = other.come_in("Stays")

    async def turned_out() -> float:
        async with visitor.page(cookie) as page, other.page(others_cookie) as staying:
            await page.now_ns()
            began_s = time.monotonic()
            await asyncio.to_thread(there.companion.revoke, "Gone")
            assert await page.closing_code() == 4001
            took_s = time.monotonic() - began_s
            assert await staying.now_ns() > 0
            return took_s

    assert asyncio.run(turned_out()) < 1.0
    assert visitor.ask("GET", "/me", headers={"Cookie": cookie}).status == 401
    assert "Gone" not in {one.name for one in there.companion.status().observers}


def test_a_page_that_listens_to_nothing_is_closed_within_a_second_too(there: SitIn) -> None:
    visitor = Visitor(there.companion.invite())
    cookie = visitor.come_in("Deaf")
    request = (
        f"GET /live HTTP/1.1\r\nHost: {visitor.authority}\r\nOrigin: {visitor.origin}\r\n"
        f"Cookie: {cookie}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
    )
    with visitor.raw(request.encode()) as connection:
        until(
            lambda: any(o.name == "Deaf" and o.present for o in there.companion.status().observers)
        )
        began_s = time.monotonic()
        there.companion.revoke("Deaf")
        read_to_the_end(connection)  # it never answered the farewell: it is cut off
        assert time.monotonic() - began_s < 1.0


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost", "127.0.0.1", "127.0.0.1:1", "evil.example:{port}", ""]
)
def test_a_request_for_another_host_is_refused(there: SitIn, host: str) -> None:
    visitor = Visitor(there.companion.invite())
    named = {"Host": host.format(port=visitor.port)}
    for path in ("/", "/page.js", "/me"):
        assert visitor.ask("GET", path, headers=named).status in {400, 421}
    assert visitor.join("Rebound", headers=named).status in {400, 421}


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "https://127.0.0.1", ""])
def test_another_sites_page_can_neither_join_nor_connect(there: SitIn, origin: str) -> None:
    visitor = Visitor(there.companion.invite())
    assert visitor.join("Foreign", headers={"Origin": origin}).status == 403
    cookie = visitor.come_in(f"Host of {origin}")

    async def connect() -> int:
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            async with visitor.page(cookie, Origin=origin):
                pass
        return refused.value.status

    assert asyncio.run(connect()) == 403


def test_a_post_that_names_no_origin_is_refused(there: SitIn) -> None:
    visitor = Visitor(there.companion.invite())
    sent = {"Content-Type": "application/json"}
    words = f'{{"token": "{visitor.token}", "name": "Nobody"}}'.encode()
    assert visitor.ask("POST", "/join", words, sent).status == 403


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"]
)
def test_what_another_sites_form_could_post_is_refused(there: SitIn, kind: str) -> None:
    visitor = Visitor(there.companion.invite())
    assert visitor.join("Form", headers={"Content-Type": kind}).status == 415
    assert visitor.join("Page").status == 200  # and the token is still good


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_another_sites_page_can_embed_nothing(there: SitIn, site: str) -> None:
    visitor = Visitor(there.companion.invite())
    cookie = visitor.come_in(f"Embedded {site}")
    for path in ("/picture", "/me", "/page.js"):
        sent = {"Cookie": cookie, "Sec-Fetch-Site": site}
        assert visitor.ask("GET", path, headers=sent).status == 403


def test_a_name_that_is_taken_is_refused_and_the_token_stays_good(there: SitIn) -> None:
    visitor = Visitor(there.companion.invite())
    cookie = visitor.come_in("Zoë")
    second = Visitor(there.companion.invite())

    async def while_she_watches() -> int:
        async with visitor.page(cookie) as page:
            await page.now_ns()
            return (await asyncio.to_thread(second.join, "zoë")).status

    assert asyncio.run(while_she_watches()) == 403
    until(lambda: not any(o.present for o in there.companion.status().observers))
    assert second.join("Zoë").status == 200  # hers after all, on another phone
    assert visitor.ask("GET", "/me", headers={"Cookie": cookie}).status == 401
    assert [o.name for o in there.companion.status().observers].count("Zoë") == 1


def test_nobody_comes_in_under_the_moderators_name(there: SitIn) -> None:
    assert Visitor(there.companion.invite()).join("mo").status == 403


def test_a_seat_has_only_so_many_pages_and_the_latest_of_them(there: SitIn) -> None:
    visitor = Visitor(there.companion.invite())
    cookie = visitor.come_in("Flapping")

    async def open_four() -> tuple[int, int]:
        async with (
            visitor.page(cookie) as first,
            visitor.page(cookie),
            visitor.page(cookie),
            visitor.page(cookie) as last,
        ):
            return await first.closing_code(), await last.now_ns()

    code, now_ns = asyncio.run(open_four())
    assert code == 4001
    assert now_ns > 0


@pytest.mark.parametrize("name", ["", "  ", "\0\u202e\n", "\u200f"])
def test_nobody_comes_in_without_a_name(there: SitIn, name: str) -> None:
    assert Visitor(there.companion.invite()).join(name).status == 400
