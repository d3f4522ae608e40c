"""A library with one session of an hour that nobody has said anything about."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from observer.database.library import Library, open_library
from observer.model.manifest import SessionState
from tests.database.builders import manifest, study
from tests.export.exchange.sessions import DURATION_NS, SESSION_ID


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with open_library(tmp_path / "library") as opened:
        opened.save_study(replace(study(), id="abcdefghjkmnpqrs"))
        told = replace(manifest(SESSION_ID), duration_ns=DURATION_NS)
        opened.index_session(told, "folder", SessionState.CLOSED)
        yield opened
