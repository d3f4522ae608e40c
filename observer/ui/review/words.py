"""How moments are put into words, everywhere in the review."""

from PySide6.QtCore import QCoreApplication

from observer.analysis.signals.rules import RULE_OF_NAME
from observer.model.annotation import SEVERITY_WORDS, Annotation, AnnotationKind, ReviewState
from observer.model.clock import NS_PER_SECOND, format_ns
from observer.model.sitting import Outcome
from observer.model.study import Study

KIND_ICONS = {
    AnnotationKind.FRICTION: "flag",
    AnnotationKind.QUOTE: "quote",
    AnnotationKind.QUESTION: "question",
    AnnotationKind.BUG: "bug",
    AnnotationKind.IDEA: "idea",
    AnnotationKind.DELIGHT: "smile",
    AnnotationKind.NOTE: "note",
}

_SIGNS = {
    AnnotationKind.FRICTION: "–",
    AnnotationKind.QUOTE: "“",
    AnnotationKind.QUESTION: "?",
    AnnotationKind.BUG: "×",
    AnnotationKind.IDEA: "!",
    AnnotationKind.DELIGHT: "+",
    AnnotationKind.NOTE: "·",
}


def _say(text: str) -> str:
    return QCoreApplication.translate("Moment", text)


def kind_words(kind: AnnotationKind) -> str:
    """The kind's name, as it begins a line."""
    return {
        AnnotationKind.FRICTION: _say("Friction"),
        AnnotationKind.QUOTE: _say("Quote"),
        AnnotationKind.QUESTION: _say("Question"),
        AnnotationKind.BUG: _say("Bug"),
        AnnotationKind.IDEA: _say("Idea"),
        AnnotationKind.DELIGHT: _say("Delight"),
        AnnotationKind.NOTE: _say("Note"),
    }[kind]


def severity_words(severity: int | None) -> str:
    """`3, major`, or that nobody has judged it."""
    if severity is None:
        return _say("not judged yet")
    return f"{severity}, {_say(SEVERITY_WORDS[severity])}"


def moment_sign(moment: Annotation) -> str:
    """What stands in its badge: the severity, or the kind's sign where there is none."""
    return _SIGNS[moment.kind] if moment.severity is None else str(moment.severity)


def moment_title(moment: Annotation) -> str:
    """The first line of its note, or what the rule is called that found it, or its kind."""
    lines = moment.note.strip().splitlines()
    otherwise = rule_title(moment.rule) if moment.rule else kind_words(moment.kind)
    return lines[0] if lines else otherwise


def author_words(moment: Annotation, own_name: str) -> str:
    """Who said it: You, a name, or nothing where it is not known."""
    return _say("You") if moment.author == own_name else moment.author


def moment_subline(moment: Annotation, own_name: str, study: Study | None = None) -> str:
    """`You · friction · 14 s · task 2`."""
    parts = [author_words(moment, own_name)]
    if moment.note.strip() or moment.rule:
        parts.append(kind_words(moment.kind).lower())
    if moment.end_ns > moment.start_ns:
        parts.append(length_words(moment.end_ns - moment.start_ns))
    parts.append(task_number_words(moment.task_id, study))
    return " · ".join(part for part in parts if part) or severity_words(moment.severity)


def moment_in_words(moment: Annotation) -> str:
    """All of it in a line, as it is read out."""
    parts = [
        format_ns(moment.start_ns),
        kind_words(moment.kind),
        severity_words(moment.severity),
        moment.note.strip(),
        quote_words(moment),
    ]
    return " · ".join(part for part in parts if part)


def suggestion_in_words(moment: Annotation) -> str:
    """What a rule suggests in a line, as it is read out."""
    return f"{format_ns(moment.start_ns)} · {rule_title(moment.rule)} · {moment.reason}"


def length_words(length_ns: int) -> str:
    """`4.2 s` below ten seconds, `14 s` from there on, `2:05 min` from two minutes on."""
    seconds = length_ns / NS_PER_SECOND
    if seconds >= 120:
        return _say("{time} min").format(time=clock_words(length_ns))
    return _say("{seconds} s").format(
        seconds=f"{seconds:.0f}" if seconds >= 10 else f"{seconds:.1f}"
    )


def clock_words(length_ns: int) -> str:
    """`8:41`, a length in minutes and seconds."""
    minutes, seconds = divmod(round(length_ns / NS_PER_SECOND), 60)
    return f"{minutes}:{seconds:02d}"


def quote_words(moment: Annotation) -> str:
    """The participant's words in their marks; empty for none."""
    words = " ".join(moment.quote.split())
    return f"“{words}”" if words else ""


def code_words(codes: tuple[str, ...], study: Study | None) -> tuple[str, ...]:
    """The names of codes, in the codebook's order; what it does not hold comes last."""
    names = {code.id: code.name for code in study.codebook} if study else {}
    known = [name for code, name in names.items() if code in codes]
    return (*known, *(_say("removed code") for code in codes if code not in names))


def task_number_words(task_id: str, study: Study | None) -> str:
    """`task 2`; empty where it is none of the study's."""
    ids = [task.id for task in study.tasks] if study else []
    return _say("task {number}").format(number=ids.index(task_id) + 1) if task_id in ids else ""


def rule_title(rule: str) -> str:
    """What people call a rule; its own name where it is not known here."""
    known = RULE_OF_NAME.get(rule)
    return _say(known.title) if known else rule.replace("-", " ").capitalize()


def outcome_words(outcome: Outcome | None) -> str:
    """How an attempt ended; that nobody said where None."""
    return {
        None: _say("no outcome"),
        Outcome.SUCCESS: _say("success"),
        Outcome.DIFFICULTY: _say("with difficulty"),
        Outcome.FAILED: _say("failed"),
        Outcome.GIVEN_UP: _say("given up"),
    }[outcome]


def review_words(state: ReviewState) -> str:
    """How far the annotating has come."""
    return {
        ReviewState.TO_REVIEW: _say("To review"),
        ReviewState.IN_REVIEW: _say("In review"),
        ReviewState.DONE: _say("Done"),
    }[state]
