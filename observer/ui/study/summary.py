"""The studies as the page shows them: each with what the library knows of it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from observer.database.library import Library
from observer.model.study import Prediction, Study
from observer.ui.study.segments_section import coverage_words


@dataclass(frozen=True, slots=True)
class StudySummary:
    """One study, its sessions, who of which segment was watched, and what was predicted."""

    study: Study
    sessions: int
    watched: Mapping[str, int]
    predictions: tuple[Prediction, ...]
    locked: bool

    @property
    def words(self) -> str:
        """`3 sessions · 3 of 8 watched`."""
        if not self.sessions:
            words = _tr("no session yet")
        elif self.sessions == 1:
            words = _tr("1 session")
        else:
            words = _tr("{n} sessions").format(n=self.sessions)
        coverage = coverage_words(self.study.segments, self.watched)
        return f"{words} · {coverage}" if coverage else words


def read_summaries(library: Library) -> tuple[StudySummary, ...]:
    """All studies by name. Raises LibraryError."""
    sessions = Counter(row.study for row in library.sessions())
    return tuple(
        StudySummary(
            study,
            sessions[study.name],
            library.watched_segments(study.name),
            tuple(library.predictions(study.id)),
            library.predictions_locked(study.id),
        )
        for study in library.study_list()
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("StudySummary", text)
