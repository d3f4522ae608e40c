from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from observer.analysis.insight import insight
from observer.database.library import Library, open_library
from observer.intake.insight import find_study, gather
from observer.model.errors import LibraryError
from observer.model.finding import Assumptions
from tests.analysis.kept_study import keep
from tests.analysis.small_study import small_study


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with open_library(tmp_path) as made:
        yield made


def test_what_a_library_gives_is_what_was_observed(library: Library) -> None:
    facts = keep(library, small_study(Assumptions(1000, 2, 30, "EUR")))
    gathered = gather(library, find_study(library, "Checkout"))
    dated = [replace(one, created_at="", changed_at="") for one in gathered.findings]
    assert replace(gathered, findings=tuple(dated)) == facts
    assert insight(gathered).tasks == insight(facts).tasks
    assert find_study(library, facts.study.id) == facts.study


def test_a_study_nobody_knows_is_told_with_those_there_are(library: Library) -> None:
    keep(library)
    with pytest.raises(LibraryError, match="“Checkout”"):
        find_study(library, "Chekout")
