"""`observer companion` as a person and a program meet it, and the codes it draws."""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import cv2
import numpy as np
import pytest

from observer.companion.code import code_for_terminal, code_squares
from observer.companion.interfaces import list_interfaces
from tests.companion.patience import until
from tests.companion.sit_in import LOOPBACK, SitIn, sit_in
from tests.companion.visitor import Visitor

ADDRESS = "http://192.168.1.20:55418/#n0LckLAq4S4pLFXwwQ2n4Sr6_c-Kzsdq"


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SitIn]:
    """A recording whose page is closed."""
    with sit_in(tmp_path_factory.mktemp("library")) as opened:
        opened.companion.close()
        yield opened


@contextmanager
def command(there: SitIn, *options: str) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "observer", "--library", str(there.root), "companion"),
            *(there.recorder.session_id, "--host", LOOPBACK, *options),
        ],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    try:
        yield process
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=10)


def next_address(process: subprocess.Popen[str]) -> str:
    assert process.stdout
    for line in process.stdout:
        found = re.search(r"http://127\.0\.0\.1:\d+/#[\w-]+", line)
        if found:
            return found[0]
    raise AssertionError("no address was printed")


def read_code(squares: "np.ndarray[tuple[int, int], np.dtype[np.bool_]]") -> str:
    picture = np.where(np.pad(squares, 4), 0, 255).astype(np.uint8).repeat(8, 0).repeat(8, 1)
    text, *_ = cv2.QRCodeDetector().detectAndDecode(picture)
    return text


def test_a_phone_reads_the_address_in_the_windows_code() -> None:
    assert read_code(np.array(code_squares(ADDRESS))) == ADDRESS


def test_a_phone_reads_the_address_in_the_terminals_code() -> None:
    plain = re.sub(r"\033\[[\d;]*m", "", code_for_terminal(ADDRESS))
    lines = plain.splitlines()
    assert max(map(len, lines)) <= 60
    upper = [[letter in " ▄" for letter in line] for line in lines]  # light squares are drawn
    lower = [[letter in " ▀" for letter in line] for line in lines]
    rows = [row for pair in zip(upper, lower, strict=True) for row in pair]
    assert read_code(np.array(rows)[2:-2, 2:-2]) == ADDRESS


def test_each_observer_is_shown_an_address_of_their_own(there: SitIn) -> None:
    with command(there) as process:
        first = next_address(process)
        assert Visitor(first).join("Ada").status == 200
        second = next_address(process)
        assert second != first
        assert Visitor(second).join("Ben").status == 200


def test_a_program_is_told_the_address_and_who_watched(there: SitIn) -> None:
    with command(there, "--json") as process:
        assert process.stdout
        lines = iter(process.stdout.readline, "")
        address = json.loads("".join(next(lines) for _ in range(4)))["address"]
        Visitor(address).come_in("Cleo")
        until(lambda: process.poll() is None)
        process.send_signal(signal.SIGTERM)
        rest, _ = process.communicate(timeout=10)
        assert json.loads(rest) == {"observers": [{"name": "Cleo", "marks": 0}]}
        assert process.returncode == 0


def test_the_networks_of_this_computer_are_listed_with_this_computer_last() -> None:
    found = list_interfaces()
    assert found[-1].address == LOOPBACK
    assert found[-1].label == "this computer alone"
    assert all(one.label and one.name for one in found)


@pytest.mark.parametrize("host", ["0.0.0.0", "nonsense"])
def test_a_wrong_address_is_a_known_error(there: SitIn, host: str) -> None:
    done = subprocess.run(
        [
            *(sys.executable, "-m", "observer", "--library", str(there.root)),
            *("companion", there.recorder.session_id, "--host", host),
        ],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert done.stderr.startswith("error: ")
    assert done.stderr.count("\n") == 1
