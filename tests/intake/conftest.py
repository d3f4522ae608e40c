import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from observer.database.library import Library, open_library


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """An empty library in `tmp_path / "library"`."""
    with open_library(tmp_path / "library") as opened:
        yield opened


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("intake")
    group.addoption("--fuzzed-media", type=int, default=20, help="how many recordings to fuzz")


@pytest.fixture
def fuzzed_media(pytestconfig: pytest.Config) -> int:
    """How many recordings to fuzz. Late options have no value where pytest began elsewhere."""
    return int(pytestconfig.getoption("--fuzzed-media", 20))


@pytest.fixture
def told(pytestconfig: pytest.Config) -> Iterator[Callable[[str], None]]:
    """Say a line at the end of the test, also where pytest keeps what is printed."""
    lines: list[str] = []
    yield lines.append
    capture = pytestconfig.pluginmanager.get_plugin("capturemanager")
    assert capture is not None
    with capture.global_and_fixture_disabled():
        sys.stdout.write("".join(f"\n{line}\n" for line in lines))
