"""A small field for a number of minutes."""

from PySide6.QtWidgets import QLineEdit

_WIDTH_PX = 88


class MinutesField(QLineEdit):
    """Shows `52 min`. Other text, and more than `longest`, goes back to what it was.

    A line of text and not a spin box: with a stylesheet that one is drawn without its number.
    """

    def __init__(self, name: str, longest: int) -> None:
        super().__init__()
        self.longest = longest
        self._minutes = longest
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFixedWidth(_WIDTH_PX)
        self.editingFinished.connect(self._enter)
        self._show()

    @property
    def minutes(self) -> int:
        """The minutes, 1 to `longest`; what is being typed counts."""
        self._enter()
        return self._minutes

    def _enter(self) -> None:
        figures = "".join(letter for letter in self.text() if letter.isdecimal())
        if figures and 1 <= int(figures) <= self.longest:
            self._minutes = int(figures)
        self._show()

    def _show(self) -> None:
        self.setText(self.tr("{n} min").format(n=self._minutes))
