"""What a page says is judged: its size, its rate, its text, its times, and whose mark it is."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
import pytest

from observer.model.annotation import AnnotationKind, Mark
from observer.model.clock import NS_PER_MS, NS_PER_SECOND
from observer.model.identity import new_id
from tests.companion.sit_in import SitIn
from tests.companion.visitor import Page, Visitor
from tests.synthetic_session import wait_for_frames

_HOUR_NS = 3600 * NS_PER_SECOND


def as_guest(there: SitIn, name: str, act: Callable[[Page], Awaitable[Any]]) -> Any:
    """Come in under a name and act on the page's connection; what the act returns."""
    visitor = Visitor(there.companion.invite())
    cookie = visitor.come_in(name)

    async def visit() -> Any:
        async with visitor.page(cookie) as page:
            return await act(page)

    return asyncio.run(visit())


def mark_of(there: SitIn, mark_id: str) -> Mark:
    (mark,) = (mark for mark in there.marks if mark.id == mark_id)
    return mark


def test_a_mark_says_what_when_how_bad_and_by_whom(there: SitIn) -> None:
    mark_id = new_id()

    async def act(page: Page) -> int:
        now_ns = await page.now_ns()
        at_ns = now_ns - 200 * NS_PER_MS
        await page.mark(id=mark_id, kind="quote", at_ns=at_ns, severity=2, note="“Where is it?”")
        return at_ns

    at_ns = as_guest(there, "Ada", act)
    mark = mark_of(there, mark_id)
    assert (mark.kind, mark.start_ns, mark.severity) == (AnnotationKind.QUOTE, at_ns, 2)
    assert (mark.note, mark.author) == ("“Where is it?”", "Ada")
    assert mark.made_ns >= mark.start_ns + 200 * NS_PER_MS


def test_a_mark_said_twice_is_made_once(there: SitIn) -> None:
    mark_id = new_id()

    async def act(page: Page) -> None:
        at_ns = await page.now_ns()
        for _ in range(3):
            assert (await page.mark(id=mark_id, at_ns=at_ns))["refused"] == ""

    as_guest(there, "Echo", act)
    assert mark_of(there, mark_id).author == "Echo"
    (echo,) = (one for one in there.companion.status().observers if one.name == "Echo")
    assert echo.marks == 1


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("<img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)>"),
        ("abc\u202efdp.exe", "abcfdp.exe"),
        ("\u2066a\u2069\u200fb\u061c", "ab"),
        ("nul\0 and\x1b[31m escape\x7f\x9b", "nul and [31m escape"),
        ("two\nlines\r\n\u2028three", "two lines three"),
        (
            "\u0645\u0631\u062d\u0628\u0627 שלום 日本 👩‍💻",
            "\u0645\u0631\u062d\u0628\u0627 שלום 日本 👩‍💻",
        ),
        ("'; DROP TABLE annotations; --", "'; DROP TABLE annotations; --"),
        ("x" * 900, "x" * 500),
    ],
)
def test_a_note_is_kept_as_plain_text(there: SitIn, written: str, kept: str) -> None:
    mark_id = new_id()
    as_guest(there, "Scribe", lambda page: page.mark(id=mark_id, kind="note", note=written))
    assert mark_of(there, mark_id).note == kept


def test_a_name_is_kept_as_plain_text(there: SitIn) -> None:
    mark_id = new_id()
    as_guest(there, "<b>Ev\u202ee\0</b>\x1b[2J" + "x" * 90, lambda page: page.mark(id=mark_id))
    author = mark_of(there, mark_id).author
    assert author.startswith("<b>Eve </b> [2Jxxx")
    assert len(author) == 40


def test_a_whisper_reaches_the_moderator_once_and_no_session(there: SitIn) -> None:
    words = {"type": "whisper", "op": 1, "id": new_id(), "text": "ask\u202e about\0 shipping"}

    async def act(page: Page) -> int:
        at_ns = await page.now_ns()
        for _ in range(2):
            await page.say({**words, "at_ns": at_ns})
            await page.hear("kept")
        return at_ns

    before = len(there.marks)
    at_ns = as_guest(there, "Wren", act)
    notes = [note for note in there.companion.status().notes if note.author == "Wren"]
    assert [(note.time_ns, note.text) for note in notes] == [(at_ns, "ask about shipping")]
    assert len(there.marks) == before


def test_a_moment_that_has_not_come_is_refused(there: SitIn) -> None:
    mark_id = new_id()

    async def act(page: Page) -> dict[str, Any]:
        return await page.mark(id=mark_id, at_ns=await page.now_ns() + _HOUR_NS)

    assert "not come yet" in as_guest(there, "Oracle", act)["refused"]
    assert mark_id not in {mark.id for mark in there.marks}


