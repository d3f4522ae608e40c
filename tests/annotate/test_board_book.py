"""Findings gathered, merged, split and judged, each as one step that can be taken back."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from observer.analysis.insight import Insight, insight
from observer.annotate.board_book import BoardBook, BoardChange
from observer.annotate.editor import Editor
from observer.database.library import Library, open_library
from observer.intake.insight import gather
from observer.model.errors import LibraryError, ObserverError
from observer.model.finding import FindingState
from tests.analysis.kept_study import keep


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with open_library(tmp_path) as opened:
        keep(opened)
        yield opened


@pytest.fixture
def book(library: Library) -> BoardBook:
    return BoardBook(library, "study", "Ann")


def _read(library: Library) -> Insight:
    return insight(gather(library, library.study("study")))


def _shown(library: Library) -> dict[str, set[str]]:
    """Each finding's moments, and the loose ones under no name."""
    found = _read(library)
    told = {one.finding.name: {said.id for said in one.moments} for one in found.findings}
    return {**told, "": {said.id for said in found.loose}}


def _everything(library: Library) -> tuple[object, ...]:
    found = _read(library)
    findings = sorted(
        (
            (f.id, f.name, f.description, f.severity, f.state, f.issue, f.fixed_at)
            for f in (one.finding for one in found.findings)
        ),
        key=str,
    )
    return (findings, _shown(library))


def test_moments_gathered_under_a_name_leave_the_finding_they_showed(
    library: Library, book: BoardBook
) -> None:
    book.gather("  Price  unclear ", ["m1-30", "m3-95"])
    assert _shown(library) == {
        "The total comes late": {"m2-30", "m3-30", "m5-30"},
        "Post code refused": set(),
        "Price unclear": {"m1-30", "m3-95"},
        "": set(),
    }


def test_two_findings_merged_are_one_with_the_worse_severity_and_all_moments(
    library: Library, book: BoardBook
) -> None:
    book.change("code", issue="SHOP-1")
    book.merge("code", "total")
    (left,) = _read(library).findings
    assert left.finding.name == "The total comes late"
    assert (left.finding.severity, left.finding.issue) == (4, "SHOP-1")
    assert len(left.moments) == 5


def test_a_finding_split_keeps_what_was_not_taken_out(library: Library, book: BoardBook) -> None:
    book.change("total", state=FindingState.IN_WORK)
    book.split("total", ["m5-30"], "Hidden below the fold")
    shown = _shown(library)
    assert shown["Hidden below the fold"] == {"m5-30"}
    assert "m5-30" not in shown["The total comes late"]
    states = {one.finding.name: one.finding.state for one in _read(library).findings}
    assert states["Hidden below the fold"] is FindingState.IN_WORK


def test_a_removed_finding_leaves_its_moments_loose(library: Library, book: BoardBook) -> None:
    book.remove("total")
    assert _shown(library)[""] == {"m1-30", "m2-30", "m3-30", "m5-30"}


Verb = Callable[[BoardBook], BoardChange]


@pytest.mark.parametrize(
    "verb",
    [
        lambda book: book.gather("New", ["m1-30", "m3-95"]),
        lambda book: book.link(["m1-30"], "code"),
        lambda book: book.loosen(["m1-30", "m2-30"]),
        lambda book: book.split("total", ["m1-30"], "Other"),
        lambda book: book.merge("total", "code"),
        lambda book: book.change("total", name="Total late", severity=2, fixed_at=""),
        lambda book: book.remove("total"),
    ],
)
def test_undo_brings_back_everything_and_redo_does_it_again(
    verb: Verb, library: Library, book: BoardBook
) -> None:
    before = _everything(library)
    change = verb(book)
    after = _everything(library)
    assert after != before
    assert book.undo_text == change.what
    assert book.undo() == change
    assert _everything(library) == before
    assert (book.undo_text, book.redo_text) == ("", change.what)
    assert book.redo() == change
    assert _everything(library) == after


def test_undo_brings_back_what_of_a_removed_finding_nobody_sees(
    library: Library, book: BoardBook
) -> None:
    library.remove_annotation("m1-30")
    book.remove("total")
    book.undo()
    assert "m1-30" in library.finding_moments("total")


def test_a_change_of_nothing_leaves_no_step(book: BoardBook) -> None:
    assert book.change("total", name="The total comes late").finding_ids == ()
    assert book.undo() is None


def test_a_verb_that_fails_leaves_the_board_as_it_was(library: Library, book: BoardBook) -> None:
    before = _everything(library)
    with pytest.raises(ObserverError, match="has to have a name"):
        book.gather("  ", ["m1-30"])
    with pytest.raises(ObserverError, match="with itself"):
        book.merge("total", "total")
    with pytest.raises(LibraryError):
        book.gather("New", ["m1-30", "nobody"])
    with pytest.raises(LibraryError):
        book.link(["m1-30"], "nobody")
    with pytest.raises(ObserverError, match="severity is 0 to 4"):
        book.change("total", severity=5)
    assert _everything(library) == before
    assert book.undo_text == ""


