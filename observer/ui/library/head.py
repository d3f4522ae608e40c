"""The head of the library's page: how much there is, the search, the ways to bring in more."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from observer.ui.buttons import push_button
from observer.ui.labels import text_label
from observer.ui.library.search_line import SearchLine
from observer.ui.theme import SPACE, TITLE

_ROOMY = 900  # of the page, in which all is said in full


class LibraryHead(QWidget):
    """Says and asks; what is done about it is the page's."""

    import_asked = Signal()
    unpack_asked = Signal()
    record_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.search_line = SearchLine()
        self._count = text_label(size=12, tone="dim")
        self._import = push_button(self.tr("Import a video…"), icon_name="import")
        self._unpack = push_button(self.tr("Unpack…"), icon_name="download")
        self._unpack.setToolTip(self.tr("Take in a session that somebody packed"))
        self._unpack.setAccessibleName(self.tr("Unpack a session"))
        self._record = push_button(self.tr("Record a sit-in"), role="primary", icon_name="record")
        self._import.clicked.connect(self.import_asked)
        self._unpack.clicked.connect(self.unpack_asked)
        self._record.clicked.connect(self.record_asked)
        self._lay_out()

    def fit(self, page_width: int) -> None:
        """Words make room where the page is narrow."""
        roomy = page_width >= _ROOMY
        self._import.setText(self.tr("Import a video…") if roomy else self.tr("Import…"))
        self._unpack.setText(self.tr("Unpack…") if roomy else "")
        self.search_line.show_hint(roomy)

    def offer(self, held: bool) -> None:
        """An empty library says on its page how to begin; its head offers nothing."""
        for widget in (self.search_line, self._unpack, self._import, self._record):
            widget.setVisible(held)

    def count(self, shown: int, held: int, studies: int) -> None:
        """How many sessions are shown of all that there are, and of how many studies."""
        words = (
            self.tr("1 session") if held == 1
            else self.tr("{count} sessions").format(count=held)
        )  # fmt: skip
        if shown != held:
            words = self.tr("{shown} of {all}").format(shown=shown, all=words)
        of = self.tr("1 study") if studies == 1 else self.tr("{n} studies").format(n=studies)
        self._count.setText(f"{words} · {of}" if held else self.tr("Nothing recorded yet"))

    def _lay_out(self) -> None:
        titles = QVBoxLayout()
        titles.setSpacing(2)
        titles.addWidget(text_label(self.tr("Library"), size=TITLE, weight=600))
        titles.addWidget(self._count)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        row.addLayout(titles)
        row.addStretch(1)
        row.addWidget(self.search_line, 4)
        row.addWidget(self._unpack)
        row.addWidget(self._import)
        row.addWidget(self._record)
        row.setAlignment(Qt.AlignmentFlag.AlignTop)
