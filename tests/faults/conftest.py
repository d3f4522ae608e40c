"""Options of the fault tests, and where their figures go."""

import re
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from tests.faults.outcome import Outcome, OutcomeFile

Tell = Callable[[Outcome], None]
Scenario = Callable[[Path, bool], Outcome]  # a folder of its own, and whether at full length

_AT_ONCE = 4


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("faults")
    group.addoption("--kills", type=int, default=4, help="how often the recorder is killed")
    group.addoption("--full-length", action="store_true", help="each fault as long as it is named")
    group.addoption("--fault-table", type=Path, help="append the measured figures to this file")


@pytest.fixture
def kills(pytestconfig: pytest.Config) -> int:
    """How often to kill. Late options have no value where pytest began elsewhere."""
    return int(pytestconfig.getoption("--kills", 4))


@pytest.fixture
def full_length(pytestconfig: pytest.Config) -> bool:
    return bool(pytestconfig.getoption("--full-length", False))


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "scenario(play): played beside the module's other ones")


@pytest.fixture(scope="module")
def _playing(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[Scenario, Future[Outcome]]]:
    """The module's scenarios, a few at a time: they mostly wait for what they broke."""
    full_length = bool(request.config.getoption("--full-length", False))
    items = [item for item in request.session.items if item.path == request.path]
    marks = [mark for item in items for mark in item.iter_markers("scenario")]
    with ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="scenario") as pool:
        yield {
            mark.kwargs["play"]: pool.submit(
                mark.kwargs["play"], tmp_path_factory.mktemp("scenario"), full_length
            )
            for mark in marks
        }


@pytest.fixture
def played(request: pytest.FixtureRequest, _playing: dict[Scenario, Future[Outcome]]) -> Outcome:
    """What came of the test's scenario; raises what it raised."""
    mark = request.node.get_closest_marker("scenario")
    assert mark is not None
    return _playing[mark.kwargs["play"]].result()


def _without_this_run(words: str) -> str:
    """The words without what is different each time: folders and ids."""
    words = re.sub(r"/\S*/([\w.-]+)", r"…/\1", words)
    return re.sub(r"\b(?=[a-z]*\d)[a-z0-9]{16}\b|(?<=-P01-)[a-z0-9]{4}\b", "ID", words)


@pytest.fixture
def tell(pytestconfig: pytest.Config, capsys: pytest.CaptureFixture[str]) -> Tell:
    """Prints a measured row, and keeps it where a table was asked for."""
    path = pytestconfig.getoption("--fault-table", None)

    def keep(outcome: Outcome) -> None:
        outcome = replace(outcome, told=_without_this_run(outcome.told))
        with capsys.disabled():
            print(f"\n  {outcome}")  # noqa: T201  # figures are for whoever watches the run
        if path:
            OutcomeFile(Path(path)).append(outcome)

    return keep
