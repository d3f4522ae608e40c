"""The friction board: loose moments at the left, findings in columns by their state."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPoint, Signal
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QMenu, QScrollArea, QWidget

from observer.annotate.board_book import BoardBook, BoardChange
from observer.database.library import Library
from observer.model.annotation import SEVERITY_WORDS
from observer.model.errors import ObserverError
from observer.model.finding import Finding, FindingState
from observer.ui.author import author_name
from observer.ui.banner import notify, show_error
from observer.ui.insight.board.card import FindingCard
from observer.ui.insight.board.column import BoardColumn
from observer.ui.insight.board.finding_drawer import FindingDrawer
from observer.ui.insight.board.issue_address import open_issue
from observer.ui.insight.board.loose import LooseMoments
from observer.ui.insight.board.picker import FindingPicker
from observer.ui.insight.board.steps import BoardSteps
from observer.ui.insight.book import Reading
from observer.ui.insight.evidence import SightsOf, Witnesses
from observer.ui.insight.tab import Tab
from observer.ui.insight.words import counted, state_words
from observer.ui.theme import GUTTER, SPACE

if TYPE_CHECKING:
    from observer.analysis.board import FindingFigures
    from observer.analysis.insight import Insight
    from observer.ui.leaving.data_dialog import DataDialog


class Board(Tab):
    """Does what is asked on the cards, by mouse and by key; every step can be undone."""

    edited = Signal()
    """Something was done, or taken back: the study's answers are others."""

    clip_asked = Signal(object)
    """A Sight."""

    def __init__(self, library: Library) -> None:
        super().__init__()
        self._library = library
        self._found: Insight | None = None
        self._focus_on = ""
        self._steps = BoardSteps(self, lambda: self.book)
        self._steps.travelled.connect(self.edited)
        self.loose = LooseMoments()
        self.columns = {state: BoardColumn(state) for state in FindingState}
        self.drawer: FindingDrawer | None = None
        self.picker: FindingPicker | None = None
        self.drafting: DataDialog | None = None
        self._lay_out()
        self.loose.list.opened.connect(self.sight_asked)
        self.loose.gather_asked.connect(self.gather_chosen)
        for column in self.columns.values():
            column.moments_dropped.connect(self._drop_on_column)
            column.finding_dropped.connect(lambda state, one: self._change(one, state=state))

    # -- showing -------------------------------------------------------------------------

    def show_reading(self, reading: Reading) -> None:
        """Show a study's findings."""
        found = self._found = reading.found
        if found is None:
            return
        focused = QApplication.focusWidget()
        keep = focused.finding_id if isinstance(focused, FindingCard) else ""
        keep = self._focus_on or keep
        witnesses = Witnesses(found)
        names = {one.id: one.name for one in found.facts.study.segments}
        for state, column in self.columns.items():
            here = [one for one in found.findings if one.finding.state is state]
            column.show_cards([self._card(one, names) for one in here])
        self.loose.show_sights(SightsOf(witnesses, found.loose))
        self._restore_focus(keep)
        self._show_drawer(witnesses)

    def card(self, finding_id: str) -> FindingCard | None:
        """The card of a finding."""
        cards = (card for column in self.columns.values() for card in column.cards)
        return next((card for card in cards if card.finding_id == finding_id), None)

    @property
    def book(self) -> BoardBook | None:
        """The verbs of the study in sight, done by whoever sits at this window."""
        if self._found is None:
            return None
        return BoardBook(self._library, self._found.facts.study.id, author_name())

    def _card(self, figures: "FindingFigures", names: dict[str, str]) -> FindingCard:
        card = FindingCard(figures, names)
        card.clicked.connect(lambda: self.open_finding(card.finding_id))
        card.moments_dropped.connect(lambda to, ids: self._do(lambda book: book.link(ids, to)))
        card.finding_dropped.connect(
            lambda kept, gone: self._do(lambda book: book.merge(gone, kept))
        )
        card.severity_asked.connect(lambda one, number: self._change(one, severity=number))
        card.state_asked.connect(self._move)
        card.issue_asked.connect(self.show_issue)
        card.rename_asked.connect(self.rename)
        card.removal_asked.connect(self.remove)
        card.menu_asked.connect(self._show_menu)
        return card

    def _restore_focus(self, finding_id: str) -> None:
        self._focus_on = ""
        card = self.card(finding_id)
        if card is not None and self.isVisible() and self.drawer is None:
            card.setFocus()

    def _show_drawer(self, witnesses: Witnesses) -> None:
        if self.drawer is None:
            return
        card = self.card(self.drawer.finding_id)
        if card is None:
            self.drawer.close_overlay()
        else:
            self.drawer.show_figures(card.figures, witnesses)

    # -- what can be done ----------------------------------------------------------------

    def gather_chosen(self) -> None:
        """Ask which finding the chosen loose moments show."""
        self._ask_where_to(self.loose.chosen_ids, FindingState.OPEN)

    def open_finding(self, finding_id: str) -> None:
        """Show one finding, whole."""
        card = self.card(finding_id)
        if card is None or self._found is None:
            return
        drawer = self.drawer = FindingDrawer(self.window(), card.figures, Witnesses(self._found))
        drawer.changed.connect(lambda one, field, value: self._change(one, **{field: value}))
        drawer.split_asked.connect(self._split)
        drawer.loosen_asked.connect(lambda ids: self._do(lambda book: book.loosen(ids)))
        drawer.draft_asked.connect(self.draft_issue)
        drawer.merge_asked.connect(self.merge)
        drawer.removal_asked.connect(self.remove)
        drawer.opened.connect(self.sight_asked)
        drawer.clip_asked.connect(self.clip_asked)
        drawer.closed.connect(self._forget_drawer)
        drawer.open(drawer.list if card.figures.moments else drawer.form.name)

    def rename(self, finding_id: str) -> None:
        """Ask for another name."""
        card = self.card(finding_id)
        if card is not None:
            name = card.figures.finding.name
            picker = self._pick(_tr("What is it called?"), (), text=name)
            picker.named.connect(lambda told: self._change(finding_id, name=told))

    def merge(self, finding_id: str) -> None:
        """Ask which finding it is the same as."""
        card = self.card(finding_id)
        others = [one for one in self._findings() if one.id != finding_id]
        if card is None or not others:
            notify(self, _tr("There is no other finding to merge it into"))
            return
        title = _tr("“{name}” is the same problem as …").format(name=card.figures.finding.name)
        picker = self._pick(title, others, may_name=False)
        picker.picked.connect(lambda kept: self._do(lambda book: book.merge(finding_id, kept)))

    def show_issue(self, finding_id: str) -> None:
        """Show the issue of a finding in the browser; ask where it is followed up otherwise."""
        card = self.card(finding_id)
        if card is None:
            return
        issue = card.figures.finding.issue
        if open_issue(issue):
            return
        if issue:
            notify(self, _tr("“{issue}” is no address that can be opened").format(issue=issue))
        else:
            self.keep_issue(finding_id)

    def keep_issue(self, finding_id: str) -> None:
        """Ask where a finding is followed up."""
        card = self.card(finding_id)
        if card is not None:
            title = _tr("Where is “{name}” followed up?").format(name=card.figures.finding.name)
            text = card.figures.finding.issue
            picker = self._pick(title, (), text=text, hint=_tr("Address or number of the issue"))
            picker.named.connect(lambda told: self._change(finding_id, issue=told.strip()))

    def draft_issue(self, finding_id: str) -> None:
        """Write a draft of an issue of it, and offer to keep its address once it has one."""
        from observer.ui.leaving.data_dialog import DataDialog
        from observer.ui.leaving.scope import study_scopes

        card = self.card(finding_id)
        if card is None or self._found is None or not card.figures.moments:
            notify(self, _tr("No moment shows it yet, so there is nothing to draft"))
            return
        study_id, ids = self._found.facts.study.id, [one.id for one in card.figures.moments]
        try:
            scopes = study_scopes(self._library, study_id)[:1]
        except ObserverError as error:
            show_error(self, error)
            return
        dialog = DataDialog(self._library, scopes, self, moment_ids=ids, chosen="drafts")
        dialog.selected.setChecked(True)
        dialog.accepted.connect(lambda: self._offer_to_keep(finding_id))
        self.drafting = dialog
        dialog.open()

    def _offer_to_keep(self, finding_id: str) -> None:
        notify(
            self,
            _tr("Once the issue is in the tracker, keep its address here"),
            action_text=_tr("Keep its address…"),
            action=lambda: self.keep_issue(finding_id),
        )

    def remove(self, finding_id: str) -> None:
        """Forget a finding; its moments stay."""
        self._do(lambda book: book.remove(finding_id))

    def focused_finding(self) -> str:
        """The finding whose card has the keys; empty for none."""
        focused = QApplication.focusWidget()
        if isinstance(focused, FindingCard):
            return focused.finding_id
        return self.drawer.finding_id if self.drawer is not None else ""

    def undo(self) -> None:
        """Take back the latest step."""
        self._steps.undo()

    def redo(self) -> None:
        """Make again what was taken back."""
        self._steps.redo()

    # -- how it is done ------------------------------------------------------------------

    def _do(self, verb: Callable[[BoardBook], BoardChange]) -> None:
        changed_id = self._steps.do(verb)
        if changed_id:
            self._focus_on = changed_id
            self.edited.emit()

    def _change(self, finding_id: str, **fields: object) -> None:
        self._do(lambda book: book.change(finding_id, **fields))  # type: ignore[arg-type]  # forms and keys name fields of BoardBook.change alone

    def _move(self, finding_id: str, by: int) -> None:
        card = self.card(finding_id)
        states = list(FindingState)
        if card is not None:
            place = states.index(card.figures.finding.state) + by
            if 0 <= place < len(states):
                self._change(finding_id, state=states[place])

    def _split(self, finding_id: str, moment_ids: list[str]) -> None:
        picker = self._pick(_which_problem(moment_ids), ())
        picker.named.connect(
            lambda name: self._do(lambda book: book.split(finding_id, moment_ids, name))
        )

    def _drop_on_column(self, state: FindingState, moment_ids: list[str]) -> None:
        picker = self._pick(_which_problem(moment_ids), ())
        picker.named.connect(
            lambda name: self._do(lambda book: book.gather(name, moment_ids, state))
        )

    def _ask_where_to(self, moment_ids: list[str], state: FindingState) -> None:
        if not moment_ids:
            notify(self, _tr("Choose loose moments first"))
            return
        picker = self._pick(_which_problem(moment_ids), self._findings())
        picker.picked.connect(lambda to: self._do(lambda book: book.link(moment_ids, to)))
        picker.named.connect(
            lambda name: self._do(lambda book: book.gather(name, moment_ids, state))
        )

    def _pick(
        self,
        title: str,
        findings: "list[Finding] | tuple[()]",
        *,
        may_name: bool = True,
        text: str = "",
        hint: str = "",
    ) -> FindingPicker:
        choices = [(one.id, one.name) for one in findings]
        picker = FindingPicker(
            self.window(), title, choices, may_name=may_name, text=text, hint=hint
        )
        self.picker = picker
        picker.open(picker.line)
        return picker

    def _findings(self) -> list[Finding]:
        return [one.finding for one in self._found.findings] if self._found else []

    def _forget_drawer(self) -> None:
        closed = self.drawer
        self.drawer = None
        card = self.card(closed.finding_id) if closed is not None else None
        if card is not None:
            card.setFocus()

    def _show_menu(self, finding_id: str, place: QPoint) -> None:
        menu = QMenu(self)
        menu.addAction(_tr("Open\tReturn"), lambda: self.open_finding(finding_id))
        menu.addAction(_tr("Rename…\tF2"), lambda: self.rename(finding_id))
        menu.addAction(_tr("Show its issue\tI"), lambda: self.show_issue(finding_id))
        menu.addAction(_tr("Draft an issue…"), lambda: self.draft_issue(finding_id))
        menu.addAction(_tr("Merge into another…\tCtrl+M"), lambda: self.merge(finding_id))
        severity = menu.addMenu(_tr("Severity"))
        for number, words in enumerate(SEVERITY_WORDS):
            severity.addAction(
                f"{number} · {_tr(words)}\t{number}",
                partial(self._change, finding_id, severity=number),
            )
        states = menu.addMenu(_tr("State"))
        for state in FindingState:
            states.addAction(state_words(state), partial(self._change, finding_id, state=state))
        menu.addSeparator()
        menu.addAction(_tr("Remove\tDelete"), lambda: self.remove(finding_id))
        menu.exec(place)
        menu.deleteLater()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(GUTTER + SPACE, SPACE, GUTTER + SPACE, GUTTER)
        row.setSpacing(2 * SPACE)
        row.addWidget(self.loose)
        inside = QWidget()
        inside.setProperty("surface", "clear")
        columns = QHBoxLayout(inside)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(SPACE)
        for column in self.columns.values():
            columns.addWidget(column, 1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(inside)
        row.addWidget(scroll, 1)


def _which_problem(moment_ids: Sequence[str]) -> str:
    if len(moment_ids) == 1:
        return _tr("Which problem does this moment show?")
    count = counted(len(moment_ids), _tr("moment"), _tr("moments"))
    return _tr("Which problem do these {moments} show?").format(moments=count)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Insight", text)
