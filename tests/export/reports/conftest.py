"""Reports of a rich study, written once for all who read them."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from observer.database.library import Library, open_library
from observer.export.reports.writing import ReportForm
from observer.intake.reporting import write_report
from tests.export.reports.rich_study import STUDY, keep_rich

TODAY = date(2026, 11, 22)


def told(library: Library, form: ReportForm = ReportForm.HTML, study: str = STUDY.id) -> str:
    """The report of a study as text."""
    out = library.folder / f"told-{form}.txt"
    write_report(library, library.study(study), form, today=TODAY, out=out, overwrite=True)
    return out.read_text("utf-8")


@pytest.fixture(scope="package")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Nobody changes it."""
    root = tmp_path_factory.mktemp("rich")
    with open_library(root) as library:
        keep_rich(library, root)
        yield library


@pytest.fixture(scope="package")
def page(rich: Library) -> str:
    return told(rich)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """An empty one to fill."""
    with open_library(tmp_path / "library") as opened:
        yield opened
