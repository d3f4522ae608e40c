"""Moments of another tool become annotations: once, with their coders, as one step."""

from dataclasses import replace

import pytest

from observer.annotate.editor import Editor
from observer.database.library import Library
from observer.export.exchange.told import ToldComment, ToldMoment
from observer.intake.exchange.brought import Brought
from observer.intake.exchange.landing import MOST_NEW_CODES, Landed, land_moments
from observer.model.annotation import AnnotationKind
from observer.model.errors import ExchangeError
from tests.database.builders import SECOND
from tests.export.exchange.sessions import AT, DURATION_NS, SESSION_ID

BROUGHT = Brought(
    (
        ToldMoment(
            *(SECOND, 2 * SECOND, AnnotationKind.FRICTION, "Ann", 3, "Looks twice"),
            codes=("doubt", "Lost"),
            task="find",
            comments=(ToldComment("Bob", "Me too", AT),),
            created_at=AT,
        ),
        ToldMoment(5 * SECOND, 5 * SECOND, note="no coder"),
        ToldMoment(5 * SECOND, 5 * SECOND, note="no coder"),
    )
)


def land(library: Library, brought: Brought = BROUGHT) -> Landed:
    return land_moments(library, SESSION_ID, brought, "Cyd", "old.boris")


def test_coders_codes_tasks_and_comments_come_along(library: Library) -> None:
    landed = land(library)
    first, second, third = library.annotations(SESSION_ID)
    study = library.study("abcdefghjkmnpqrs")
    names = {code.id: code.name for code in study.codebook}
    assert (first.author, second.author, third.author) == ("Ann", "Cyd", "Cyd")
    assert [names[code] for code in first.codes] == ["Doubt", "Lost"]
    assert first.task_id == "find"
    assert [(one.author, one.text) for one in library.comments(SESSION_ID)] == [("Bob", "Me too")]
    assert landed.added == 3
    assert "Codes put into the codebook: Lost" in landed.told


def test_the_same_file_again_adds_nothing_even_what_was_changed_or_removed(
    library: Library,
) -> None:
    land(library)
    editor = Editor(library, SESSION_ID, "Dee")
    first, second, _ = library.annotations(SESSION_ID)
    editor.change(first.id, note="other words")
    editor.remove(second.id)
    before = library.annotations(SESSION_ID)
    again = land(library)
    assert (again.added, again.known) == (0, 3)
    assert library.annotations(SESSION_ID) == before


def test_who_brings_undoes_all_of_it_in_one_step(library: Library) -> None:
    land(library)
    editor = Editor(library, SESSION_ID, "Cyd")
    assert "bringing 3 moments of old.boris" in editor.undo_text
    editor.undo()
    assert library.annotations(SESSION_ID) == []
    assert library.comments(SESSION_ID) == []
    assert not editor.can_undo
    editor.redo()
    assert len(library.annotations(SESSION_ID)) == 3
    assert len(library.comments(SESSION_ID)) == 1


def test_our_own_export_brings_nothing_back_into_its_session(library: Library) -> None:
    made = Editor(library, SESSION_ID, "Ann").add(AnnotationKind.NOTE, SECOND, note="here")
    own = ToldMoment(SECOND, SECOND, note="here", author="Ann", id=made.changed_ids[0])
    assert land(library, Brought((own,))).known == 1


def test_what_lies_after_the_session_is_left_out_and_said(library: Library) -> None:
    late = ToldMoment(DURATION_NS + 1, DURATION_NS + 2, note="late")
    over = ToldMoment(DURATION_NS - 1, DURATION_NS + 2, note="over")
    landed = land(library, Brought((late, over)))
    (kept,) = library.annotations(SESSION_ID)
    assert (kept.note, kept.end_ns) == ("over", DURATION_NS)
    assert any("after the session's end" in line for line in landed.told)
    with pytest.raises(ExchangeError, match="after the session's end"):
        land(library, Brought((late,)))


@pytest.mark.parametrize(
    "moment",
    [
        replace(BROUGHT.moments[0], codes=tuple(f"c{n}" for n in range(MOST_NEW_CODES + 1))),
        replace(BROUGHT.moments[0], codes=("x" * 121,)),
        replace(BROUGHT.moments[0], author="x" * 121),
    ],
    ids=["codes", "a code's name", "a coder's name"],
)
def test_more_than_anybody_has_is_refused_whole(library: Library, moment: ToldMoment) -> None:
    codes = library.study("abcdefghjkmnpqrs").codebook
    with pytest.raises(ExchangeError):
        land(library, Brought((BROUGHT.moments[1], moment)))
    assert library.annotations(SESSION_ID) == []
    assert library.study("abcdefghjkmnpqrs").codebook == codes


def test_a_rule_nobody_has_is_not_taken_for_one_of_ours(library: Library) -> None:
    land(library, Brought((replace(BROUGHT.moments[0], rule="made up", reason="x"),)))
    (kept,) = library.annotations(SESSION_ID)
    assert (kept.rule, kept.reason) == ("", "")
