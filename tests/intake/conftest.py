from collections.abc import Iterator
from pathlib import Path

import pytest

from observer.database.library import Library, open_library


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """An empty library in `tmp_path / "library"`."""
    with open_library(tmp_path / "library") as opened:
        yield opened
