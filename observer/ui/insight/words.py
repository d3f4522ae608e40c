"""Figures, intervals and dates of a study in the words a person reads."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QLocale

from observer.analysis.intervals import Estimate
from observer.model.clock import NS_PER_SECOND
from observer.model.finding import FindingState
from observer.ui.review.words import length_words


def time_words(seconds: float) -> str:
    """`14 s`, `2:05 min`."""
    return length_words(round(seconds * NS_PER_SECOND))


def percent_words(value: float) -> str:
    """`80%`."""
    return f"{value:.0%}"


def share_interval(estimate: Estimate) -> str:
    """`36% to 98%`; empty where there is none."""
    if estimate.low is None or estimate.high is None:
        return ""
    return _tr("{low} to {high}").format(
        low=percent_words(estimate.low), high=percent_words(estimate.high)
    )


def time_interval(estimate: Estimate) -> str:
    """`55 s to 1:12 min`; empty where there is none."""
    if estimate.low is None or estimate.high is None:
        return ""
    return _tr("{low} to {high}").format(
        low=time_words(estimate.low), high=time_words(estimate.high)
    )


def number_interval(estimate: Estimate, digits: int = 1) -> str:
    """`1.9 to 6.5`; empty where there is none."""
    if estimate.low is None or estimate.high is None:
        return ""
    return _tr("{low} to {high}").format(
        low=amount_words(estimate.low, digits), high=amount_words(estimate.high, digits)
    )


def amount_words(value: float, digits: int = 0) -> str:
    """`12,400`, as the language groups figures."""
    return QLocale().toString(float(value), "f", digits)


def of_words(part: int, whole: int) -> str:
    """`4 of 5`."""
    return _tr("{part} of {whole}").format(part=part, whole=whole)


def counted(count: int, one: str, many: str) -> str:
    """`1 session`, `3 sessions`; both words are translated already."""
    return f"{amount_words(count)} {one if count == 1 else many}"


def hours_words(hours: float) -> str:
    """`6 h 12 min`, `40 min`."""
    whole, minutes = divmod(round(hours * 60), 60)
    if not whole:
        return _tr("{minutes} min").format(minutes=minutes)
    if whole >= 100 or not minutes:
        return _tr("{hours} h").format(hours=amount_words(whole))
    return _tr("{hours} h {minutes} min").format(hours=whole, minutes=minutes)


def day_words(iso: str) -> str:
    """`21 Nov 2026`; the text itself where it is no date."""
    try:
        day = datetime.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{day.day} {QLocale().monthName(day.month, QLocale.FormatType.ShortFormat)} {day.year}"


def ago_words(iso: str, today: datetime) -> str:
    """`today`, `2 days ago`, `3 weeks ago`; empty where it is no date."""
    try:
        day = datetime.fromisoformat(iso)
    except ValueError:
        return ""
    days = (today.date() - day.date()).days
    if days <= 0:
        return _tr("today")
    if days == 1:
        return _tr("yesterday")
    if days < 14:
        return _tr("{n} days ago").format(n=days)
    if days < 61:
        return _tr("{n} weeks ago").format(n=days // 7)
    return _tr("{n} months ago").format(n=days // 30)


def state_words(state: FindingState) -> str:
    """A column of the board."""
    return {
        FindingState.OPEN: _tr("Open"),
        FindingState.IN_WORK: _tr("In work"),
        FindingState.FIXED: _tr("Fixed"),
        FindingState.ACCEPTED: _tr("Left as it is"),
    }[state]


def _tr(text: str) -> str:
    return QCoreApplication.translate("Insight", text)
