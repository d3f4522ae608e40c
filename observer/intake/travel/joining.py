"""What came with a pack, joined with what the library holds: nothing of either is lost."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, TypeVar

from observer.annotate.merging import Union, unite
from observer.database.library import Library
from observer.database.rows import SessionRow
from observer.intake.travel.form import Letter
from observer.model.annotation import Comment, ReviewState
from observer.model.clock import NS_PER_SECOND
from observer.model.identity import new_id
from observer.model.sitting import Answer, Attempt
from observer.model.study import Study
from observer.model.travel import KeptAnnotation, KeptChange, KeptComment, Merged, Said

T = TypeVar("T")

_OTHER = "In the other copy: "
"""Begins what one copy said where the other said something else."""

_PARTS = ("tasks", "guide", "questionnaires", "components", "segments", "codebook")


def join_study(library: Library, letter: Letter, recorded_name: str) -> Study | None:
    """Make the library's study hold what the pack's holds, removed parts too; what it then is.

    It is found by its id, else by its name. Parts are joined by their ids, and what is here stays.
    The caller saves the answer when everything that may speak of removed parts has landed. None
    where nobody described the study.
    """
    theirs, whole = letter.study, letter.study_whole
    if theirs is None or whole is None:
        return None
    ours = next((one for one in library.study_list() if one.id == theirs.id), None)
    ours = ours or library.study_by_name(recorded_name)
    if ours is None:
        library.save_study(whole)
        return theirs
    if library.study_by_name(recorded_name) is None:
        # Folders recorded under the other name go on landing in this study: it had that name once.
        library.save_study(replace(ours, name=recorded_name))
    known_whole = library.study(ours.id, removed=True)
    library.save_study(_with_parts(known_whole, whole, ours.name))
    return _with_parts(ours, theirs, ours.name)


def _with_parts(ours: Study, theirs: Study, name: str) -> Study:
    parts: dict[str, Any] = {
        part: _joined(getattr(ours, part), getattr(theirs, part)) for part in _PARTS
    }
    return replace(ours, name=name, question=ours.question or theirs.question, **parts)


def _joined(ours: Iterable[Any], theirs: Iterable[Any]) -> tuple[Any, ...]:
    known = {part.id: part for part in theirs} | {part.id: part for part in ours}
    return tuple(known.values())


def join_said(library: Library, row: SessionRow, theirs: Said, study: Study | None) -> Merged:
    """Merge what people said and did. Raises LibraryError for what the session cannot hold."""
    merged = _join_annotations(library, row.id, theirs)
    differing = [*_join_attempts(library, row.id, theirs.attempts)]
    differing += _join_answers(library, row.id, theirs.answers)
    for asking in theirs.askings:
        library.save_asking(asking)
    for watched in theirs.exposures:
        library.add_exposure(watched)
    _join_debriefs(library, row.id, theirs)
    _join_redactions(library, row.id, theirs)
    if study is not None:
        library.add_predictions(study.id, theirs.predictions)
        segments = {segment.id for segment in study.segments}
        if theirs.segment_id in segments and not library.participant_segment(
            row.study, row.participant
        ):
            library.set_segment(row.study, row.participant, theirs.segment_id)
    if library.session(row.id).review is ReviewState.TO_REVIEW:
        library.set_review_state(row.id, theirs.review)
    return replace(merged, kept_both=(*merged.kept_both, *differing))


def _join_redactions(library: Library, session_id: str, theirs: Said) -> None:
    """What is covered in one of the copies is covered; where both moved it, in both places."""
    kept = library.redactions(session_id)
    known, ids = {replace(one, id="") for one in kept}, {one.id for one in kept}
    for redaction in theirs.redactions:
        if replace(redaction, id="") not in known:
            own_id = new_id() if redaction.id in ids else redaction.id
            library.save_redaction(replace(redaction, id=own_id))


def _join_annotations(library: Library, session_id: str, theirs: Said) -> Merged:
    ours = {kept.said.id: kept for kept in library.kept_annotations(session_id)}
    our_changes = _by_annotation(library.kept_changes(session_id))
    their_changes = _by_annotation(theirs.changes)
    added = updated = 0
    differences: list[str] = []
    comments: list[Comment] = []
    for kept in theirs.annotations:
        here = ours.get(kept.said.id)
        if here is None:
            library.put_annotation(kept)
            added += 1
            continue
        joined = _united(here, kept, our_changes[kept.said.id], their_changes[kept.said.id])
        if joined.kept != here:
            library.put_annotation(joined.kept)
            updated += 1
        comments += joined.comments
        differences += joined.differences
    known = {change.id for changes in our_changes.values() for change in changes}
    library.add_changes(session_id, (one for one in theirs.changes if one.id not in known))
    _join_comments(library, session_id, [*theirs.comments, *map(KeptComment, comments)])
    return Merged(added, updated, tuple(differences))


def _united(
    here: KeptAnnotation,
    there: KeptAnnotation,
    our_changes: list[KeptChange],
    their_changes: list[KeptChange],
) -> Union:
    """A side that nobody touched gives way to one that somebody did."""
    if not our_changes and here.said.changed_at == here.said.created_at:
        return Union(there)
    if not their_changes and there.said.changed_at == there.said.created_at:
        return Union(here)
    return unite(here, there, our_changes, their_changes)


def _by_annotation(changes: Iterable[KeptChange]) -> defaultdict[str, list[KeptChange]]:
    found: defaultdict[str, list[KeptChange]] = defaultdict(list)
    for change in changes:
        found[change.annotation_id].append(change)
    return found


def _join_comments(library: Library, session_id: str, theirs: Iterable[KeptComment]) -> None:
    """Of one comment the words that were written later stay: a comment has one author."""
    ours = {kept.comment.id: kept for kept in library.kept_comments(session_id)}
    for kept in theirs:
        here = ours.get(kept.comment.id)
        if here is None or _last_touched(kept) > _last_touched(here):
            library.put_comment(kept)


def _last_touched(kept: KeptComment) -> str:
    return max(kept.comment.changed_at, kept.removed_at or "")


def _join_attempts(library: Library, session_id: str, theirs: Iterable[Attempt]) -> list[str]:
    ours = {attempt.id: attempt for attempt in library.attempts(session_id)}
    differing = []
    for attempt in theirs:
        here = ours.get(attempt.id)
        told = _OTHER + _attempt_words(attempt)
        if here is None or here.end_ns is None:
            library.save_attempt(attempt)
        elif _attempt_words(here) != _attempt_words(attempt) and told not in here.note:
            library.save_attempt(replace(here, note=f"{here.note}\n{told}".strip()))
            differing.append(f"the attempt at {here.start_ns // NS_PER_SECOND} s")
    return differing


def _attempt_words(attempt: Attempt) -> str:
    end_s = "" if attempt.end_ns is None else f" to {attempt.end_ns / 1e9:.1f}"
    parts = [str(attempt.outcome or "not ended"), f"{attempt.start_ns / 1e9:.1f}{end_s} s"]
    return " · ".join(part for part in (*parts, _own(attempt.note)) if part)


def _own(text: str) -> str:
    """What was said here, without what an earlier merge brought."""
    return text.partition(_OTHER)[0].strip()


def _join_answers(library: Library, session_id: str, theirs: Iterable[Answer]) -> list[str]:
    ours = {_question(answer): answer for answer in library.answers(session_id)}
    differing = []
    for answer in theirs:
        here = ours.get(_question(answer))
        if here is None or (here.value is None and not here.text):
            library.save_answer(answer)
        elif here.value != answer.value or _own(here.text) != _own(answer.text):
            told = f"{_OTHER}{_own(answer.text) or answer.value}"
            if told not in here.text:
                library.save_answer(replace(here, text=f"{here.text}\n{told}".strip()))
                differing.append(f"the answer to “{answer.question_id}”")
    return differing


def _question(answer: Answer) -> tuple[str, str, str]:
    return answer.questionnaire_id, answer.question_id, answer.task_id


def _join_debriefs(library: Library, session_id: str, theirs: Said) -> None:
    ours = {debrief.author: debrief.text for debrief in library.debriefs(session_id)}
    for debrief in theirs.debriefs:
        here = ours.get(debrief.author, "")
        if debrief.text not in here:
            text = f"{here}\n\n{debrief.text}".strip()
            library.save_debrief(replace(debrief, text=text))
