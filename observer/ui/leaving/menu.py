"""The small arrow beside Export: every way out of the session, and the one into it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from observer.ui.buttons import set_icon


class ExportMenu(QToolButton):
    """Reached with Tab, opened with Space or Down."""

    clip_chosen = Signal()
    verb_chosen = Signal(str)  # export_data, report or bring

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "quiet")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        words = self.tr("Clips, data, a report; or bring annotations in")
        self.setToolTip(words)
        self.setAccessibleName(words)
        set_icon(self, "chevron-down", "dim")
        menu = QMenu(self)
        self.actions_by_name: dict[str, QAction] = {}
        clip = menu.addAction(self.tr("Clips or a picture…"))
        clip.setShortcut(QKeySequence("Ctrl+E"))
        clip.triggered.connect(self.clip_chosen)
        self.actions_by_name["export"] = clip
        for verb, text, keys in (
            ("export_data", self.tr("Data…"), "Ctrl+Shift+E"),
            ("report", self.tr("Report on the study…"), ""),
            ("", "", ""),
            ("bring", self.tr("Bring in annotations…"), ""),
        ):
            if not verb:
                menu.addSeparator()
                continue
            action = menu.addAction(text)
            if keys:
                action.setShortcut(QKeySequence(keys))
            action.triggered.connect(lambda _on=False, verb=verb: self.verb_chosen.emit(verb))
            self.actions_by_name[verb] = action
        for action in menu.actions():
            # The page's own shortcuts do it; here the keys are only named.
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.setShortcutVisibleInContextMenu(True)
        self.setMenu(menu)
