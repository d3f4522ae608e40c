"""Signals of a session with real pictures; what is suggested of them; a plain mouse log."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from observer.analysis.signals.settings import SignalSettings, changed_settings
from observer.database.library import Library
from observer.intake.landing import land_session
from observer.intake.mouse_log import read_mouse_log
from observer.intake.signal_settings import read_signal_settings
from observer.intake.signal_tracks import find_signals, read_tracks
from observer.intake.suggesting import suggest_signals
from observer.model.annotation import AnnotationKind, Standing
from observer.model.errors import ObserverError
from observer.model.samples import FocusChange, InputKind
from observer.session.reader import SessionReader
from tests.analysis.signals.hand import Hand
from tests.session.painted import HEIGHT, WIDTH, Painter

BUTTON = (280, 190, 80, 30)
SHOP = FocusChange(0, "shop", "Payment", 0, 0, WIDTH, HEIGHT)


def hammered(painter: Painter, after_click: Callable[[int, int], None]) -> Hand:
    """Six clicks on a button that looks pressed while it is; what else each does, is given."""
    hand = Hand().wait(2000).move(320, 205)
    painter.paint(1000, *BUTTON, 120)
    for number in range(6):
        painter.paint(hand.at_ms + 12, *BUTTON, 60)
        hand.click()
        painter.paint(hand.at_ms + 12, *BUTTON, 120)
        after_click(hand.at_ms + 50, number)
        hand.wait(320)
    return hand


def session(root: Path, after_click: Callable[[int, int], None], painter: Painter) -> Path:
    hand = hammered(painter, after_click)
    return painter.write(root, hand.events, [SHOP], end_ms=hand.at_ms + 8000)


def dead(root: Path) -> Path:
    return session(root, lambda _at, _number: None, Painter())


def rules_of(folder: Path) -> list[str]:
    reader = SessionReader(folder)
    return [signal.rule for signal in find_signals(reader, read_tracks(reader))]


def test_a_dead_button_is_found_in_its_pictures(tmp_path: Path) -> None:
    assert rules_of(dead(tmp_path)) == ["rage-clicks"]


def test_the_same_clicks_that_change_a_number_beside_them_are_ordinary(tmp_path: Path) -> None:
    painter = Painter()

    def count(at_ms: int, number: int) -> None:
        painter.paint(at_ms, 370, 196, 12, 16, 100 + 24 * number)

    assert rules_of(session(tmp_path, count, painter)) == []


def waiting(root: Path, at_once: Callable[[Painter, int], None]) -> Path:
    """A button whose page comes 4 s later; what is painted at once is given."""
    painter, hand = Painter(), Hand().wait(2000).move(320, 205).wait(300)
    painter.paint(1000, *BUTTON, 120)
    hand.click()
    at_once(painter, hand.at_ms + 60)
    hand.wait(4000)
    painter.paint_noise(hand.at_ms, 0, 0, WIDTH, HEIGHT)  # a page costs more than a flat grey
    return painter.write(root, hand.events, [SHOP], end_ms=hand.at_ms + 5000)


def take_focus(painter: Painter, at_ms: int) -> None:
    """A frame of 2 px around a field."""
    x, y, width, height = 40, 60, 560, 40
    for number, line in enumerate(
        (
            (x, y, width, 2),
            (x, y + height - 2, width, 2),
            (x, y, 2, height),
            (x + width - 2, y, 2, height),
        )
    ):
        painter.paint(at_ms + 2 * number, *line, 250)


def say_wait(painter: Painter, at_ms: int) -> None:
    """A small box in which a word would stand."""
    painter.paint(at_ms, 40, 300, 40, 12, 250)


def test_a_page_that_comes_late_is_a_wait_whatever_frame_was_drawn(tmp_path: Path) -> None:
    assert rules_of(waiting(tmp_path, take_focus)) == ["long-wait"]


def test_a_small_message_at_once_is_feedback(tmp_path: Path) -> None:
    assert rules_of(waiting(tmp_path, say_wait)) == []


def test_a_cancel_leaves_what_hangs_on_pictures_out(tmp_path: Path) -> None:
    reader = SessionReader(dead(tmp_path))
    assert find_signals(reader, read_tracks(reader), cancelled=lambda: True) == []


def test_the_tracks_tell_a_film_from_a_screen_that_is_taken_when_it_changes(tmp_path: Path) -> None:
    reader = SessionReader(dead(tmp_path))
    assert read_tracks(reader).picture is not None
    reader._manifest = replace(reader.manifest, source="film.mp4")
    assert read_tracks(reader).picture is None


def test_signals_become_suggestions_and_a_judged_one_is_not_raised_again(
    tmp_path: Path, library: Library
) -> None:
    root = tmp_path / "library"
    session_id = land_session(library, dead(root)).id
    assert suggest_signals(library, root, session_id) == 1
    (said,) = library.suggestions(session_id)
    assert (said.rule, said.author, said.kind) == ("rage-clicks", "rule", AnnotationKind.FRICTION)
    assert said.standing is Standing.SUGGESTED
    assert said.reason.startswith("6 clicks within ")
    assert library.annotations(session_id) == []
    library.replace_annotation(replace(said, standing=Standing.REJECTED))
    assert suggest_signals(library, root, session_id) == 0
    assert [s.standing for s in library.suggestions(session_id)] == [Standing.REJECTED]


def test_a_rule_that_no_longer_speaks_takes_its_suggestion_back(
    tmp_path: Path, library: Library
) -> None:
    root = tmp_path / "library"
    session_id = land_session(library, dead(root)).id
    suggest_signals(library, root, session_id)
    strict = changed_settings(SignalSettings(), {"rage-clicks": {"clicks": 20}})
    suggest_signals(library, root, session_id, strict)
    assert "rage-clicks" not in {said.rule for said in library.suggestions(session_id)}


HEADER = "record timestamp,client timestamp,button,state,x,y\n"


def test_a_mouse_log_is_read_as_the_hand_s_events(tmp_path: Path) -> None:
    log = tmp_path / "session_1.csv"
    log.write_text(
        HEADER + "0.0,5.0,NoButton,Move,10,20\n0.1,5.25,Left,Pressed,10,20\n"
        "0.1,5.3,Left,Drag,12,20\n0.2,5.5,Left,Released,12,20\n0.3,6.0,Scroll,Down,12,20\n"
        "0.3,6.1,NoButton,Move,65535,65535\n"
    )
    tracks = read_mouse_log(log)
    assert [(e.time_ns // 1_000_000, e.kind, e.button) for e in tracks.events] == [
        (0, InputKind.MOVE, ""),
        (250, InputKind.PRESS, "left"),
        (300, InputKind.MOVE, ""),
        (500, InputKind.RELEASE, "left"),
        (1000, InputKind.SCROLL, ""),
    ]
    assert tracks.picture is None
    assert tracks.windows is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("time,x,y\n1,2,3\n", "Line 1 of log.csv"),
        (HEADER + "0,0,Left,Pressed,1,2\n0,0,Left,Flown,1,2\n", "Line 3 of log.csv"),
        (HEADER + "0,then,Left,Pressed,1,2\n", "Line 2 of log.csv"),
        (HEADER, "holds no event"),
    ],
)
def test_what_is_no_mouse_log_is_told_by_its_line(tmp_path: Path, text: str, words: str) -> None:
    log = tmp_path / "log.csv"
    log.write_text(text)
    with pytest.raises(ObserverError, match=words):
        read_mouse_log(log)


def test_settings_come_from_a_file_and_its_mistakes_are_told(tmp_path: Path) -> None:
    file = tmp_path / "rules.toml"
    file.write_text("[dead-click]\nquiet_ms = 4000\n")
    assert read_signal_settings(file).of("dead-click").quiet_ms == 4000  # type: ignore[attr-defined]  # the rule's own
    for text in ("[dead-click]\nquiet_ms = 1\n", "[dead-click\n", "dead-click = 3\n"):
        file.write_text(text)
        with pytest.raises(ObserverError, match=r"rules\.toml holds no settings for signals"):
            read_signal_settings(file)
