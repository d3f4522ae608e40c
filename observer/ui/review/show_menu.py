"""The menu of what is drawn over the picture, and how close the picture is."""

from PySide6.QtGui import QAction, QMouseEvent
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from observer.ui.buttons import set_icon
from observer.ui.review.keys import KEYS
from observer.ui.review.picture.layers import Layer, layer_words
from observer.ui.review.picture.view import PictureView
from observer.ui.theme import BODY, font


class ShowMenu(QMenu):
    """Stays open while layers are switched, so that several can be compared."""

    def __init__(self, picture: PictureView, parent: QWidget) -> None:
        super().__init__(parent)
        self._picture = picture
        self._layers = {layer: self._add_layer(layer) for layer in Layer}
        self.addSeparator()
        self._add(self.tr("Closer"), "picture_in").triggered.connect(lambda: picture.zoom(1))
        self._add(self.tr("Wider"), "picture_out").triggered.connect(lambda: picture.zoom(-1))
        self._fit = self._add(self.tr("Whole picture"), "picture_fit")
        self._fit.triggered.connect(picture.fit)
        self.addSeparator()
        self._corner = self._add(self.tr("Face to the next corner"), "move_face")
        self._corner.triggered.connect(picture.move_face)
        self._size = self._add(self.tr("Face in the next size"), "resize_face")
        self._size.triggered.connect(picture.resize_face)
        self.aboutToShow.connect(self._refresh)
        picture.layers.changed.connect(self._refresh)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on what can be ticked ticks it, and the menu stays."""
        action = self.actionAt(event.position().toPoint())
        ticked = action is not None and action.isCheckable()  # type: ignore[redundant-expr]  # the stubs forget that there may be none
        if ticked and action.isEnabled():
            action.trigger()
            event.accept()
        else:
            super().mouseReleaseEvent(event)

    def _add_layer(self, layer: Layer) -> QAction:
        action = self._add(layer_words(layer), f"layer_{layer}")
        action.setCheckable(True)
        action.triggered.connect(lambda on: self._picture.layers.set_wanted(layer, on))
        return action

    def _add(self, words: str, verb: str) -> QAction:
        written = next(key.written for key in KEYS if key.verb == verb)
        return self.addAction(f"{words}\t{written}")

    def _refresh(self) -> None:
        for layer, action in self._layers.items():
            action.setChecked(self._picture.layers.is_wanted(layer))
        self._layers[Layer.CAPTIONS].setEnabled(self._picture.has_captions)
        self._fit.setEnabled(not self._picture.viewport.is_fitted)
        for action in (self._corner, self._size):
            action.setEnabled(not self._picture.face_area().isEmpty())


class ShowButton(QPushButton):
    """Opens the menu; where there is little room its icon alone is left."""

    def __init__(self, picture: PictureView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = self.tr("Show")
        self.setFont(font(BODY))
        said = self.tr("What is drawn over the picture (V)")
        self.setToolTip(said)
        self.setAccessibleName(said)
        self.setText(self._words)
        set_icon(self, "eye", "ink")
        self.setMenu(ShowMenu(picture, self))

    @property
    def full_px(self) -> int:
        """How wide it is with its words."""
        return self.sizeHint().width() + (0 if self.text() else self.words_px)

    @property
    def words_px(self) -> int:
        """How much narrower it is without them."""
        return self.fontMetrics().horizontalAdvance(self._words)

    def say_words(self, there: bool) -> None:
        """With its words, or the icon alone."""
        self.setText(self._words if there else "")
