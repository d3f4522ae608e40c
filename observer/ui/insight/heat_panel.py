"""Where people clicked on a chosen screen: read in the background, honest about what it joins."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout

from observer.analysis.insight import Insight
from observer.analysis.screens import Screen, Stay, screens
from observer.database.library import Library
from observer.intake.heat import Click, ClickMap, click_map
from observer.intake.uncollected import uncollected
from observer.model.clock import format_ns
from observer.model.errors import Cancelled, ObserverError
from observer.ui.background import Progress, Task, run
from observer.ui.banner import show_error
from observer.ui.combo_box import ComboBox
from observer.ui.insight.evidence import Evidence, Sight, Witnesses
from observer.ui.insight.figure_label import FigureLabel, flush
from observer.ui.insight.heat_colors import Density, density
from observer.ui.insight.heat_view import HeatView
from observer.ui.insight.panel import INSET_PX, Panel
from observer.ui.insight.words import counted
from observer.ui.theme import SMALL, SPACE

_MOST_SCREENS = 60
READING = "Reading the clicks…"
MADE = (
    "Screens are told apart by application and title. A click is placed by its way from the"
    " window's corner; sessions whose window had another size are left out and counted. What was"
    " scrolled is not moved back, and the still is one moment of one session: what lay below a"
    " click may have looked different."
)


class HeatPanel(Panel):
    """Chooses a screen and the session whose still is shown."""

    sight_asked = Signal(object)
    """A Sight."""

    evidence_asked = Signal(object)
    """An Evidence."""

    def __init__(self, library: Library, root: Path) -> None:
        super().__init__(_tr("Where people clicked"), "", _tr(MADE))
        self._library = library
        self._root = root
        self._found: Insight | None = None
        self._screens: tuple[Screen, ...] = ()
        self._finding: Task | None = None
        self._reading: Task | None = None
        self._shown: tuple[Insight | None, str, str, Stay | None] | None = None
        self.choice = _chooser(_tr("Screen"))
        self.still = _chooser(_tr("Still of"))
        self.view = HeatView()
        self.view.hide()
        self.said = FigureLabel(size=SMALL, tone="dim")
        self.said.pressed.connect(self._open_joined)
        self._map: ClickMap | None = None
        self._lay_out()
        self.choice.activated.connect(self._choose_screen)
        self.still.activated.connect(self._read)
        self.view.click_opened.connect(self._open)

    def show_found(self, found: Insight) -> None:
        """Find the screens of a study, then read the clicks once they can be seen."""
        if self._found is None or self._found.facts.study.id != found.facts.study.id:
            self._show_nothing(_tr(READING))
        self._found = found
        if self._finding is not None:
            self._finding.cancel()
        facts = found.facts

        def work(progress: Progress) -> tuple[Screen, ...]:
            with uncollected():
                return screens(facts, progress.cancelled)[:_MOST_SCREENS]

        self._finding = run(self, work, partial(self._offer, found), self._fail)

    def showEvent(self, event: QShowEvent) -> None:
        """Read what was not needed before."""
        super().showEvent(event)
        self._read()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(INSET_PX, 0, INSET_PX, 0)
        row.setSpacing(SPACE)
        row.addWidget(self.choice, 3)
        row.addWidget(self.still, 1)
        inner = QHBoxLayout()
        inner.setContentsMargins(INSET_PX, 0, INSET_PX, 0)
        inner.addWidget(self.view)
        self.column.addLayout(row)
        self.column.addLayout(inner)
        said = flush(self.said)
        said.setContentsMargins(INSET_PX, 0, INSET_PX, 0)
        self.column.addLayout(said)

    def _show_nothing(self, words: str) -> None:
        """Nothing of another study stays in sight, or is still read."""
        if self._reading is not None:
            self._reading.cancel()
        self._screens, self._map, self._shown = (), None, None
        for box in (self.choice, self.still):
            box.clear()
            box.hide()
        self.view.hide()
        self.said.setText(words)

    def _offer(self, found: Insight, offered: tuple[Screen, ...]) -> None:
        if found is not self._found:  # another was asked for while this one was found
            return
        if not offered:
            self._show_nothing(
                _tr("Sit-ins that record windows and clicks show here where people clicked.")
            )
            return
        before = self.choice.currentText()
        self._screens = offered
        self.choice.clear()
        for one in offered:
            sessions = counted(len(one.session_ids), _tr("session"), _tr("sessions"))
            name = " · ".join(part for part in (one.title, one.application) if part)
            self.choice.addItem(f"{name} ({sessions})")
        self.choice.setCurrentIndex(max(0, self.choice.findText(before)))
        self.choice.show()
        self.still.show()
        self._choose_screen()

    def _choose_screen(self) -> None:
        screen = self._screens[self.choice.currentIndex()]
        witnesses = Witnesses(self._found) if self._found else None
        self.still.clear()
        for stay in screen.stays:
            who = witnesses.participant(stay.session_id) if witnesses else ""
            middle = format_ns((stay.start_ns + stay.end_ns) // 2)
            self.still.addItem(f"{who}, {middle}", stay)
        self.still.setCurrentIndex(-1)  # the reading finds the still that most sessions fit
        self._read()

    def _read(self) -> None:
        if not self.isVisible() or not self._screens:
            return
        screen = self._screens[self.choice.currentIndex()]
        stay: Stay | None = self.still.currentData()
        wanted = (self._found, screen.application, screen.title, stay)
        if wanted == self._shown:
            return
        self._shown = wanted
        if self._reading is not None:
            self._reading.cancel()
        library, root = self._library, self._root

        def work(progress: Progress) -> tuple[Stay | None, ClickMap, Density]:
            told = click_map(
                library, root, screen, stay, progressed=progress, cancelled=progress.cancelled
            )
            points = [(one.x, one.y) for one in told.clicks]
            return stay, told, density(points, told.still.width, told.still.height)

        self._map = None
        self.said.setText(_tr(READING))
        self._reading = run(self, work, self._take, self._fail)

    def _take(self, read: tuple[Stay | None, ClickMap, Density]) -> None:
        asked, told, heat = read
        if self._shown is None or self._shown[3] != asked or told.still_of not in self._stays():
            return
        if asked is None:
            self.still.setCurrentIndex(self._stays().index(told.still_of))
            self._shown = (*self._shown[:3], told.still_of)
        self.still.show()
        self.view.show_map(told, heat)
        self.view.show()
        self._map = told
        self.said.setText(joined_words(told))

    def _stays(self) -> list[Stay]:
        return [self.still.itemData(place) for place in range(self.still.count())]

    def _fail(self, error: Exception) -> None:
        if isinstance(error, Cancelled):  # another screen was asked for meanwhile
            return
        self.view.hide()
        self.still.setVisible(self.still.currentIndex() >= 0)
        if isinstance(error, ObserverError):
            self.said.setText(str(error))
        else:
            show_error(self, error)

    def _open_joined(self) -> None:
        """The sit-ins whose clicks are on the still, and those that were left out."""
        if self._map is None or self._found is None:
            return
        witnesses = Witnesses(self._found)
        groups = (
            *witnesses.sessions(_tr("On this still"), self._map.joined),
            *witnesses.sessions(_tr("The window had another size"), self._map.other_size),
            *witnesses.sessions(_tr("Could not be read"), self._map.unread),
        )
        told = Evidence(self.choice.currentText(), (self.said.text(),), groups, _tr(MADE))
        self.evidence_asked.emit(told)

    def _open(self, one: Click) -> None:
        self.sight_asked.emit(Sight(one.session_id, one.time_ns, "", ""))


def joined_words(told: ClickMap) -> str:
    """How many clicks of how many sessions, and which are not on it."""
    parts = [
        _tr("{clicks} of {sessions} on this still.").format(
            clicks=counted(len(told.clicks), _tr("click"), _tr("clicks")),
            sessions=counted(len(told.joined), _tr("session"), _tr("sessions")),
        )
    ]
    for left_out, words in (
        (told.other_size, _tr("{sessions} left out: the window had another size.")),
        (told.unread, _tr("{sessions} could not be read.")),
    ):
        if left_out:
            number: Sequence[str] = left_out
            sessions = counted(len(number), _tr("session"), _tr("sessions"))
            parts.append(words.format(sessions=sessions))
    return " ".join(parts)


def _chooser(name: str) -> ComboBox:
    box = ComboBox()
    box.setAccessibleName(name)
    box.setMinimumContentsLength(8)
    return box


def _tr(text: str) -> str:
    return QCoreApplication.translate("Insight", text)