def test_a_moment_just_ahead_is_this_moment(there: SitIn) -> None:
    mark_id = new_id()

    async def act(page: Page) -> int:
        await page.mark(id=mark_id, at_ns=await page.now_ns() + NS_PER_SECOND)
        return await page.now_ns()

    now_ns = as_guest(there, "Hasty", act)
    assert mark_of(there, mark_id).start_ns <= now_ns


@pytest.mark.parametrize("at", ["-1", "1e300", "NaN", '"5"', "null", "1.5", str(2**63), "[]"])
def test_a_forged_time_closes_the_page(there: SitIn, at: str) -> None:
    words = f'{{"type":"mark","op":1,"id":"{new_id()}","kind":"bug","at_ns":{at}}}'
    before = len(there.marks)
    assert closing_code_after(there, words) == 4003
    assert len(there.marks) == before


@pytest.mark.parametrize(
    "words",
    [
        "",
        "{",
        "null",
        '{"type":"stop"}',
        '{"type":"mark"}',
        '{"type":"mark","op":1,"id":"abcdefghjkmnpqrs","kind":"murder","at_ns":1}',
        '{"type":"mark","op":1,"id":"abcdefghjkmnpqrs","kind":"bug","at_ns":1,"severity":5}',
        '{"type":"mark","op":1,"id":"short","kind":"bug","at_ns":1}',
        '{"type":"mark","op":1,"id":"abcdefghjkmnpqrs","kind":"bug","at_ns":1,"note":"\\ud800"}',
        "[" * 2000,
    ],
)
def test_garbled_words_close_the_page(there: SitIn, words: str) -> None:
    assert closing_code_after(there, words) == 4003


def test_bytes_close_the_page(there: SitIn) -> None:
    async def act(page: Page) -> int:
        await page.live.send_bytes(b"\0\1\2")
        return await page.closing_code()

    assert as_guest(there, "Bytes", act) == 4003


def test_an_oversize_message_closes_the_page(there: SitIn) -> None:
    assert closing_code_after(there, '"' + "x" * 5000 + '"') == aiohttp.WSCloseCode.MESSAGE_TOO_BIG


def test_an_oversize_request_is_refused(there: SitIn) -> None:
    visitor = Visitor(there.companion.invite())
    assert visitor.join("x" * 5000).status == 413
    assert visitor.ask("GET", "/" + "x" * 20_000).status == 400
    assert visitor.ask("GET", "/", headers={"X": "x" * 20_000}).status == 400


def test_a_flood_closes_the_page_and_the_recording_goes_on(there: SitIn) -> None:
    async def act(page: Page) -> int:
        for n in range(2000):
            await page.say({"type": "probe", "n": n})
        return await page.closing_code()

    before = there.recorder.status().frames
    assert as_guest(there, "Flood", act) == 4002
    wait_for_frames(there.recorder, before + 1)


def test_a_mark_of_somebody_else_can_be_neither_changed_nor_taken(there: SitIn) -> None:
    mark_id, mine = new_id(), there.recorder.mark(AnnotationKind.QUOTE, note="private").id
    as_guest(there, "Owner", lambda page: page.mark(id=mark_id, note="mine"))

    async def meddle(page: Page) -> list[str]:
        refusals = []
        for n, target in enumerate((mark_id, mine, new_id(), "!" * 16)):
            await page.say({"type": "amend", "op": n, "id": target, "withdrawn": True})
            refusals.append((await page.hear("kept"))["refused"])
        for target in (mark_id, mine):
            answer = await page.mark(id=target, note="taken over")
            assert "private" not in str(answer)
            refusals.append(answer["refused"])
        return refusals

    assert as_guest(there, "Meddler", meddle) == ["That mark is not yours"] * 6
    assert (mark_of(there, mark_id).note, mark_of(there, mark_id).withdrawn) == ("mine", False)
    assert (mark_of(there, mine).note, mark_of(there, mine).author) == ("private", "")


def test_a_mark_of_ones_own_is_judged_and_taken_back(there: SitIn) -> None:
    mark_id = new_id()

    async def act(page: Page) -> None:
        await page.mark(id=mark_id)
        await page.say({"type": "amend", "op": 9, "id": mark_id, "severity": 4})
        await page.hear("kept")
        assert mark_of(there, mark_id).severity == 4
        await page.say({"type": "amend", "op": 10, "id": mark_id, "withdrawn": True})
        await page.hear("kept")

    as_guest(there, "Doubter", act)
    assert mark_id not in {mark.id for mark in there.marks}
    (doubter,) = (one for one in there.companion.status().observers if one.name == "Doubter")
    assert doubter.marks == 0


def closing_code_after(there: SitIn, words: str) -> int:
    async def act(page: Page) -> int:
        await page.live.send_str(words)
        return await page.closing_code()

    code: int = as_guest(there, "Garbler", act)
    return code
