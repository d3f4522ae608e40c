"""Exports what was said of sessions: which data, of whom, as which format, and where to."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QFormLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from observer.database.library import Library
from observer.intake.exporting import (
    Exported,
    ExportOrder,
    export_sessions,
    gather_sessions,
    is_folder,
    suggested_name,
)
from observer.ui.background import Progress
from observer.ui.buttons import push_button
from observer.ui.combo_box import ComboBox
from observer.ui.labels import text_label
from observer.ui.leaving.choice_row import ChoiceRows
from observer.ui.leaving.dialog import LeavingDialog, form_label
from observer.ui.leaving.offers import Offer, offers
from observer.ui.leaving.outcome import tell_written
from observer.ui.leaving.place_field import PlaceField
from observer.ui.leaving.scope import Scope
from observer.ui.theme import SMALL, SPACE

_LIST_PX, _FORM_PX, _HEIGHT_PX = 216, 568, 456
_KEPT = "leaving/data"


class DataDialog(LeavingDialog):
    """Closes when the files are there, and says what is not in them."""

    def __init__(
        self,
        library: Library,
        scopes: Sequence[Scope],
        parent: QWidget,
        *,
        moment_ids: Sequence[str] = (),
        chosen: str = "",
    ) -> None:
        """`moment_ids` are selected moments, which drafts can be of alone; `chosen` names the
        offer to begin with, else the one that was taken last."""
        super().__init__(self.tr("Export data"), self.tr("Export"), parent)
        self._library = library
        self._scopes = scopes
        self._moment_ids = tuple(moment_ids)
        self._offers = {offer.key: offer for offer in offers()}
        self.whats: dict[str, QPushButton] = {}
        self._make_choices()
        self._lay_out()
        kept = chosen or str(QSettings().value(_KEPT, ""))
        self.choose(kept if kept in self._offers else next(iter(self._offers)))
        self.go.clicked.connect(self._start)

    # -- making it -----------------------------------------------------------------------

    def _make_choices(self) -> None:
        self._group = QButtonGroup(self)
        for key, offer in self._offers.items():
            row = push_button(offer.name, role="nav")
            row.setCheckable(True)
            row.setAutoDefault(False)
            row.setAccessibleDescription(offer.sentence)
            row.toggled.connect(partial(self._toggle, key))
            self._group.addButton(row)
            self.whats[key] = row
        self._sentence = text_label(tone="dim", wrap=True)
        self._sentence.setMinimumHeight(5 * SPACE)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.content = ComboBox()
        self.content.setAccessibleName(self.tr("Which"))
        self.content.currentIndexChanged.connect(self._suggest)
        self.scope = ComboBox()
        self.scope.setAccessibleName(self.tr("Of"))
        self.scope.addItems([scope.words for scope in self._scopes])
        self.scope.currentIndexChanged.connect(self._suggest)
        self.formats = ChoiceRows(self.tr("Format"))
        self.formats.changed.connect(self._suggest)
        self.selected = QCheckBox()
        count = len(self._moment_ids)
        words = self.tr("Of the selected moment alone")
        many = self.tr("Of the {count} selected moments alone").format(count=count)
        self.selected.setText(words if count == 1 else many)
        self.clips = QCheckBox(self.tr("With a clip and a picture of each"))
        self.mark = QCheckBox(self.tr("For Excel: with the mark by which it knows UTF-8"))
        self.place = PlaceField(Path.home())
        self.place.changed.connect(self._check)

    def _lay_out(self) -> None:
        column = QVBoxLayout()
        column.setSpacing(2)
        for row in self.whats.values():
            column.addWidget(row)
        column.addStretch(1)
        left = QWidget()
        left.setFixedWidth(_LIST_PX)
        left.setLayout(column)
        column.setContentsMargins(0, 0, 0, 0)
        across = QHBoxLayout(self.body)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(3 * SPACE)
        across.addWidget(left)
        across.addWidget(self._make_form())

    def _make_form(self) -> QWidget:
        holder = QWidget()
        holder.setFixedWidth(_FORM_PX)
        holder.setMinimumHeight(_HEIGHT_PX)  # so that nothing jumps from one offer to the next
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addWidget(self._sentence)
        self._form = QFormLayout()
        self._form.setHorizontalSpacing(2 * SPACE)
        self._form.setVerticalSpacing(SPACE + 4)
        self._form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._form.addRow(form_label(self.tr("Of")), self.scope)
        self._form.addRow(form_label(self.tr("Which")), self.content)
        self._form.addRow(form_label(self.tr("Format")), self.formats)
        options = QWidget()
        below = QVBoxLayout(options)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(SPACE // 2)
        for box in (self.selected, self.clips, self.mark):
            below.addWidget(box)
        self._form.addRow(form_label(self.tr("Options")), options)
        self._options = options
        self._place_label = form_label(self.tr("File"))
        self._form.addRow(self._place_label, self.place)
        column.addLayout(self._form)
        column.addStretch(1)
        words = self.tr(
            "Participants appear by their code alone. What consent or covering keeps back stays"
            " here, and is said afterwards."
        )
        column.addWidget(text_label(words, size=SMALL, tone="dim", wrap=True))
        return holder

    # -- the choices ---------------------------------------------------------------------

    @property
    def offer(self) -> Offer:
        """Which data is chosen."""
        return next(offer for key, offer in self._offers.items() if self.whats[key].isChecked())

    def choose(self, key: str) -> None:
        """Choose which data. Raises KeyError for what is not offered."""
        self.whats[key].setChecked(True)
        self.whats[key].setFocus()

    def order(self) -> ExportOrder:
        """What would be written."""
        drafts = self.offer.key == "drafts"
        return ExportOrder(
            self.formats.chosen,
            self.place.path,
            str(self.content.currentData()) or None,
            self._moment_ids if drafts and self.selected.isChecked() else (),
            clips=drafts and self.clips.isChecked(),
            bom=self.formats.chosen == "csv" and self.mark.isChecked(),
        )

    def _toggle(self, key: str, chosen: bool) -> None:
        if not chosen:
            return
        offer = self._offers[key]
        self._sentence.setText(offer.sentence)
        self.content.blockSignals(True)
        self.content.clear()
        for content, words in offer.contents:
            self.content.addItem(words, content)
        self.content.blockSignals(False)
        self._form.setRowVisible(self.content, len(offer.contents) > 1)
        self.formats.offer(offer.formats, str(QSettings().value(f"{_KEPT}/{key}", "")))
        self._suggest()

    def _suggest(self) -> None:
        kind = self.formats.chosen
        drafts = self.offer.key == "drafts"
        self.selected.setVisible(drafts and bool(self._moment_ids))
        self.clips.setVisible(drafts)
        self.mark.setVisible(kind == "csv")
        self._form.setRowVisible(self._options, drafts or kind == "csv")
        rows = self._scopes[self.scope.currentIndex()].rows
        folder = is_folder(kind, len(rows))
        self._place_label.setText(self.tr("Folder") if folder else self.tr("File"))
        self.place.suggest(suggested_name(rows, kind, str(self.content.currentData()) or None))
        self._check()

    def _check(self) -> None:
        trouble = self.place.trouble
        self.trouble.setText(trouble)
        self.go.setEnabled(not trouble and not self.at_work)

    def _start(self) -> None:
        order = self.order()
        QSettings().setValue(_KEPT, self.offer.key)
        QSettings().setValue(f"{_KEPT}/{self.offer.key}", order.kind)
        library = self._library
        ids = [row.id for row in self._scopes[self.scope.currentIndex()].rows]

        def work(progress: Progress) -> Exported:
            sessions = gather_sessions(library, ids, progress.cancelled)
            return export_sessions(library, sessions, order, progress, progress.cancelled)

        self.begin(work, self._finish)

    def _finish(self, exported: Exported) -> None:
        self.accept()
        tell_written(self.owner, exported.files, exported.told)
