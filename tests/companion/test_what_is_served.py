"""Which addresses answer, and with what a browser is told to allow."""

import re
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

from observer.companion.page_files import NAMES
from tests.companion.sit_in import SitIn
from tests.companion.visitor import Visitor, read_to_the_end


@pytest.fixture
def visitor(there: SitIn) -> Visitor:
    return Visitor(there.companion.invite())


@pytest.mark.parametrize(
    "path",
    [
        "/../../../../etc/passwd",
        "/..%2f..%2f..%2fetc/passwd",
        "/page.js/../../process.py",
        "/page.js%00.html",
        "/%2e%2e/server.py",
        "//etc/passwd",
        "/page/index.html",
        "/index.html",
        "/session.json",
        "/marks.jsonl",
        "/static/",
        "\\..\\..\\etc\\passwd",
        "http://127.0.0.1/etc/passwd",
        "file:///etc/passwd",
    ],
)
def test_no_path_leads_to_a_file(visitor: Visitor, path: str) -> None:
    request = f"GET {path} HTTP/1.1\r\nHost: {visitor.authority}\r\nConnection: close\r\n\r\n"
    with visitor.raw(request.encode()) as connection:
        answer = read_to_the_end(connection)
    status = int(answer.split()[1])
    assert status in {400, 404, 421}, answer
    assert b"root:" not in answer
    assert b"import " not in answer


def test_every_address_that_answers_is_known(visitor: Visitor) -> None:
    for path in ("/", *(f"/{name}" for name in NAMES)):
        assert visitor.ask("GET", path).status == 200
        for method in ("POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"):
            sent = {"Origin": visitor.origin}
            assert visitor.ask(method, path, headers=sent).status in {400, 403, 405}
    page = files("observer.companion").joinpath("page")
    assert {entry.name for entry in page.iterdir()} == {"index.html", *NAMES}


def test_what_is_served_to_strangers_says_nothing_of_the_session(
    there: SitIn, visitor: Visitor
) -> None:
    for path in ("/", *(f"/{name}" for name in NAMES), "/me", "/picture", "/nothing"):
        body = visitor.ask("GET", path).body
        for secret in (there.recorder.session_id, "Checkout", "P01", str(there.root)):
            assert secret.encode() not in body


def test_a_browser_is_told_to_run_nothing_but_our_script(visitor: Visitor) -> None:
    replies = [visitor.ask("GET", path) for path in ("/", "/", "/page.js", "/nothing", "/me")]
    nonces = []
    for reply in replies:
        policy = dict(
            rule.strip().split(" ", 1)
            for rule in reply.headers["Content-Security-Policy"].split(";")
        )
        assert policy["default-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
        assert policy["form-action"] == "'none'"
        nonces.append(re.fullmatch(r"'nonce-([\w-]{22,})'", policy["script-src"]))
        assert "unsafe" not in reply.headers["Content-Security-Policy"]
        assert reply.headers["X-Content-Type-Options"] == "nosniff"
        assert reply.headers["Referrer-Policy"] == "no-referrer"
        assert reply.headers["Cache-Control"] == "no-store"
        assert "aiohttp" not in reply.headers["Server"].lower()
        assert "Access-Control-Allow-Origin" not in reply.headers
    assert len({found[1] for found in nonces if found}) == len(replies)
    found = nonces[0]
    assert found
    assert replies[0].body.count(f'nonce="{found[1]}"'.encode()) == 2


def test_the_page_holds_no_script_or_style_of_its_own_and_no_foreign_address() -> None:
    page = files("observer.companion").joinpath("page")
    texts = {entry.name: entry.read_text("utf-8") for entry in page.iterdir()}
    opening = texts.pop("index.html")
    assert not re.search(r"<script[^>]*>[^<]|<style|\son\w+=|\sstyle=|javascript:", opening)
    for name, text in {**texts, "index.html": opening}.items():
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", text)
        addresses = set(re.findall(r"https?://[^\s\"'`]+", text))
        assert addresses <= {"http://www.w3.org/2000/svg"}, name


def test_the_page_is_in_every_package_that_is_made() -> None:
    root = Path(__file__).resolve().parents[2]
    tools = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["tool"]
    assert tools["setuptools"]["package-data"]["observer.companion"] == ["page/*"]
    assert '"observer/companion/page"' in (root / "packaging/observer.spec").read_text("utf-8")
