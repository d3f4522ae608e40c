"""The page before the start: everything that was agreed to is seen and heard to work."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from observer.model.consent import TrackKind
from observer.model.plan import RecordingPlan
from observer.ui.background import run
from observer.ui.buttons import push_button
from observer.ui.labels import text_label
from observer.ui.preflight.check import Check, State
from observer.ui.preflight.computer_sound_check import ComputerSoundCheck
from observer.ui.preflight.disk_check import DiskCheck
from observer.ui.preflight.face_check import FaceCheck
from observer.ui.preflight.notices_check import NoticesCheck
from observer.ui.preflight.own_window_check import OwnWindowCheck
from observer.ui.preflight.privacy_check import PrivacyCheck
from observer.ui.preflight.screen_check import PICTURE_HEIGHTS, ScreenCheck
from observer.ui.preflight.surroundings import Surroundings, look_around
from observer.ui.preflight.voice_check import VoiceCheck
from observer.ui.sign.own_windows import with_own_windows_hidden
from observer.ui.surfaces import framed, scrolled, start_foot
from observer.ui.theme import GUTTER, HEADING, SMALL, SPACE

_LOOK_EVERY_MS = 1_000
_DISK_EVERY = 5  # looks around
_TWO_COLUMNS_FROM = 900
_WIDEST = 1320


class PreflightPage(QWidget):
    """Looks for as long as it is seen, and lets go of every device before it says `ready`."""

    ready = Signal(object)
    """A RecordingPlan, perhaps with other devices, and with this program's own windows hidden.

    No device is held any more, and nothing looked at until the page is shown again or `begin`.
    """
    back = Signal()
    """The moderator wants the page before."""

    def __init__(self, plan: RecordingPlan, root: Path, parent: QWidget | None = None) -> None:
        """`root` is the library's folder, which need not exist yet."""
        super().__init__(parent)
        self._plan = plan = with_own_windows_hidden(plan)
        self._looks = 0
        self._looking = False
        self._starting = False
        self._told = False
        tracks = plan.wanted_tracks()
        self.screen_check = ScreenCheck(plan) if TrackKind.SCREEN in tracks else None
        self.voice = VoiceCheck(plan) if TrackKind.MICROPHONE in tracks else None
        self.sound = ComputerSoundCheck(plan) if TrackKind.SYSTEM_SOUND in tracks else None
        self.face = FaceCheck(plan) if TrackKind.CAMERA in tracks else None
        self.disk = DiskCheck(root)
        self.notices = NoticesCheck()
        self.privacy = PrivacyCheck(plan)
        self.own_window = OwnWindowCheck()
        self.start_button = push_button("", role="primary", icon_name="record")
        self.back_button = push_button(self.tr("Back"), role="quiet", icon_name="arrow-left")
        self.summary = text_label(tone="dim", wrap=True)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._build()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY_MS)
        self._timer.timeout.connect(self._look)
        self.start_button.clicked.connect(self._start)
        self.back_button.clicked.connect(self.back)
        for check in self.checks():
            check.changed.connect(self._judge)
        self._judge()

    def checks(self) -> list[Check]:
        """What is looked at, in the order it is read; of what is recorded only what was agreed."""
        recorded = [self.screen_check, self.voice, self.sound, self.face]
        around = [self.disk, self.notices]
        if self.screen_check is not None:
            around += [self.privacy, self.own_window]
        return [*(check for check in recorded if check is not None), *around]

    def plan(self) -> RecordingPlan:
        """The plan with what was chosen here."""
        plan = self._plan
        for check in (self.screen_check, self.voice, self.sound, self.face, self.privacy):
            if check is not None:
                plan = check.applied(plan)
        return plan

    def shut(self) -> None:
        """The window closes: let go of the devices, and wait for it."""
        self._timer.stop()
        for device in (self.voice, self.face):
            if device is not None:
                device.shut()

    def begin(self) -> None:
        """Look at everything anew: the page is shown, or what it was `ready` for did not start."""
        self._starting = self._told = False
        self._looks = 0
        for device in (self.voice, self.face):
            if device is not None:
                device.begin()
        if self.sound is not None:
            self.sound.look()
        self.notices.look()
        self._timer.start()
        self.setFocus()  # a ring around the way back would look like a choice
        QTimer.singleShot(0, self, self._look)
        self._judge()

    def showEvent(self, event: QShowEvent) -> None:
        """Look while seen."""
        self.begin()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks: the devices are let go."""
        self._timer.stop()
        self._let_go()
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column where two would be narrow."""
        wide = event.size().width() >= _TWO_COLUMNS_FROM
        if self.screen_check is not None:
            least, most = PICTURE_HEIGHTS
            height = min(most, max(least, event.size().height() // 3))
            self.screen_check.picture.setMinimumHeight(height)
        direction = QBoxLayout.Direction
        self._columns.setDirection(direction.LeftToRight if wide else direction.TopToBottom)
        super().resizeEvent(event)

    def _look(self) -> None:
        if self._looks % _DISK_EVERY == 0:
            self.disk.look()
        self._looks += 1
        if self.screen_check is not None and not self._looking:
            self._looking = True
            display = self._plan.display
            run(self, lambda _progress: look_around(display), self._found)

    def _found(self, around: Surroundings) -> None:
        self._looking = False
        if not self.isVisible() or self._starting:
            return
        area = QRect()
        if self.screen_check is not None:
            self.screen_check.look(around, self.plan().secrets)
            area = self.screen_check.area()
        self.privacy.look(around)
        self.own_window.look(area)

    def _obstacle(self) -> Check | None:
        """The first thing that keeps the recording from starting."""
        agreed = [self.screen_check, self.voice, self.sound, self.face]
        for check in (*agreed, self.disk):
            if check is not None and check.state in (State.BROKEN, State.LOOKING):
                return check
        return None

    def _judge(self) -> None:
        if self._starting:
            self._start_once_free()
            return
        obstacle = self._obstacle()
        self.start_button.setText(self.tr("Start recording"))
        self.start_button.setEnabled(obstacle is None)
        if obstacle is not None:
            words = obstacle.words.text() or self.tr("Looking…")
            self.summary.setText(f"{obstacle.title}: {words}")
        else:
            self.summary.setText(self._all_well())

    def _all_well(self) -> str:
        careful = [one.title for one in self.checks() if one.state is State.CAREFUL]
        out = [one.title for one in self.checks() if one.state is State.LEFT_OUT]
        told = []
        if out:
            told.append(self.tr("Left out: {names}.").format(names=", ".join(out)))
        if careful:
            told.append(self.tr("Worth a look: {names}.").format(names=", ".join(careful)))
        return " ".join(told) or self.tr("Everything works.")

    def _start(self) -> None:
        self._starting = True
        self.start_button.setEnabled(False)
        self.start_button.setText(self.tr("Starting…"))
        self._timer.stop()
        self._let_go()
        self._start_once_free()

    def _let_go(self) -> None:
        for device in (self.voice, self.face):
            if device is not None:
                device.end()

    def _start_once_free(self) -> None:
        """The recording opens the same devices, and a camera has one user at a time."""
        held = [one for one in (self.voice, self.face) if one is not None and not one.released]
        if not held and not self._told:
            self._told = True
            self.ready.emit(self.plan())

    def _build(self) -> None:
        self.setProperty("surface", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._head())
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(GUTTER + SPACE, GUTTER, GUTTER + SPACE, GUTTER)
        inner = QWidget()
        inner.setMaximumWidth(_WIDEST)
        inner.setLayout(self._columns)
        row.addWidget(inner, 0, Qt.AlignmentFlag.AlignTop)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(2 * SPACE)
        right = [_panel([one]) for one in (self.voice, self.sound, self.face) if one is not None]
        right.append(_panel([self.disk, self.notices]))
        if self.screen_check is not None:
            left = [_panel([self.screen_check]), _panel([self.privacy, self.own_window])]
            self._columns.addWidget(_stacked(left), 3, Qt.AlignmentFlag.AlignTop)
        self._columns.addWidget(_stacked(right), 2, Qt.AlignmentFlag.AlignTop)
        outer.addWidget(scrolled(body, upright=False), 1)
        outer.addWidget(start_foot(self.start_button, self.summary))

    def _head(self) -> QFrame:
        bar = QFrame()
        bar.setProperty("surface", "bar")
        row = QHBoxLayout(bar)
        row.setContentsMargins(GUTTER, SPACE, GUTTER + SPACE, SPACE)
        row.setSpacing(2 * SPACE)
        row.addWidget(self.back_button)
        row.addWidget(text_label(self.tr("Before it starts"), size=HEADING, weight=600))
        row.addStretch(1)
        who = f"{self._plan.participant} · {self._plan.study}"
        row.addWidget(text_label(who, size=SMALL, tone="dim"))
        return bar


def _panel(checks: Iterable[Check]) -> QFrame:
    panel, column = framed(2 * SPACE)
    for check in checks:
        column.addWidget(check)
    return panel


def _stacked(panels: list[QFrame]) -> QWidget:
    stack = QWidget()
    column = QVBoxLayout(stack)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2 * SPACE)
    for panel in panels:
        column.addWidget(panel)
    return stack
