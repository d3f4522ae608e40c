"""The sessions that were opened last, to come back to."""

from PySide6.QtCore import QSettings, Signal
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from observer.database.library import Library
from observer.ui.buttons import set_icon
from observer.ui.theme import font
from observer.ui.wording import spoken_date

_SETTING = "library/recent"
_KEPT = 8


def remember_opened(session_id: str) -> None:
    """This session is the one that was opened last."""
    before = [one for one in opened_lately() if one != session_id]
    QSettings().setValue(_SETTING, " ".join([session_id, *before][:_KEPT]))


def opened_lately() -> list[str]:
    """The ids of the sessions that were opened last, the latest first, of whatever library."""
    return str(QSettings().value(_SETTING, "")).split()


class RecentButton(QPushButton):
    """A menu of those that this library has."""

    chosen = Signal(str)

    def __init__(self, library: Library, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self.setText(self.tr("Recent"))
        self.setFont(font())
        self.setProperty("role", "quiet")
        self.setToolTip(self.tr("Sessions opened last"))
        set_icon(self, "chevron-down", "dim")
        self._list = QMenu(self)
        self._list.aboutToShow.connect(self._fill)
        self.setMenu(self._list)

    def refresh(self) -> None:
        """Be there only if there is something to come back to."""
        self.setVisible(bool(self._library.sessions_of(opened_lately())))

    def _fill(self) -> None:
        self._list.clear()
        rows = {row.id: row for row in self._library.sessions_of(opened_lately())}
        for session_id in opened_lately():
            row = rows.get(session_id)
            if row is not None:
                words = f"{row.participant} · {row.study} · {spoken_date(row.recorded_at)}"
                action = self._list.addAction(words.replace("&", "&&"))
                action.triggered.connect(lambda _on=False, one=session_id: self.chosen.emit(one))
