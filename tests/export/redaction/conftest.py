"""A covered session in its library."""

import pytest

from observer.database.library import open_library
from tests.export.redaction.planted import Planted, cover, make_planted


@pytest.fixture(scope="session")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Planted:
    """With its redactions; tests only read it."""
    made = make_planted(tmp_path_factory.mktemp("library"))
    with open_library(made.root) as library:
        cover(made, library)
    return made
