"""What a filter can ask for, in words: names of facets, values and orders."""

from PySide6.QtCore import QCoreApplication

from observer.annotate.filtering import Facet, MomentFilter, Order, Setting, Status, Value
from observer.model.annotation import AnnotationKind
from observer.model.study import Study
from observer.ui.review.moment_book import MomentBook
from observer.ui.review.words import kind_words, severity_words


def _say(text: str) -> str:
    return QCoreApplication.translate("Filter", text)


def setting_of(book: MomentBook) -> Setting:
    """What a filter has to know of the open session."""
    study = book.study
    return Setting(
        book.author,
        frozenset(one.id for one in book.moments if book.comments_of(one.id)),
        {code.id: code.name for code in study.codebook} if study else {},
        {task.id: task.title for task in study.tasks} if study else {},
    )


def facet_words(facet: Facet) -> str:
    """`Kind`."""
    return {
        Facet.KIND: _say("Kind"),
        Facet.SEVERITY: _say("Severity"),
        Facet.CODE: _say("Code"),
        Facet.TASK: _say("Task"),
        Facet.COMPONENT: _say("Component"),
        Facet.AUTHOR: _say("Coder"),
        Facet.STATUS: _say("Status"),
    }[facet]


def order_words(order: Order) -> str:
    """`Time`, and how it runs where that is not plain."""
    return {
        Order.TIME: _say("Time"),
        Order.SEVERITY: _say("Severity, gravest first"),
        Order.KIND: _say("Kind"),
        Order.AUTHOR: _say("Coder"),
        Order.CHANGED: _say("Changed last"),
    }[order]


def value_words(facet: Facet, value: Value, setting: Setting) -> str:
    """One value as a menu and a chip write it."""
    if facet is Facet.SEVERITY:
        words = severity_words(value if isinstance(value, int) else None)
        return words[0].upper() + words[1:]
    text = "" if value is None else str(value)
    if facet is Facet.KIND:
        return kind_words(AnnotationKind(text))
    if facet is Facet.STATUS:
        return _status_words(Status(text))
    if facet is Facet.AUTHOR:
        return _say("You") if text == setting.own_name else text
    return _held_words(facet, text, setting)


def _held_words(facet: Facet, text: str, setting: Setting) -> str:
    """A code, task or component, or that there is none."""
    if not text:
        return {
            Facet.CODE: _say("Without a code"),
            Facet.TASK: _say("Outside any task"),
        }.get(facet, _say("No component"))
    if facet is Facet.CODE:
        return setting.code_names.get(text, _say("Removed code"))
    if facet is Facet.TASK:
        return setting.task_titles.get(text, _say("Removed task"))
    return text


def _status_words(status: Status) -> str:
    return {
        Status.OWN: _say("Your own"),
        Status.FROM_RULE: _say("Accepted from a rule"),
        Status.COMMENTED: _say("With comments"),
    }[status]


def asked_words(asked: MomentFilter, facet: Facet, setting: Setting, study: Study | None) -> str:
    """What is asked for of one side: `Friction, Bug`; severities by their figures."""
    values = in_order(facet, asked.values(facet), study)
    if facet is Facet.SEVERITY:
        figures = [str(one) if one is not None else _say("not judged") for one in values]
        return _say("Severity {figures}").format(figures=", ".join(figures))
    return ", ".join(value_words(facet, one, setting) for one in values)


def in_order(facet: Facet, values: frozenset[Value], study: Study | None) -> list[Value]:
    """Values as a person expects them: as the study and the model have them, else by name."""
    known: list[Value] = []
    if facet is Facet.KIND:
        known = list(AnnotationKind)
    elif facet is Facet.STATUS:
        known = list(Status)
    elif facet is Facet.SEVERITY:
        known = [4, 3, 2, 1, 0, None]
    elif facet is Facet.CODE and study:
        known = [code.id for code in study.codebook]
    elif facet is Facet.TASK and study:
        known = [task.id for task in study.tasks]
    rest = sorted(
        (one for one in values if one not in known), key=lambda one: (one == "", str(one))
    )
    return [one for one in known if one in values] + rest
