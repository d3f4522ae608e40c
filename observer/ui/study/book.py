"""The studies of the library in the window: which one is open, and what of it is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from datetime import UTC, datetime

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from observer.database.library import Library
from observer.model.errors import ObserverError
from observer.model.study import Prediction, Study
from observer.ui.background import run
from observer.ui.banner import show_error
from observer.ui.study.draft import StudyDraft
from observer.ui.study.faults import faults_of, keepable
from observer.ui.study.keeper import StudyKeeper
from observer.ui.study.new_study import free_name
from observer.ui.study.summary import StudySummary, read_summaries

_READ_AGAIN_MS = 500


class StudyBook(QObject):
    """Holds every study, the open one as a draft, and keeps each change.

    What is wrong in the draft stays in it and is said; the library goes on holding what was there
    in its place, so that nothing else that is written has to wait for it.
    """

    read = Signal()
    """The studies were read from the library, for the first time or again."""

    changed = Signal()
    """The list, the facts or the faults are others."""

    stated = Signal(str, str)
    """How keeping goes, in words and the tone of a label."""

    def __init__(self, library: Library, author: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self.author = author
        self.draft = StudyDraft(Study("", ""), self)
        self.keeper = StudyKeeper(library, self)
        self.summaries: dict[str, StudySummary] = {}
        self.faults: Mapping[str, str] = {}
        self._kept: dict[str, Study] = {}
        self._drafts: dict[str, Study] = {}
        self._names: dict[str, str] = {}
        self._refused: set[str] = set()
        self._again = QTimer(self, interval=_READ_AGAIN_MS, singleShot=True)
        self._again.timeout.connect(self.refresh)
        self.draft.changed.connect(self._follow)
        self.keeper.kept.connect(self._confirm)
        self.keeper.failed.connect(self._fail)
        self.keeper.prediction_failed.connect(self._fail_prediction)

    @property
    def open_id(self) -> str:
        """The id of the study in the draft; empty before one is opened."""
        return self.draft.study.id

    @property
    def summary(self) -> StudySummary:
        """What is known of the open study. Raises KeyError before one is opened."""
        return self.summaries[self.open_id]

    @property
    def kept_name(self) -> str:
        """The name that the open study has in the library."""
        return self._kept[self.open_id].name

    def refresh(self) -> None:
        """Read the studies again: recordings and the command line change them too."""
        library, writes = self._library, self.keeper.writes
        run(
            self,
            lambda _progress: read_summaries(library),
            lambda summaries: self._take(summaries, writes),
        )

    def open_study(self, study_id: str) -> None:
        """Have a study in the draft. Raises KeyError for one that is not there."""
        self.keeper.flush()
        study = self._drafts.get(study_id, self.summaries[study_id].study)
        if study_id != self.open_id:
            self.draft.load(study)
            self.stated.emit("", "dim")

    def add(self, study: Study) -> None:
        """One more, kept and opened; another name where that one is taken."""
        self.keeper.flush()
        taken = {one.study.name for one in self.summaries.values()}
        study = replace(study, name=free_name(study.name, taken))
        self.summaries[study.id] = StudySummary(study, 0, {}, (), locked=False)
        self._kept[study.id] = study
        self._names[study.id] = study.name
        by_name = sorted(self.summaries.items(), key=lambda item: item[1].study.name)
        self.summaries = dict(by_name)
        self.keeper.keep(study)
        self.keeper.flush()
        self.draft.load(study)

    def take_up(self, study: Study) -> None:
        """Change the study of the same id into this one; it can be undone."""
        self.open_study(study.id)
        values = {field.name: getattr(study, field.name) for field in fields(study)}
        self.draft.set("about/file", **values)

    def predict(self, task_id: str, successes: int, participants: int, time_ns: int) -> None:
        """Keep what the person at this window predicts of a task of the open study."""
        made_at = datetime.now(UTC).isoformat(timespec="seconds")
        said = Prediction(task_id, self.author, successes, participants, time_ns, made_at)
        summary = self.summary
        others = (p for p in summary.predictions if (p.task_id, p.author) != (task_id, self.author))
        self.summaries[self.open_id] = replace(summary, predictions=(*others, said))
        self.stated.emit(_tr("Keeping…"), "dim")
        self.keeper.predict(self.open_id, said)

    # What the library says

    def _take(self, summaries: Sequence[StudySummary], writes: int) -> None:
        if self.keeper.busy or writes != self.keeper.writes:
            self._again.start()  # what was read is older than what is being written
            return
        unkept = set(self._drafts)
        self.summaries = {
            one.study.id: replace(one, study=self._drafts[one.study.id])
            if one.study.id in unkept
            else one
            for one in summaries
        }
        self._kept = {one.study.id: one.study for one in summaries}
        self._names = {one.study.id: one.study.name for one in summaries}
        stored = self._kept.get(self.open_id)
        if stored is not None and self.open_id not in unkept and self._keepable() != stored:
            self.draft.load(stored)
        elif stored is not None:
            self.summaries[self.open_id] = replace(self.summary, study=self.draft.study)
        self.read.emit()
        self.changed.emit()

    # What the writer says

    def _follow(self) -> None:
        study = self.draft.study
        self.summaries[study.id] = replace(self.summaries[study.id], study=study)
        others = {one.name for key, one in self._kept.items() if key != study.id}
        self.faults = faults_of(study, others | self._refused)
        kept = self._keepable()
        if replace(kept, name=study.name) == study and "about/name" not in self.faults:
            self._drafts.pop(study.id, None)
        else:
            self._drafts[study.id] = study
        self.changed.emit()
        if kept != self._kept[study.id]:
            self._kept[study.id] = kept
            self.stated.emit(_tr("Keeping…"), "dim")
            self.keeper.keep(kept)
        elif not self.keeper.busy:
            self._confirm()

    def _keepable(self) -> Study:
        study = self.draft.study
        return keepable(study, self.faults, self._kept[study.id])

    def _confirm(self) -> None:
        self._names = {key: one.name for key, one in self._kept.items()}
        whole = self.open_id not in self._drafts
        words = _tr("Everything is kept") if whole else _tr("Kept but for what is marked")
        self.stated.emit(words, "dim")

    def _fail(self, error: ObserverError) -> None:
        """A refused name is given back, so that the rest is kept; anything else is said."""
        study_id = self.open_id
        kept, name = self._kept[study_id], self._names[study_id]
        if kept.name != name:
            self._refused.add(kept.name)
            self._kept[study_id] = replace(kept, name=name)
            self._follow()
            self.keeper.keep(self._keepable())
            return
        self._drafts[study_id] = self.draft.study
        self.stated.emit(_tr("Not kept: {error}").format(error=error), "rec")

    def _fail_prediction(self, error: ObserverError) -> None:
        show_error(self, error)
        self.stated.emit("", "dim")
        self.refresh()


def _tr(text: str) -> str:
    return QCoreApplication.translate("StudyBook", text)
