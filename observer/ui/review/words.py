"""How moments are put into words, everywhere in the review."""

from PySide6.QtCore import QCoreApplication

from observer.model.annotation import SEVERITY_WORDS, Annotation, AnnotationKind

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
    """The first line of its note, or its kind."""
    lines = moment.note.strip().splitlines()
    return lines[0] if lines else kind_words(moment.kind)


def author_words(moment: Annotation, own_name: str) -> str:
    """Who said it: You, a name, or nothing where it is not known."""
    return _say("You") if moment.author == own_name else moment.author


def moment_subline(moment: Annotation, own_name: str) -> str:
    """`You · friction · 14 s`."""
    parts = [author_words(moment, own_name)]
    if moment.note.strip():
        parts.append(kind_words(moment.kind).lower())
    if moment.end_ns > moment.start_ns:
        seconds = (moment.end_ns - moment.start_ns) / 1e9
        parts.append(
            _say("{seconds} s").format(
                seconds=f"{seconds:.0f}" if seconds >= 10 else f"{seconds:.1f}"
            )
        )
    return " · ".join(part for part in parts if part) or severity_words(moment.severity)
