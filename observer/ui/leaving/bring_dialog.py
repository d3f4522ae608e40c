"""Brings annotations of another tool into the open session, after showing what they are."""

from collections import Counter
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QFrame, QVBoxLayout, QWidget

from observer.database.library import Library
from observer.intake.exchange.brought import Brought, shown
from observer.intake.exchange.landing import Landed, land_moments
from observer.intake.exchange.reading import observations_in, read_annotations
from observer.model.annotation import AnnotationKind
from observer.model.clock import format_ns
from observer.model.errors import ExchangeError, ObserverError
from observer.ui.background import Progress, Task, run
from observer.ui.banner import show_error
from observer.ui.combo_box import ComboBox
from observer.ui.labels import text_label
from observer.ui.leaving.dialog import LeavingDialog, form_label
from observer.ui.theme import SMALL, SPACE
from observer.ui.wording import spoken_moments

_WIDTH_PX = 512
_MOST_LINES = 8
_CAPTIONS = (".vtt", ".srt")


class BringDialog(LeavingDialog):
    """Reads the file when it opens; `landed` tells what came of it."""

    landed = Signal(object)  # Landed

    def __init__(
        self, library: Library, session_id: str, author: str, path: Path, parent: QWidget
    ) -> None:
        title = self.tr("Bring in {name}").format(name=shown(path.name))
        super().__init__(title, self.tr("Bring in"), parent)
        self._library = library
        self._session_id = session_id
        self._author = author
        self._path = path
        self._duration_ns = library.session(session_id).duration_ns
        self._brought: Brought | None = None
        self._reading: Task | None = None
        self.kind = ComboBox()
        self.kind.setAccessibleName(self.tr("Captions become"))
        for kind in (AnnotationKind.NOTE, *(k for k in AnnotationKind if k.value != "note")):
            self.kind.addItem(kind.value.capitalize(), kind.value)
        self.kind.currentIndexChanged.connect(self._read)
        self.observation = ComboBox()
        self.observation.setAccessibleName(self.tr("Observation"))
        self.observation.activated.connect(self._read)
        self._lay_out()
        self.go.clicked.connect(self._land)
        self._read()

    @property
    def brought(self) -> Brought | None:
        """What the file holds; None while it is read, or where it cannot be."""
        return self._brought

    @property
    def lines(self) -> list[str]:
        """What the dialog says of the file."""
        return [
            text for text in (self._count.text(), self._coders.text(), self._told.text()) if text
        ]

    def done(self, result: int) -> None:
        """Closed: nobody waits for the reading any more."""
        if self._reading is not None:
            self._reading.cancel()
        super().done(result)

    def _lay_out(self) -> None:
        self.body.setFixedWidth(_WIDTH_PX)
        column = QVBoxLayout(self.body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * SPACE)
        self._form = QFormLayout()
        self._form.setHorizontalSpacing(2 * SPACE)
        self._form.addRow(form_label(self.tr("Captions become")), self.kind)
        self._form.addRow(form_label(self.tr("Observation")), self.observation)
        self._form.setRowVisible(self.kind, self._path.suffix.lower() in _CAPTIONS)
        self._form.setRowVisible(self.observation, False)
        column.addLayout(self._form)
        box = QFrame()
        box.setProperty("surface", "sunk")
        inside = QVBoxLayout(box)
        inside.setContentsMargins(2 * SPACE, 12, 2 * SPACE, 12)
        inside.setSpacing(SPACE // 2)
        self._count = text_label(weight=600, wrap=True)
        self._coders = text_label(wrap=True)
        self._told = text_label(size=SMALL, tone="dim", wrap=True)
        for label in (self._count, self._coders, self._told):
            inside.addWidget(label)
        column.addWidget(box)
        words = self.tr("The same file twice adds nothing. Undo takes all of it back in one step.")
        self._hint = text_label(words, size=SMALL, tone="dim", wrap=True)
        column.addWidget(self._hint)

    def _read(self) -> None:
        self._brought = None
        self.go.setEnabled(False)
        self._say(self.tr("Reading…"))
        if self._reading is not None:
            self._reading.cancel()
        path, session_id = self._path, self._session_id
        kind = AnnotationKind(str(self.kind.currentData()))

        asked = self.observation.currentText() or None

        def work(_progress: Progress) -> Brought | tuple[str, ...]:
            try:
                return read_annotations(path, session_id, kind=kind, observation=asked)
            except ExchangeError:
                names = () if asked else observations_in(path)
                if len(names) < 2:
                    raise
                return names

        take = partial(self._take, kind, asked)
        self._reading = run(self, work, take, self._refuse)

    def _take(
        self, kind: AnnotationKind, asked: str | None, brought: Brought | tuple[str, ...]
    ) -> None:
        if kind.value != self.kind.currentData() or asked != (
            self.observation.currentText() or None
        ):
            return  # it was read for what was chosen before
        if isinstance(brought, tuple):
            self._offer_observations(brought)
            return
        self._hint.show()
        self._brought = brought
        self.go.setEnabled(True)
        self.go.setFocus()
        moments = brought.moments
        first = min(moment.start_ns for moment in moments)
        last = max(moment.end_ns for moment in moments)
        count = self.tr("{count}, from {first} to {last}").format(
            count=spoken_moments(len(moments)), first=format_ns(first), last=format_ns(last)
        )
        coders = Counter(moment.author for moment in moments).most_common()
        lines = [self._by(name, number) for name, number in coders[:_MOST_LINES]]
        if len(coders) > _MOST_LINES:
            lines.append(self.tr("and {count} coders more").format(count=len(coders) - _MOST_LINES))
        told = self._late(brought)
        told += [f"{line.rstrip('.')}." for line in brought.told[:_MOST_LINES]]
        if len(brought.told) > _MOST_LINES:
            more = len(brought.told) - _MOST_LINES
            told.append(self.tr("{count} more are said afterwards.").format(count=more))
        self._say(count, "\n".join(lines), "\n".join(told))

    def _offer_observations(self, names: Sequence[str]) -> None:
        """The project holds several, and none of them names this session."""
        self.observation.addItems(list(names))
        self._form.setRowVisible(self.observation, True)
        self._read()

    def _by(self, name: str, count: int) -> str:
        if name:
            return self.tr("{count} by {who}").format(count=count, who=shown(name))
        words = self.tr("{count} without a coder: they become {author}’s")
        return words.format(count=count, author=self._author)

    def _late(self, brought: Brought) -> list[str]:
        """What a file of another session looks like."""
        late = sum(moment.start_ns > self._duration_ns for moment in brought.moments)
        if not late:
            return []
        words = self.tr("After the session’s end, and left out: {count}.")
        return [words.format(count=late)]

    def _refuse(self, error: Exception) -> None:
        if not isinstance(error, ObserverError):
            show_error(self.owner, error)
            self.reject()
            return
        self._hint.hide()
        self._say(error.message, f"{error.remedy}.")

    def _say(self, count: str, coders: str = "", told: str = "") -> None:
        for label, words in ((self._count, count), (self._coders, coders), (self._told, told)):
            label.setText(words)
            label.setVisible(bool(words))

    def _land(self) -> None:
        brought = self._brought
        if brought is None:
            return
        library, session_id, author = self._library, self._session_id, self._author
        name = self._path.name

        def work(_progress: Progress) -> Landed:
            return land_moments(library, session_id, brought, author, name)

        self.begin(work, self._finish)

    def _finish(self, landed: Landed) -> None:
        self.accept()
        self.landed.emit(landed)
