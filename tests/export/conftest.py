"""Sessions to cut clips from."""

from pathlib import Path

import pytest

from tests.bench.long_recording import make_long_recording


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Forty seconds of office work at 1080p, as the recorder encodes it."""
    return make_long_recording(tmp_path_factory.mktemp("office"), 40 / 60)
