"""What the participant agreed to: asked one by one, nothing ticked beforehand."""

from collections.abc import Collection

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from observer.model.consent import ConsentItem
from observer.ui.labels import text_label
from observer.ui.theme import BODY, SMALL, SPACE, font


class ConsentPanel(QWidget):
    """A question an item, each with one plain sentence."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sentences = {
            ConsentItem.SCREEN: self.tr("Everything on the screen is filmed, window titles too."),
            ConsentItem.VOICE: self.tr("What is said in the room is recorded."),
            ConsentItem.FACE: self.tr("The camera films the face."),
            ConsentItem.INPUT: self.tr(
                "Clicks and the kind of key are recorded, never the typed letters."
            ),
            ConsentItem.SHARING: self.tr(
                "Clips, reels and reports may be shown to others in the company."
            ),
        }
        titles = {
            ConsentItem.SCREEN: self.tr("Screen"),
            ConsentItem.VOICE: self.tr("Voice"),
            ConsentItem.FACE: self.tr("Face"),
            ConsentItem.INPUT: self.tr("Mouse and keyboard"),
            ConsentItem.SHARING: self.tr("Sharing clips"),
        }
        self.boxes: dict[ConsentItem, QCheckBox] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for item, title in titles.items():
            box = QCheckBox(title)
            box.setFont(font(BODY, 600))
            box.setAccessibleDescription(self._sentences[item])
            box.toggled.connect(self.changed)
            sentence = text_label(self._sentences[item], size=SMALL, tone="dim", wrap=True)
            sentence.setContentsMargins(28, 0, 0, SPACE)
            column.addWidget(box)
            column.addWidget(sentence)
            self.boxes[item] = box

    def agreed(self) -> tuple[ConsentItem, ...]:
        """What is ticked."""
        return tuple(item for item, box in self.boxes.items() if box.isChecked())

    def show_agreed(self, items: Collection[ConsentItem]) -> None:
        """Tick these, and these alone."""
        for item, box in self.boxes.items():
            box.setChecked(item in items)

    def wording(self) -> str:
        """The sentences that were agreed to, as they were shown."""
        return " ".join(self._sentences[item] for item in self.agreed())

    def clear(self) -> None:
        """Untick everything: the next participant is asked anew."""
        for box in self.boxes.values():
            box.setChecked(False)
