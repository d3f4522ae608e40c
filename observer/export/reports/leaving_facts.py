"""A study's facts as they may leave: words withheld where they must be, names replaced by codes."""

from collections.abc import Callable
from dataclasses import replace
from functools import reduce
from pathlib import Path

from observer.analysis.study_facts import SessionFacts, StudyFacts
from observer.database.library import Library
from observer.export.leaving.names import name_remover
from observer.export.leaving.session import LeavingSession, leaving_session
from observer.export.reports.shown_text import brief
from observer.model.consent import TrackKind
from observer.model.finding import Finding
from observer.model.study import Study
from observer.session.folder import is_session_folder
from observer.session.manifest_file import read_manifest

_Change = Callable[[str], str]


def leaving_facts(
    library: Library, root: Path, facts: StudyFacts
) -> tuple[StudyFacts, dict[str, LeavingSession]]:
    """The facts without what consent and redaction keep back, and each session by its id.

    A participant's name is replaced wherever it was written down, in others' sessions too. Raises
    SessionNotFound, SessionDamaged or LibraryError.
    """
    leaving = {one.id: leaving_session(library, root, one.id) for one in facts.sessions}
    names = {(library.consent(one.id).name, one.participant) for one in facts.sessions}
    removers = [name_remover(*pair) for pair in sorted(names)]

    def nameless(text: str) -> str:
        return reduce(lambda told, remove: remove(told), removers, text)

    sessions = tuple(_session(one, leaving[one.id], nameless) for one in facts.sessions)
    findings = tuple(_finding(one, nameless) for one in facts.findings)
    study = _study(facts.study)
    return replace(facts, study=study, sessions=sessions, findings=findings), leaving


def _study(study: Study) -> Study:
    """With names that fit where names stand."""
    return replace(
        study,
        tasks=tuple(replace(one, title=brief(one.title)) for one in study.tasks),
        questionnaires=tuple(replace(one, title=brief(one.title)) for one in study.questionnaires),
        components=tuple(
            replace(one, name=brief(one.name), team=brief(one.team)) for one in study.components
        ),
        segments=tuple(replace(one, name=brief(one.name)) for one in study.segments),
        codebook=tuple(replace(one, name=brief(one.name)) for one in study.codebook),
    )


def _session(one: SessionFacts, leaving: LeavingSession, nameless: _Change) -> SessionFacts:
    moments = {moment.id: moment for moment in leaving.moments}
    return replace(
        one,
        annotations=tuple(
            replace(
                moments[said.id],
                note=nameless(moments[said.id].note),
                quote=nameless(moments[said.id].quote),
                component=brief(said.component),
                team=brief(said.team),
            )
            for said in one.annotations
            if said.id in moments
        ),
        attempts=leaving.attempts,
        answers=leaving.answers,
        efforts=tuple(leaving.efforts.values()),
    )


def _finding(one: Finding, nameless: _Change) -> Finding:
    return replace(
        one,
        name=brief(nameless(one.name)),
        description=nameless(one.description),
        issue=nameless(one.issue),
    )


def tracks_of(library: Library, root: Path, facts: StudyFacts) -> dict[str, frozenset[TrackKind]]:
    """What was recorded of each session whose folder is there. Raises SessionDamaged."""
    found = {}
    for session in facts.sessions:
        folder = root / library.session(session.id).folder
        if is_session_folder(folder):
            manifest = read_manifest(folder)
            found[session.id] = frozenset(track.kind for track in manifest.tracks if track.items)
    return found
