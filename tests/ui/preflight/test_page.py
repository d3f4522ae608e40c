"""The page before the start, with a real display, a real sound server and a video for a camera."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from observer.capture.displays import list_windows
from observer.model.consent import Consent, ConsentItem
from observer.model.plan import RecordingPlan
from observer.ui.preflight.check import Check, State
from observer.ui.preflight.page import PreflightPage
from tests.capture.videos import make_video
from tests.capture.xhands import Hands

WAIT_MS = 12_000
SCREEN = RecordingPlan(
    "s1", "Study", "P01", Consent((ConsentItem.SCREEN,), "2026-11-21T10:00+01:00")
)


def with_items(*items: ConsentItem) -> RecordingPlan:
    return replace(SCREEN, consent=replace(SCREEN.consent, items=items))


VOICE = replace(with_items(ConsentItem.VOICE), microphone="microphone")
FACE = with_items(ConsentItem.FACE)


@pytest.fixture
def show(qtbot: QtBot, root: Path) -> Iterator["Shower"]:
    shower = Shower(qtbot, root)
    yield shower
    for page in shower.pages:
        page.hide()
        page.shut()


class Shower:
    """Shows pages, and lets go of their devices in the end."""

    def __init__(self, qtbot: QtBot, root: Path) -> None:
        self.qtbot, self.root = qtbot, root
        self.pages: list[PreflightPage] = []

    def __call__(self, plan: RecordingPlan) -> PreflightPage:
        page = PreflightPage(plan, self.root)
        self.qtbot.addWidget(page)
        self.pages.append(page)
        page.resize(1200, 800)
        page.show()
        self.qtbot.waitExposed(page)
        return page

    def until(self, check: Check | None, state: State) -> Check:
        assert check is not None
        self.qtbot.waitUntil(lambda: check.state is state, timeout=WAIT_MS)
        return check

    def started(self, page: PreflightPage) -> RecordingPlan:
        self.qtbot.waitUntil(page.start_button.isEnabled, timeout=WAIT_MS)
        with self.qtbot.waitSignal(page.ready, timeout=WAIT_MS) as ready:
            page.start_button.click()
        assert ready.args is not None
        plan = ready.args[0]
        assert isinstance(plan, RecordingPlan)
        return plan


def press(check: Check, words: str) -> None:
    button = next(one for one in check.buttons if one.text() == words)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


@contextmanager
def speech(tmp_path: Path) -> Iterator[None]:
    said = tmp_path / "said.wav"
    subprocess.run(["espeak-ng", "-w", str(said), "Can you hear me now?"], check=True)
    with subprocess.Popen(["paplay", "--device=room", str(said)]) as player:
        yield
        player.terminate()


def test_only_what_was_agreed_to_is_looked_at(show: Shower) -> None:
    page = show(SCREEN)
    assert (page.voice, page.face, page.sound) == (None, None, None)
    assert show(VOICE).screen_check is None


def test_the_picture_shows_the_screen_with_a_secret_window_filled(
    show: Shower, display: str
) -> None:
    with Hands(display) as hands:
        page = show(SCREEN)
        window = hands.window("KeePassXC", "Passwords")
        hands.bring_to_front(window)
        place = next(one for one in list_windows() if one.id == window)
        check = page.screen_check
        assert check is not None
        show.until(check, State.FINE)

        def filled() -> bool:
            picture = check.picture.pixmap.toImage()
            middle = picture.pixelColor(place.x + place.width // 2, place.y + place.height // 2)
            return middle == QColor(0x34, 0x36, 0x3A)

        show.qtbot.waitUntil(filled, timeout=WAIT_MS)
        show.qtbot.waitUntil(lambda: "Hidden: KeePassXC" in page.privacy.words.text())
        hands.destroy(window)


def test_a_window_that_is_gone_keeps_the_recording_from_starting(show: Shower) -> None:
    page = show(replace(SCREEN, window="No such window"))
    show.until(page.screen_check, State.BROKEN)
    assert not page.start_button.isEnabled()
    assert "no longer open" in page.summary.text()
    assert page.screen_check is not None
    page.screen_check._take("", "")  # what the menu does
    assert show.started(page).window == ""


def test_a_private_window_can_be_hidden_from_here(show: Shower, display: str) -> None:
    with Hands(display) as hands:
        window = hands.window("Thunderbird", "Mail", 1200, 780)
        page = show(SCREEN)
        show.until(page.privacy, State.CAREFUL)
        assert "Thunderbird" in page.privacy.words.text()
        press(page.privacy, "Hide them")
        assert page.privacy.state is State.FINE
        assert page.plan().secrets.matches("thunderbird", "")
        hands.destroy(window)


def test_the_plan_hides_our_own_windows(show: Shower) -> None:
    plan = show.started(show(SCREEN))
    assert plan.secrets.matches(QCoreApplication.applicationName(), "")


def test_the_meter_has_to_move_before_it_can_start(
    show: Shower, sound_server: str, tmp_path: Path
) -> None:
    page = show(VOICE)
    assert page.voice is not None
    voice = page.voice
    show.qtbot.waitUntil(lambda: "Say something" in voice.words.text(), timeout=WAIT_MS)
    assert not page.start_button.isEnabled()
    with speech(tmp_path):
        show.until(voice, State.FINE)
    assert voice.words.text() == "I can hear you."
    assert show.started(page).microphone == "microphone"
    assert voice.released


def test_a_microphone_that_is_gone_can_be_left_out(show: Shower, sound_server: str) -> None:
    page = show(replace(VOICE, microphone="gone"))
    broken = show.until(page.voice, State.BROKEN)
    assert "gone" in broken.words.text()
    assert not page.start_button.isEnabled()
    press(broken, "Record without it")
    assert broken.state is State.LEFT_OUT
    assert "Voice" in page.summary.text()
    assert show.started(page).microphone is None


def test_what_the_computer_plays_is_tried_and_can_be_left_out(
    show: Shower, sound_server: str
) -> None:
    page = show(replace(VOICE, system_sound=""))
    check = show.until(page.sound, State.FINE)
    press(check, "Record without it")
    assert page.plan().system_sound is None
    press(check, "Record it after all")
    show.until(check, State.FINE)
    assert page.plan().system_sound == ""


def test_the_cameras_picture_is_seen_and_the_camera_let_go_before_the_start(
    show: Shower, tmp_path: Path
) -> None:
    video = make_video(tmp_path / "face.avi", source="color=c=red:size=320x240:rate=15")
    page = show(replace(FACE, camera=str(video)))
    show.until(page.face, State.FINE)
    assert page.face is not None
    color = page.face.picture.pixmap.toImage().pixelColor(80, 60)
    assert color.red() > 200
    assert max(color.green(), color.blue()) < 60
    assert show.started(page).camera == str(video)
    assert page.face.released


def test_a_camera_that_is_gone_says_so_and_can_be_left_out(show: Shower) -> None:
    page = show(replace(FACE, camera="/dev/video77"))
    broken = show.until(page.face, State.BROKEN)
    assert "/dev/video77" in broken.words.text()
    press(broken, "Record without it")
    assert show.started(page).camera is None


def test_a_start_that_failed_can_be_tried_again(show: Shower, sound_server: str) -> None:
    page = show(replace(VOICE, microphone=None, system_sound=""))
    told: list[RecordingPlan] = []
    page.ready.connect(told.append)
    show.started(page)
    page.disk.look()  # what still comes in does not start it twice
    show.qtbot.wait(300)
    assert len(told) == 1
    assert not page.start_button.isEnabled()
    page.begin()
    show.started(page)
    assert len(told) == 2


def test_the_disk_is_told_in_hours(show: Shower) -> None:
    page = show(SCREEN)
    show.until(page.disk, State.FINE)
    assert "hours" in page.disk.words.text()
    page.disk._found(100_000_000)
    assert page.disk.state.value == "careful"
    assert "30 minutes" in page.disk.words.text()


def test_devices_are_let_go_while_nobody_looks(show: Shower, sound_server: str) -> None:
    page = show(VOICE)
    assert page.voice is not None
    voice = page.voice
    show.qtbot.waitUntil(lambda: "Say something" in voice.words.text(), timeout=WAIT_MS)
    page.hide()
    show.qtbot.waitUntil(lambda: voice.released, timeout=WAIT_MS)


def test_every_state_is_told_by_a_word_of_its_own(qtbot: QtBot) -> None:
    check = Check("Voice")
    qtbot.addWidget(check)
    words = set()
    for state in State:
        check.tell(state, "…")
        words.add(check.accessibleName())
    assert len(words) == len(State)
