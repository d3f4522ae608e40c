"""What can be done with one session, from a card or a line of the list."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from observer.database.rows import SessionRow
from observer.model.annotation import ReviewState
from observer.model.manifest import SessionState
from observer.ui.library.words import review_words


class SessionMenu(QObject):
    """Makes the menu; the signals say what was chosen."""

    open_asked = Signal(str)
    repair_asked = Signal(str)
    folder_asked = Signal(str)
    pack_asked = Signal(str)
    review_asked = Signal(str, object)
    """A session's id, and how far its review is to be."""
    erase_asked = Signal(str, str)
    """The study and the participant of the session."""

    def make(self, row: SessionRow, owner: QWidget) -> QMenu:
        """The menu of a session; its owner shows it."""
        menu = QMenu(owner)
        recording = row.state is SessionState.RECORDING
        words = self.tr("Go to the recording") if recording else self.tr("Open")
        menu.addAction(words).triggered.connect(lambda: self.open_asked.emit(row.id))
        if row.state is SessionState.INTERRUPTED:
            menu.addAction(self.tr("Repair")).triggered.connect(
                lambda: self.repair_asked.emit(row.id)
            )
        menu.addAction(self.tr("Show the folder")).triggered.connect(
            lambda: self.folder_asked.emit(row.folder)
        )
        if row.state is SessionState.CLOSED:
            menu.addAction(self.tr("Pack for somebody…")).triggered.connect(
                lambda: self.pack_asked.emit(row.id)
            )
        menu.addSeparator()
        states = QActionGroup(menu)
        for state in ReviewState:
            action = menu.addAction(review_words(state))
            action.setCheckable(True)
            action.setChecked(state is row.review)
            states.addAction(action)
            action.triggered.connect(lambda _on, state=state: self.review_asked.emit(row.id, state))
        menu.addSeparator()
        erase = menu.addAction(self.tr("Erase {name}…").format(name=row.participant))
        erase.triggered.connect(lambda: self.erase_asked.emit(row.study, row.participant))
        return menu
