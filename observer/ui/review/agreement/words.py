"""How agreement is put into words."""

from PySide6.QtCore import QCoreApplication

from observer.analysis.agreement import NOTHING, UNJUDGED, Facet
from observer.analysis.reading import alpha_word, kappa_word
from observer.analysis.reliability import Coefficient
from observer.model.annotation import AnnotationKind
from observer.model.clock import NS_PER_SECOND
from observer.ui.review.agreement.comparison import Match
from observer.ui.review.words import kind_words, severity_words


def say(text: str) -> str:
    """Translated."""
    return QCoreApplication.translate("Agreement", text)


def rule_words(tolerance_ns: int) -> str:
    """The matching rule in one sentence."""
    if not tolerance_ns:
        first = say("Moments count as the same where they touch or overlap")
    else:
        first = say("Moments count as the same where at most {s} s lie between them").format(
            s=f"{tolerance_ns / NS_PER_SECOND:g}"
        )
    return say(
        "{first}; the closest are joined first, nobody has two in one, and what finds no partner"
        " stays unmatched."
    ).format(first=first)


def label_words(facet: Facet, label: str, *, short: bool = False) -> str:
    """What a coder said, as it begins a line; `short` for the head of a table."""
    if label == NOTHING:
        return say("Not marked")
    if label == UNJUDGED:
        return say("Not judged")
    if facet is Facet.KIND:
        return kind_words(AnnotationKind(label))
    if facet is Facet.SEVERITY:
        return label if short else severity_words(int(label))
    return {"applied": say("Applied"), "not applied": say("Not applied")}[label]


def match_words(match: Match) -> str:
    """How the coders stand to a unit."""
    return {
        Match.AGREE: say("Agree"),
        Match.DISAGREE: say("Disagree"),
        Match.UNMATCHED: say("Unmatched"),
    }[match]


def value_words(coefficient: Coefficient) -> str:
    """`0.62`, or a dash where it is undefined; the minus is a minus."""
    if coefficient.value is None:
        return "–"
    return f"{coefficient.value:.2f}".replace("-", "−")


def kappa_reading(coefficient: Coefficient) -> str:
    """`substantial`; nothing where there is no value."""
    if coefficient.value is None:
        return ""
    return {
        "poor": say("poor"),
        "slight": say("slight"),
        "fair": say("fair"),
        "moderate": say("moderate"),
        "substantial": say("substantial"),
        "almost perfect": say("almost perfect"),
    }[kappa_word(coefficient.value)]


def alpha_reading(coefficient: Coefficient) -> str:
    """What may be built on it; nothing where there is no value."""
    if coefficient.value is None:
        return ""
    return {
        "reliable": say("reliable"),
        "tentative": say("tentative at most"),
        "not reliable": say("not reliable"),
    }[alpha_word(coefficient.value)]


def kappa_details(coefficient: Coefficient) -> str:
    """What it stands on, or why it is undefined."""
    if coefficient.value is None:
        return f"{coefficient.reason}."
    return say("{n}: the same said of {seen}, by chance alone {chance}").format(
        n=items_words(coefficient.items),
        seen=f"{coefficient.observed:.0%}",
        chance=f"{coefficient.expected:.0%}",
    )


def alpha_details(coefficient: Coefficient, facet: Facet) -> str:
    """What it stands on, or why it is undefined."""
    if coefficient.value is None:
        return f"{coefficient.reason}."
    if facet is Facet.SEVERITY:
        words = say("{n} that two or more judged; steps further apart weigh more")
    else:
        words = say("{n} that two or more marked")
    return words.format(n=items_words(coefficient.items))


def items_words(count: int) -> str:
    """`14 events`."""
    return say("1 event") if count == 1 else say("{n} events").format(n=count)


def reading_words() -> str:
    """Whose words they are, and what they are worth."""
    return say(
        "Words for kappa: Landis and Koch 1977 (Biometrics 33: to 0.20 slight, 0.40 fair,"
        " 0.60 moderate, 0.80 substantial, above almost perfect). For alpha: Krippendorff 2004"
        " (Content Analysis: 0.800, tentatively 0.667). Both are conventions, not tests."
    )
