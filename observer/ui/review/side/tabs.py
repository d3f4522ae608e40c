"""The panel's tabs with their counts."""

from enum import StrEnum

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QTabBar, QWidget

from observer.ui.theme import BODY, font

_HEIGHT_PX = 44
_STYLE = f"QTabBar::tab {{ height: {_HEIGHT_PX - 2}px; padding: 0 7px; margin-right: 4px; }}"


class Tab(StrEnum):
    """What the panel can show."""

    MOMENTS = "moments"
    SUGGESTED = "suggested"
    WORDS = "words"
    TASKS = "tasks"
    COVERED = "covered"


class Tabs(QTabBar):
    """Moments 23 · Suggested 9 · Words · Tasks · Covered 2; reached by Alt and their numbers."""

    chosen = Signal(object)  # Tab

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFont(font(BODY))
        self.setStyleSheet(_STYLE)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.setAccessibleName(self.tr("What the panel shows"))
        for number, tab in enumerate(Tab, 1):
            self.addTab(self._words(tab, 0))
            self.setTabToolTip(number - 1, self.tr("Alt {number}").format(number=number))
        self.currentChanged.connect(lambda place: self.chosen.emit(list(Tab)[place]))

    @property
    def tab(self) -> Tab:
        """What is shown."""
        return list(Tab)[max(0, self.currentIndex())]

    def choose(self, tab: Tab) -> None:
        """Show it."""
        self.setCurrentIndex(list(Tab).index(tab))

    def show_count(self, tab: Tab, count: int) -> None:
        """Say how many there are."""
        self.setTabText(list(Tab).index(tab), self._words(tab, count))
        self.updateGeometry()

    def show_tab(self, tab: Tab, shown: bool) -> None:
        """Offer it or not; one that goes while it is shown gives way to the moments."""
        if not shown and self.tab is tab:
            self.choose(Tab.MOMENTS)
        self.setTabVisible(list(Tab).index(tab), shown)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """As high as the page's header, nearly."""
        return QSize(super().sizeHint().width(), _HEIGHT_PX)

    def minimumSizeHint(self) -> QSize:
        """All of them: one that is cut or scrolled away is not found."""
        return self.sizeHint()

    def _words(self, tab: Tab, count: int) -> str:
        words = {
            Tab.MOMENTS: self.tr("Moments"),
            Tab.SUGGESTED: self.tr("Suggested"),
            Tab.WORDS: self.tr("Words"),
            Tab.TASKS: self.tr("Tasks"),
            Tab.COVERED: self.tr("Covered"),
        }[tab]
        return f"{words} {count}" if count else words
