from collections.abc import Iterator
from pathlib import Path

import pytest

from observer.database.library import Library, open_library
from observer.model.manifest import SessionState
from tests.database.builders import manifest


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """A library that holds one closed session, P01 of the study Checkout."""
    with open_library(tmp_path / "library") as opened:
        opened.index_session(manifest(), "2026-11-21-checkout-P01-k3f9", SessionState.CLOSED)
        yield opened