def test_the_way_back_lasts_over_a_restart_and_is_each_authors_own(tmp_path: Path) -> None:
    with open_library(tmp_path) as before:
        keep(before)
        book = BoardBook(before, "study", "Ann")
        book.merge("code", "total")
        BoardBook(before, "study", "Ben").change("total", severity=1)
        book.change("total", issue="SHOP-7")
    with open_library(tmp_path) as after:
        book = BoardBook(after, "study", "Ann")
        assert book.undo_text == "issue of “The total comes late”"
        book.undo()
    with open_library(tmp_path) as again:
        book = BoardBook(again, "study", "Ann")
        assert book.redo_text == "issue of “The total comes late”"
        book.redo()
        kept = next(one for one in again.findings("study") if one.id == "total")
        assert (kept.issue, kept.severity) == ("SHOP-7", 1)


def test_undo_leaves_alone_what_another_changed_beside_it(library: Library) -> None:
    ann, ben = BoardBook(library, "study", "Ann"), BoardBook(library, "study", "Ben")
    ann.change("total", name="Total late")
    ben.change("total", state=FindingState.IN_WORK)
    ann.undo()
    (kept,) = [one for one in library.findings("study") if one.id == "total"]
    assert (kept.name, kept.state) == ("The total comes late", FindingState.IN_WORK)


@pytest.mark.parametrize(
    ("first", "later", "told"),
    [
        (
            lambda book: book.change("total", name="Total late"),
            lambda book: book.change("total", name="Price late"),
            "Ben has since done “name of “Total late””",
        ),
        (
            lambda book: book.merge("code", "total"),
            lambda book: book.change("total", severity=2),
            "Ben has since done “severity of “The total comes late””",
        ),
        (
            lambda book: book.link(["m1-30"], "code"),
            lambda book: book.loosen(["m1-30"]),
            "Ben has since done “taking 1 moment out”",
        ),
        (
            lambda book: book.link(["m1-30"], "code"),
            lambda book: book.remove("total"),
            "Ben has since done “removing “The total comes late””",
        ),
        (
            lambda book: book.change("total", state=FindingState.FIXED),
            lambda book: book.remove("total"),
            "Ben has since done “removing “The total comes late””",
        ),
    ],
)
def test_an_undo_that_would_step_on_anothers_later_edit_is_refused(
    first: Verb, later: Verb, told: str, library: Library
) -> None:
    ann, ben = BoardBook(library, "study", "Ann"), BoardBook(library, "study", "Ben")
    first(ann)
    later(ben)
    before = _everything(library)
    with pytest.raises(LibraryError, match="cannot be taken back") as refused:
        ann.undo()
    assert told in str(refused.value)
    assert _everything(library) == before
    ben.undo()
    assert ann.undo() is not None


def test_what_cannot_be_taken_back_is_passed_over(library: Library) -> None:
    ann, ben = BoardBook(library, "study", "Ann"), BoardBook(library, "study", "Ben")
    ann.change("total", severity=1)
    told, before = ann.undo_text, _everything(library)
    ann.change("code", name="Post code again")
    ben.change("code", name="Post codes")
    with pytest.raises(LibraryError, match="cannot be taken back"):
        ann.undo()
    passed = ann.pass_over()
    assert passed is not None
    assert passed.finding_ids == ("code",)
    assert ann.undo_text == told
    assert ann.undo() is not None
    assert ann.pass_over() is None
    assert ann.redo() is not None
    ben.undo()
    ben.change("code", name="Post code refused")
    assert _everything(library) == before


def test_a_finding_to_which_another_added_moments_is_not_undone_away(library: Library) -> None:
    ann, ben = BoardBook(library, "study", "Ann"), BoardBook(library, "study", "Ben")
    made = ann.gather("New", ["m1-30"]).finding_ids[0]
    ben.link(["m2-30"], made)
    with pytest.raises(LibraryError, match="Ben has since done “adding 1 moment to “New””"):
        ann.undo()


def test_a_step_on_the_board_is_not_undone_in_a_sessions_review(library: Library) -> None:
    editor = Editor(library, "s1", "Ann")
    editor.change("m1-30", note="where?")
    board = BoardBook(library, "study", "Ann")
    board.loosen(["m1-30"])
    assert editor.undo_text.startswith("note")
    board.undo()
    editor.change("m1-30", severity=1)
    board.redo()
    assert library.annotation("m1-30").finding_id == ""


def test_a_review_that_links_a_moment_elsewhere_is_not_overrun(library: Library) -> None:
    board = BoardBook(library, "study", "Ann")
    board.loosen(["m1-30"])
    Editor(library, "s1", "Ben").change("m1-30", finding_id="code")
    with pytest.raises(LibraryError, match="“Post code refused” was changed since"):
        board.undo()


def test_moments_that_show_the_finding_already_leave_no_step(book: BoardBook) -> None:
    assert book.link(["m1-30"], "total").finding_ids == ()
    assert book.undo() is None
