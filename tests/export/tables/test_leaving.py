"""What consent, redaction and the participant's name keep back in writing."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from observer.annotate.editor import Editor
from observer.database.library import Library, open_library
from observer.export.leaving.names import name_remover
from observer.export.leaving.session import leaving_session
from observer.export.leaving.words import leaving_words
from observer.intake.landing import land_session
from observer.model.annotation import AnnotationKind
from observer.model.consent import Consent, ConsentItem
from observer.model.effort import Effort
from observer.model.errors import ConsentError, ExportError
from observer.model.manifest import SessionState
from observer.model.redaction import Area, Cover, Redaction
from observer.model.sitting import Attempt, Outcome
from tests.database.builders import SECOND, manifest, study
from tests.session.recordings import make_session

SHARED = (ConsentItem.SCREEN, ConsentItem.VOICE, ConsentItem.SHARING)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with open_library(tmp_path / "library") as opened:
        opened.save_study(replace(study(), id="abcdefghjkmnpqrs"))
        yield opened


def put(
    library: Library, items: tuple[ConsentItem, ...] = SHARED, name: str = "", code: str = "P01"
) -> Editor:
    consent = Consent(items, "2026-11-21T09:55:00+01:00", name=name)
    told = replace(manifest(f"{code.lower()}abcdefghjkmnp", participant=code), consent=consent)
    library.index_session(told, f"folder-{code}", SessionState.CLOSED)
    return Editor(library, told.id, "Ann")


def quotes(library: Library, editor: Editor) -> list[str]:
    return [
        one.quote for one in leaving_session(library, library.folder, editor.session_id).moments
    ]


def test_without_consent_to_sharing_the_participants_words_stay(library: Library) -> None:
    editor = put(library, SHARED[:2])
    editor.add(AnnotationKind.QUOTE, SECOND, note="team's words", quote="my words")
    session = leaving_session(library, library.folder, editor.session_id)
    assert (session.moments[0].note, session.moments[0].quote) == ("team's words", "")
    assert "1 quote left out" in " ".join(session.withheld)
    assert quotes(library, put(library, code="P02")) == []


def test_without_consent_to_sharing_what_the_hands_did_stays(library: Library) -> None:
    for code, items in (("P01", SHARED), ("P02", SHARED[:2])):
        editor = put(library, items, code=code)
        tried = Attempt(f"try-{code}", editor.session_id, "find", 0, SECOND, Outcome.SUCCESS)
        library.save_attempt(tried)
        library.save_efforts([Effort(tried.id, editor.session_id, 0, SECOND, clicks=3)])
        session = leaving_session(library, library.folder, editor.session_id)
        assert [one.id for one in session.attempts] == [tried.id]
        assert bool(session.efforts) is (code == "P01")
        assert ("of the hands" in " ".join(session.withheld)) is (code == "P02")


def test_a_quote_from_a_silenced_stretch_stays_and_others_leave(library: Library) -> None:
    editor = put(library)
    for start, end in ((1, 3), (20, 30), (33, 33), (50, 52), (60, 60)):
        editor.add(AnnotationKind.QUOTE, start * SECOND, end * SECOND, quote=f"at {start}")
    silence = Redaction("r", editor.session_id, "Ann", Cover.SILENCE, 29 * SECOND, 30 * SECOND)
    fill = Redaction(
        *("p", editor.session_id, "Ann", Cover.PICTURE, 50 * SECOND, 55 * SECOND), Area(0, 0, 9, 9)
    )
    library.save_redaction(silence)
    library.save_redaction(fill)
    assert quotes(library, editor) == ["at 1", "", "", "at 50", "at 60"]


def test_names_of_participants_are_their_codes_in_all_that_is_said(library: Library) -> None:
    first, second = put(library, name="Maria Rossi"), put(library, name="Will Ng", code="P02")
    made = first.add(AnnotationKind.NOTE, SECOND, note="maria  ROSSI and Will", quote="I'm Maria")
    first.comment(made.changed_ids[0], "Rossi will come")
    second.add(AnnotationKind.NOTE, SECOND, note="Like Maria")
    session = leaving_session(library, library.folder, first.session_id)
    (moment,) = session.moments
    assert (moment.note, moment.quote) == ("P01 and P02", "I'm P01")
    assert session.comments[moment.id][0].text == "P01 will come"
    other = leaving_session(library, library.folder, second.session_id)
    assert other.moments[0].note == "Like P01"
    assert "names" in " ".join(other.withheld)


def test_a_name_that_is_part_of_a_word_is_none() -> None:
    remove = name_remover("Ann Mark-Lee", "P01")
    assert remove("Annual marks by Ann, Mark-Lee, and ann") == "Annual marks by P01, P01, and ann"
    assert name_remover("", "P01")("Ann") == "Ann"


def test_words_said_leave_but_for_what_is_silenced(tmp_path: Path) -> None:
    made = make_session(tmp_path / "library", 1.0)
    with open_library(tmp_path / "library") as library:
        row = land_session(library, made.folder)
        session = leaving_session(library, library.folder, row.id)
        with pytest.raises(ExportError, match="no captions"):
            leaving_words(session, made.folder)
        (made.folder / "captions.vtt").write_text(
            "WEBVTT\n\n00:00.100 --> 00:00.300\nkeep\n\n00:00.400 --> 00:00.600\nsecret\n"
        )
        library.save_redaction(Redaction("r", row.id, "Ann", Cover.TONE, 590_000_000, 700_000_000))
        words = leaving_words(leaving_session(library, library.folder, row.id), made.folder)
    assert [one.text for one in words.captions] == ["keep"]
    assert "1 caption left out" in words.withheld[0]


def test_words_said_do_not_leave_without_consent(tmp_path: Path) -> None:
    made = make_session(tmp_path / "library", 1.0)
    path = made.folder / "session.json"
    path.write_text(path.read_text().replace('"sharing"', '"face"'))
    (made.folder / "captions.vtt").write_text("WEBVTT\n\n00:00.100 --> 00:00.300\nkeep\n")
    with open_library(tmp_path / "library") as library:
        row = land_session(library, made.folder)
        session = leaving_session(library, library.folder, row.id)
        with pytest.raises(ConsentError):
            leaving_words(session, made.folder)
