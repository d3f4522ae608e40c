"""The console while a recording runs: that it runs, how it fares, and the keys to mark with."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from observer.annotate.task_run import TaskRun
from observer.model.annotation import AnnotationKind
from observer.model.clock import format_ns
from observer.model.errors import RecorderSilent
from observer.model.sitting import Attempt
from observer.model.status import RecorderState, RecorderStatus
from observer.model.study import Asked, Questionnaire
from observer.ui.after.question_card import QuestionCard
from observer.ui.banner import Banner
from observer.ui.buttons import push_button, set_icon
from observer.ui.hotkeys.chosen import PAUSE
from observer.ui.hotkeys.global_keys import GlobalKeys
from observer.ui.hotkeys.settings import HotkeySettings
from observer.ui.labels import set_tone, text_label
from observer.ui.record.guide_panel import GuidePanel
from observer.ui.record.health_strip import HealthStrip
from observer.ui.record.invite_dialog import InviteDialog
from observer.ui.record.mark_list import MarkList
from observer.ui.record.mark_pad import MarkPad
from observer.ui.record.observers_link import ObserversLink
from observer.ui.record.recorder_link import RecorderLink
from observer.ui.record.task_card import TaskCard
from observer.ui.record.watching_row import WatchingRow
from observer.ui.surfaces import scrolled
from observer.ui.theme import GUTTER, HEADING, SMALL, SPACE, TITLE, theme


class Console(QWidget):
    """Shows one running recording and passes the moderator's wishes to it."""

    def __init__(self, link: RecorderLink, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._link = link
        self._paused = False
        self._warned: tuple[str, ...] = ()
        self.dot = _Dot()
        self.time = text_label("00:00:00", size=TITLE, weight=600)
        self.state = text_label(size=SMALL, tone="dim")
        self.pause = push_button(self.tr("Pause all"), icon_name="pause")
        self.stop = push_button(self.tr("Stop"), role="danger", icon_name="stop")
        self.health = HealthStrip()
        self.pad = MarkPad(link.now_ns)
        self.marks = MarkList()
        self._study = link.library.study_by_name(link.manifest.study)
        self.tasks = self._task_card()
        self.guide = self._guide_panel()
        self.watching = WatchingRow()
        self.observers = ObserversLink(
            link.library.folder, link.folder, link.session_id, self._study, self
        )
        self.invitation: InviteDialog | None = None
        self.keys = GlobalKeys(self)
        self._keys_sheet: QDialog | None = None
        self._warnings = QVBoxLayout()
        self._asking = QVBoxLayout()
        self.tasks.finished.connect(self._ask_after_task)
        self._build()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for button in (self.pause, self.stop):  # Space must never pause by accident
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.pause.clicked.connect(self._toggle_pause)
        self.stop.clicked.connect(self.end)
        self.pad.marked.connect(link.mark)
        self.pad.judged.connect(link.judge)
        link.status_changed.connect(self.show_status)
        link.silent.connect(self.show_silence)
        link.marks_changed.connect(self.marks.show_marks)
        self.marks.changed.connect(link.change)
        self.marks.withdrawn.connect(link.withdraw)
        self.watching.invite_asked.connect(self.invite)
        self.observers.status_changed.connect(self.watching.show_status)
        self.tasks.task_changed.connect(self.observers.set_task)
        self.tasks.announce()
        self.observers.find()
        self.keys.pressed.connect(self._do_everywhere)
        self.keys.listen()
        undo = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self)
        undo.activated.connect(link.undo)
        shortcut = QShortcut(QKeySequence("F9"), self)
        shortcut.activated.connect(self.pause.click)

    def end(self) -> None:
        """Stop the recording; a mark that waits is sent first."""
        self.pad.flush()
        self.setEnabled(False)
        self.state.setText(self.tr("closing the session…"))
        self._link.stop()

    def show_status(self, status: RecorderStatus) -> None:
        """Take one look at the recording."""
        text = format_ns(status.elapsed_ns)
        self.time.setText(text if text.count(":") == 2 else f"00:{text}")
        self._paused = status.state is RecorderState.PAUSED
        self.dot.show_running(not self._paused)
        states = {
            RecorderState.RECORDING: self.tr("recording"),
            RecorderState.PAUSED: self.tr("paused: nothing is recorded"),
            RecorderState.STOPPING: self.tr("closing the session…"),
        }
        self.state.setText(states.get(status.state, str(status.state)))
        set_tone(self.state, "rec" if status.state is RecorderState.RECORDING else "dim")
        self.pause.setText(self.tr("Go on") if self._paused else self.tr("Pause all"))
        set_icon(self.pause, "play" if self._paused else "pause", "ink")
        self.health.show_status(status)
        self._show_warnings(status)

    def invite(self) -> None:
        """Show the code that lets observers in; the page is opened from there."""
        if self.invitation is None:
            self.invitation = InviteDialog(self.observers, self)
        self.invitation.show()
        self.invitation.raise_()

    def choose_keys(self) -> None:
        """Show which keys work everywhere, and let them be changed."""
        if self._keys_sheet is None:
            sheet = self._keys_sheet = QDialog(self)
            sheet.setWindowTitle(self.tr("Keys that work everywhere"))
            column = QVBoxLayout(sheet)
            column.setContentsMargins(3 * SPACE, 3 * SPACE, 3 * SPACE, 3 * SPACE)
            column.addWidget(HotkeySettings(self.keys))
        self._keys_sheet.show()
        self._keys_sheet.raise_()

    def let_go(self) -> None:
        """Give the global keys back: nobody looks at this console any more."""
        self.keys.close()

    def _do_everywhere(self, purpose: str) -> None:
        """A global key was pressed, whichever program is in front."""
        if purpose == PAUSE:
            self.pause.click()
        elif purpose == AnnotationKind.NOTE:
            self.window().activateWindow()
            self.window().raise_()
            self.pad.note.setFocus()
        else:
            self.pad.press(AnnotationKind(purpose))

    def show_silence(self, error: RecorderSilent) -> None:
        """The recording does not answer: say so instead of figures that are no longer true."""
        set_tone(self.state, "rec")
        self.state.setText(self.tr("no answer from the recording"))
        self.health.show_silence()
        self._tell((error.message,), error.remedy)

    def _toggle_pause(self) -> None:
        self.pad.flush()
        if self._paused:
            self._link.resume()
        else:
            self._link.pause()

    def _show_warnings(self, status: RecorderStatus) -> None:
        warnings = status.warnings + ((status.problem,) if status.problem else ())
        self._tell(warnings, status.remedy if status.problem else "")

    def _tell(self, warnings: tuple[str, ...], remedy: str) -> None:
        """Show these sentences; the last one is what the remedy belongs to."""
        if warnings == self._warned:
            return
        self._warned = warnings
        while (item := self._warnings.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for words in warnings:
            help_with_it = remedy if words == warnings[-1] else ""
            self._warnings.addWidget(Banner(words, help_with_it, tone="warning"))

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._header())
        body = QHBoxLayout()
        body.setContentsMargins(GUTTER + SPACE, GUTTER, GUTTER + SPACE, GUTTER)
        body.setSpacing(GUTTER)
        left = QVBoxLayout()
        left.setSpacing(2 * SPACE)
        left.addLayout(self._warnings)
        left.addWidget(self.tasks)
        left.addLayout(self._asking)
        left.addWidget(text_label(self.tr("Mark a moment"), size=HEADING, weight=600))
        left.addWidget(self.pad)
        left.addStretch(1)
        body.addWidget(_scrolled(left), 3)
        panel = QFrame()
        panel.setProperty("surface", "panel")
        panel.setMinimumWidth(300)
        column = QVBoxLayout(panel)
        column.setContentsMargins(20, 2 * SPACE, 12, 2 * SPACE)
        column.setSpacing(SPACE)
        if self.guide.boxes:
            column.addWidget(text_label(self.tr("Ask"), size=HEADING, weight=600))
            column.addWidget(self.guide)
            column.addSpacing(SPACE)
        column.addWidget(text_label(self.tr("Just now"), size=HEADING, weight=600))
        column.addWidget(self.marks, 1)
        column.addWidget(self.watching)
        body.addWidget(panel, 2)
        outer.addLayout(body, 1)

    def _task_card(self) -> TaskCard:
        library, session_id = self._link.library, self._link.session_id
        tasks = self._study.tasks if self._study else ()
        run = TaskRun(session_id, tasks, library.save_attempt, library.remove_attempt)
        if tasks:
            run.go_on_from(library.attempts(session_id))
        return TaskCard(run, self._link.now_ns)

    def _ask_after_task(self, attempt: Attempt) -> None:
        """Show what the study asks after each task, one questionnaire after another."""
        forms = self._study.questionnaires if self._study else ()
        self._ask(attempt, [form for form in forms if form.asked is Asked.AFTER_TASK])

    def _ask(self, attempt: Attempt, forms: Sequence[Questionnaire]) -> None:
        while (item := self._asking.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if not forms:
            self.setFocus()
            return
        library = self._link.library
        card = QuestionCard(
            forms[0],
            session_id=attempt.session_id,
            task_id=attempt.task_id,
            save=library.save_answer,
            answers=library.answers(attempt.session_id),
        )
        card.done.connect(lambda: self._ask(attempt, forms[1:]))
        self._asking.addWidget(card)

    def _guide_panel(self) -> GuidePanel:
        library, session_id = self._link.library, self._link.session_id
        questions = self._study.guide if self._study else ()
        guide = GuidePanel(
            session_id, questions, self._link.now_ns, library.save_asking, library.remove_asking
        )
        if questions:
            guide.show_asked(library.askings(session_id))
        return guide

    def _header(self) -> QFrame:
        header = QFrame()
        header.setProperty("surface", "bar")
        header.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        column = QVBoxLayout(header)
        column.setContentsMargins(GUTTER + SPACE, 2 * SPACE, GUTTER + SPACE, 2 * SPACE)
        column.setSpacing(12)
        row = QHBoxLayout()
        row.setSpacing(12)
        manifest = self._link.manifest
        row.addWidget(self.dot)
        row.addWidget(self.time)
        row.addWidget(self.state)
        row.addSpacing(2 * SPACE)
        row.addWidget(text_label(f"{manifest.participant} · {manifest.study}", weight=600))
        row.addStretch(1)
        keys = push_button(self.tr("Keys"), role="quiet")
        keys.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        keys.setToolTip(self.tr("Keys that work everywhere"))
        keys.clicked.connect(self.choose_keys)
        row.addWidget(keys)
        row.addWidget(self.pause)
        row.addWidget(self.stop)
        self.pause.setToolTip("F9")
        column.addLayout(row)
        column.addWidget(self.health)
        return header


def _scrolled(column: QVBoxLayout) -> QScrollArea:
    """A column that scrolls where a question makes it taller than the window."""
    column.setContentsMargins(0, 0, SPACE, 0)
    inner = QWidget()
    inner.setLayout(column)
    return scrolled(inner)


class _Dot(QWidget):
    """Red while it records, hollow while it is paused."""

    def __init__(self) -> None:
        super().__init__()
        self._running = True
        self.setFixedSize(QSize(14, 14))
        theme().changed.connect(self.update)

    def show_running(self, running: bool) -> None:
        """Full or hollow."""
        if running != self._running:
            self._running = running
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A dot."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = painter.pen()
        pen.setColor(theme().color("rec"))
        pen.setWidthF(2)
        painter.setPen(pen)
        if self._running:
            painter.setBrush(theme().color("rec"))
        else:
            painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5))
        painter.end()
