import gc
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from observer.analysis.insight import insight
from observer.database.library import Library, open_library
from observer.intake.insight import answers, find_study, gather
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


def test_the_answers_are_those_of_what_was_gathered(library: Library) -> None:
    keep(library)
    study = find_study(library, "Checkout")
    assert answers(library, study) == insight(gather(library, study))


def test_the_collector_goes_on_behind_answers_and_has_nothing_to_catch_up_on(
    library: Library,
) -> None:
    keep(library)
    study = find_study(library, "Checkout")
    made = answers(library, study)
    old = {id(one) for one in gc.get_objects(2)}
    assert gc.isenabled()
    assert {id(said) for session in made.facts.sessions for said in session.annotations} <= old
    with pytest.raises(LibraryError):
        answers(library, replace(study, id="nobody's"))
    assert gc.isenabled()
    gc.disable()
    try:
        answers(library, study)
        assert not gc.isenabled()
    finally:
        gc.enable()
