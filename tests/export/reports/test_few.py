"""Studies with nothing in them yet, or hardly anything, read sensibly in every form."""

from dataclasses import replace

import pytest

from observer.analysis.study_facts import StudyFacts
from observer.database.library import Library
from observer.export.reports.writing import ReportForm
from observer.model.study import Study
from tests.analysis.kept_study import keep
from tests.analysis.small_study import small_study
from tests.export.reports.conftest import told
from tests.export.reports.reading import Page

FORMS = [ReportForm.HTML, ReportForm.CIF, ReportForm.MARKDOWN]
NONSENSE = ("None", "nan", "Estimate(", "Undefined", "0 of 0", "(n = 0", " ,", "()", "..")


@pytest.mark.parametrize("form", FORMS)
def test_a_study_of_a_name_alone_says_that_nothing_has_been_seen(
    library: Library, form: ReportForm
) -> None:
    library.save_study(Study("bare", "Bare"))
    text = Page(told(library, form, "bare")).text
    assert "Nobody has been watched yet" in text
    assert "No task has been tried yet." in text
    assert "The study has no tasks." in text
    assert not [word for word in NONSENSE if word in text]


@pytest.mark.parametrize("form", FORMS)
def test_a_study_that_waits_for_its_first_session_says_what_is_planned(
    library: Library, form: ReportForm
) -> None:
    library.save_study(small_study().study)
    text = Page(told(library, form, "study")).text
    assert "0 of 5 participants" in text
    assert "Nobody has been watched yet" in text
    assert not [word for word in NONSENSE if word in text]


@pytest.mark.parametrize("form", FORMS)
def test_one_participant_has_figures_and_the_words_that_warn_of_them(
    library: Library, form: ReportForm
) -> None:
    keep(library, _only(small_study(), 1))
    text = Page(told(library, form, "study")).text.replace("\N{NO-BREAK SPACE}", " ")
    assert "1 participant shows what goes wrong" in text or form is ReportForm.CIF
    assert "1 of 1 (100%; 17% to 100%)" in text
    assert "one person, no interval" in text or form is ReportForm.CIF
    assert "It takes two participants at least" in text
    assert not [word for word in NONSENSE if word in text]


def test_sessions_without_tasks_still_tell_their_moments(library: Library) -> None:
    facts = small_study()
    bare = replace(facts, study=replace(facts.study, tasks=()), predictions=(), findings=())
    bare = replace(
        bare,
        sessions=tuple(
            replace(
                one,
                attempts=(),
                answers=(),
                annotations=tuple(
                    replace(said, finding_id="", task_id="", note="It hurts here")
                    for said in one.annotations
                ),
            )
            for one in facts.sessions
        ),
    )
    keep(library, bare)
    text = " ".join(Page(told(library, study="study")).text.split())
    assert "The worst moment so far: It hurts here." in text
    assert "Seen, and not yet part of a finding" in text


def _only(facts: StudyFacts, count: int) -> StudyFacts:
    return replace(facts, sessions=facts.sessions[:count])
