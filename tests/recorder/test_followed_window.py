"""A window that is followed: picture and hand agree on where things are, wherever it moves."""

import time
from dataclasses import replace
from pathlib import Path

import pytest

from observer.model.consent import ConsentItem
from observer.model.errors import ObserverError
from observer.model.samples import InputEvent, InputKind
from observer.recorder.client import start_recording
from observer.session.reader import SessionReader
from observer.session.verify import verify_session
from tests.capture.private_xserver import private_xserver
from tests.capture.xhands import Hands
from tests.synthetic_session import synthetic_plan, wait_for_frames

SEEN = (ConsentItem.SCREEN, ConsentItem.INPUT)


def presses(folder: Path) -> list[InputEvent]:
    return [one for one in SessionReader(folder).input_events() if one.kind is InputKind.PRESS]


def test_clicks_are_told_in_the_windows_own_pixels_also_after_it_moved(tmp_path: Path) -> None:
    with private_xserver() as server, Hands(server.display) as hands:
        window = hands.window("shop", "Kettles", 50, 60)
        plan = replace(synthetic_plan(consent=SEEN), display=server.display, window=hex(window))
        client = start_recording(tmp_path, plan)
        wait_for_frames(client, 1)
        hands.move(60, 80)
        hands.click()
        time.sleep(0.3)
        hands.place(window, 150, 110)
        time.sleep(0.3)
        hands.move(160, 130)
        hands.click()
        time.sleep(0.3)
        client.stop()
    assert [(one.x, one.y) for one in presses(client.folder)] == [(10, 20), (10, 20)]
    report = verify_session(client.folder)
    assert report.ok, report.checks


def test_a_window_that_is_not_there_is_refused_with_those_that_are(tmp_path: Path) -> None:
    with private_xserver() as server, Hands(server.display) as hands:
        hands.window("shop", "Kettles")
        plan = replace(synthetic_plan(consent=SEEN), display=server.display, window="Toasters")
        with pytest.raises(ObserverError, match="Toasters") as refusal:
            start_recording(tmp_path, plan)
    assert "Kettles" in refusal.value.remedy
    assert list(tmp_path.iterdir()) == []
