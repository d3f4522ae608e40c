"""Manifests and annotations as tests need them."""

from observer.model.annotation import Annotation, AnnotationKind
from observer.model.consent import Consent, ConsentItem, TrackKind
from observer.model.identity import new_id
from observer.model.manifest import ClockAnchor, Manifest, SessionState, TrackEntry
from observer.model.study import (
    AnswerForm,
    Asked,
    Code,
    Component,
    GuideQuestion,
    Question,
    Questionnaire,
    Score,
    Segment,
    Study,
    Task,
)

SECOND = 1_000_000_000


def manifest(
    session_id: str = "k3f9abcdefghjkmn",
    study: str = "Checkout",
    participant: str = "P01",
    wall_start: str = "2026-11-21T10:00:00+01:00",
) -> Manifest:
    return Manifest(
        id=session_id,
        study=study,
        participant=participant,
        consent=Consent((ConsentItem.SCREEN, ConsentItem.VOICE), "2026-11-21T09:55:00+01:00"),
        clock=ClockAnchor(wall_start, 5),
        state=SessionState.CLOSED,
        duration_ns=60 * SECOND,
        tracks=(
            TrackEntry(TrackKind.SCREEN, ("recording-001.mkv",), 0, 60 * SECOND, 1800),
            TrackEntry(TrackKind.FOCUS, ("focus.jsonl",), 0, 60 * SECOND, 3),
        ),
    )


def annotation(
    note: str = "", session_id: str = "k3f9abcdefghjkmn", start_s: int = 1, author: str = "Ann"
) -> Annotation:
    return Annotation(
        id=new_id(),
        session_id=session_id,
        author=author,
        kind=AnnotationKind.FRICTION,
        start_ns=start_s * SECOND,
        end_ns=(start_s + 1) * SECOND,
        severity=None,
        note=note,
        created_at="2026-11-21T09:00:00.000+00:00",
        changed_at="2026-11-21T09:00:00.000+00:00",
    )


def study(name: str = "Checkout", study_id: str = "study-1") -> Study:
    """Two tasks, one question of the guide, SEQ and a question of the team's own."""
    return Study(
        id=study_id,
        name=name,
        question="Where do they hesitate?",
        language="it",
        tasks=(
            Task(
                "find", "Find", "Find a “lamp”.", "start", "has it", "one", 90 * SECOND, 4, "shop"
            ),
            Task("pay", "Pay"),
        ),
        guide=(GuideQuestion("why", "Why?"),),
        questionnaires=(
            Questionnaire(
                "seq", "SEQ", Asked.AFTER_TASK, (Question("ease", "How easy?"),), Score.SEQ
            ),
            Questionnaire(
                "own",
                "Own",
                Asked.AT_END,
                (
                    Question("again", "Again?", AnswerForm.CHOICE, choices=("yes", "no")),
                    Question("ease", "And?", AnswerForm.SCALE, 5, "low", "high"),
                ),
            ),
        ),
        components=(Component("cart", "Cart", "Checkout team", "browser", "Cart", "/cart"),),
        segments=(Segment("new", "New customers", 3),),
        codebook=(Code("doubt", "Doubt", "when they hesitate"),),
    )
