"""Which windows must never be seen: password stores anyhow, and whatever is named here."""

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from observer.model.secrets import DEFAULT_APPLICATIONS, SecretWindows
from observer.ui.labels import text_label
from observer.ui.theme import SMALL, SPACE, font

_SETTING = "record/hidden-windows"


class HiddenWindows(QWidget):
    """One line of names, kept for the next time."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.names = QLineEdit(str(QSettings().value(_SETTING, "")))
        self.names.setFont(font())
        self.names.setAccessibleName(self.tr("Windows to hide"))
        self.names.setPlaceholderText(self.tr("Bank, Mail, Slack"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addWidget(self.names)
        column.addWidget(
            text_label(
                self.tr(
                    "Windows of these applications or titles are blacked out, and no input is "
                    "taken while one is in front. Password stores are hidden anyhow."
                ),
                size=SMALL,
                tone="dim",
                wrap=True,
            )
        )

    def secrets(self) -> SecretWindows:
        """What to hide; a name may be an application or a part of a title."""
        QSettings().setValue(_SETTING, self.names.text())
        named = tuple(name for part in self.names.text().split(",") if (name := part.strip()))
        return SecretWindows((*DEFAULT_APPLICATIONS, *named), named)
