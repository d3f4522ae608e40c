"""The studies' page: chooses one, begins one, takes in and hands out."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal, SignalInstance
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QWidget

from observer.database.library import Library
from observer.intake.study_file import from_template, read_study, write_study
from observer.model.identity import new_id, slug
from observer.model.study import Study
from observer.ui.author import author_name
from observer.ui.background import Progress, run
from observer.ui.banner import notify
from observer.ui.confirm_dialog import ConfirmDialog
from observer.ui.study.book import StudyBook
from observer.ui.study.editor import StudyEditor
from observer.ui.study.new_study import NewStudy, Template, read_templates
from observer.ui.study.study_list import StudyList

_WIDE_PX = 960


class StudiesPage(QWidget):
    """All studies on the left, the chosen one on the right."""

    record_asked = Signal(str)
    """The name of the study to record a sit-in for."""

    data_asked = Signal(str)
    """A study's id, whose data is to be exported."""

    report_asked = Signal(str)
    """A study's id, whose report is to be written."""

    def __init__(self, library: Library, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.book = StudyBook(library, author_name(), self)
        self.list = StudyList()
        self.editor = StudyEditor(self.book.draft, self.book.author)
        self.gallery = NewStudy()
        self._blank = QWidget()
        self._stack = QStackedWidget()
        for widget in (self._blank, self.editor, self.gallery):
            self._stack.addWidget(widget)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.list)
        row.addWidget(self._stack, 1)
        self._connect()

    @property
    def chosen(self) -> str:
        """The id of the study in sight; empty while a new one is begun."""
        return self.book.open_id if self._stack.currentWidget() is self.editor else ""

    def open_study(self, study_id: str) -> None:
        """Show one study. Raises KeyError for one that is not in the list."""
        self.book.open_study(study_id)
        self._stack.setCurrentWidget(self.editor)
        self._show()

    def begin_study(self) -> None:
        """Show the ways to begin one."""
        self.book.keeper.flush()
        self._stack.setCurrentWidget(self.gallery)
        self._show()
        if not self.gallery.cards:
            run(self, lambda _progress: read_templates(), self.gallery.show_templates)

    def take_in(self, path: Path) -> None:
        """Read a study from a file into the library; say in words why it cannot be read."""
        run(self, lambda _progress: read_study(path), self._took_in)

    def hand_out(self, path: Path) -> None:
        """Write the study in sight into a file."""
        study = self.book.draft.study

        def work(_progress: Progress) -> None:
            write_study(study, path)

        def done(_nothing: None) -> None:
            words = _tr("“{name}” is in {file}")
            notify(self, words.format(name=study.name, file=path.name), tone="ok")

        run(self, work, done)

    def leave(self) -> None:
        """Keep what waits; it is written before the library closes."""
        self.book.keeper.flush()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The editor has the larger part of a small window."""
        self.list.show_wide(self.width() >= _WIDE_PX)
        super().resizeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """What happened elsewhere meanwhile."""
        super().showEvent(event)
        self.book.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing waits any longer than the page is in sight."""
        self.leave()
        super().hideEvent(event)

    def _connect(self) -> None:
        book = self.book
        book.read.connect(self._choose_first)
        book.changed.connect(self._show)
        book.stated.connect(self.editor.show_state)
        self.list.chosen.connect(self.open_study)
        self.list.new_asked.connect(self.begin_study)
        self.list.import_asked.connect(self._choose_file)
        self.gallery.empty_asked.connect(self._begin_empty)
        self.gallery.template_asked.connect(self._begin_from)
        self.gallery.file_asked.connect(self._choose_file)
        self.editor.export_asked.connect(self._choose_place)
        self.editor.data_asked.connect(lambda: self._ask(self.data_asked))
        self.editor.report_asked.connect(lambda: self._ask(self.report_asked))
        self.editor.record_asked.connect(self._record)
        self.editor.predictions.predicted.connect(book.predict)

    def _choose_first(self) -> None:
        """Something is always in sight: the first study, or where one begins."""
        if self._stack.currentWidget() is self.gallery:
            return
        if not self.book.summaries:
            self.begin_study()
        elif self.book.open_id not in self.book.summaries:
            self.open_study(next(iter(self.book.summaries)))

    def _show(self) -> None:
        book = self.book
        self.list.show_summaries(tuple(book.summaries.values()), self.chosen)
        if book.open_id in book.summaries:
            self.editor.show_study()
            self.editor.show_facts(book.summary)
            self.editor.show_faults(book.faults)

    def _begin_empty(self) -> None:
        self._add(Study(new_id(), _tr("New study")))
        self.editor.name.setFocus()
        self.editor.name.selectAll()

    def _begin_from(self, template: Template) -> None:
        run(self, lambda _progress: from_template(template.path, template.name), self._add)

    def _add(self, study: Study) -> None:
        self.book.add(study)
        self._stack.setCurrentWidget(self.editor)
        self._show()

    def _took_in(self, study: Study) -> None:
        if study.id not in self.book.summaries:
            self._add(study)
            return
        dialog = ConfirmDialog(
            _tr("“{name}” is already here").format(name=self.book.summaries[study.id].study.name),
            _tr("Shall it become what the file says? You can undo that."),
            _tr("Take over the file"),
            _tr("Leave it as it is"),
            self,
        )
        wanted = dialog.exec() == ConfirmDialog.DialogCode.Accepted
        dialog.deleteLater()
        if wanted:
            self.open_study(study.id)
            self.book.take_up(study)

    def _ask(self, asked: SignalInstance) -> None:
        """Of the study as it stands: what waits is kept first."""
        self.leave()
        asked.emit(self.book.open_id)

    def _record(self) -> None:
        self.leave()
        self.record_asked.emit(self.book.kept_name)

    def _choose_file(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self,
            _tr("Take in a study"),
            str(Path.home()),
            _tr("Studies (*.toml);;All files (*)"),
        )
        if chosen:
            self.take_in(Path(chosen))

    def _choose_place(self) -> None:
        faults = self.book.faults
        if faults:
            place, words = next(iter(faults.items()))
            self.editor.go_to(place)
            notify(self, _tr("The study is not whole yet"), words, tone="warning")
            return
        name = f"{slug(self.book.draft.study.name).lower()}.toml"
        chosen, _ = QFileDialog.getSaveFileName(
            self, _tr("Export the study"), str(Path.home() / name), _tr("Studies (*.toml)")
        )
        if chosen:
            self.hand_out(Path(chosen))


def _tr(text: str) -> str:
    return QCoreApplication.translate("StudiesPage", text)
