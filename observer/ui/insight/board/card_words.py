"""What a finding's card says, and what a release did to it, in words."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from observer.analysis.board import FindingFigures
from observer.analysis.intervals import Estimate
from observer.model.finding import FindingState
from observer.ui.insight.words import (
    counted,
    day_words,
    of_words,
    percent_words,
    share_interval,
    state_words,
)


@dataclass(frozen=True, slots=True)
class CardWords:
    """What a card says beside its name."""

    frequency: str
    interval: str
    segments: tuple[str, ...]
    seen: str
    chance: str
    again: str
    issue: str
    before: str = ""
    since: str = ""

    @property
    def all(self) -> str:
        """In one line, as it is read out."""
        parts = (
            self.again,
            self.frequency,
            self.interval,
            *self.segments,
            self.seen,
            self.chance,
            self.issue,
        )
        return ", ".join(part for part in parts if part)


def card_words(figures: FindingFigures, segment_names: dict[str, str]) -> CardWords:
    """Its figures in words."""
    frequency = figures.frequency
    people = frequency.count if frequency else 0
    moments = counted(len(figures.moments), _tr("moment"), _tr("moments"))
    interval = share_interval(frequency) if frequency else ""
    first, last = day_words(figures.first_seen), day_words(figures.last_seen)
    return CardWords(
        frequency=of_words(len(figures.participants), people) if people else moments,
        interval=f"{interval} · {moments}" if interval else moments,
        segments=tuple(
            f"{segment_names.get(key, '') or _tr('no segment')} {count}"
            for key, count in figures.segments.items()
        ),
        seen=first if first == last else _tr("{first} – {last}").format(first=first, last=last),
        chance=chance_words(figures),
        again=_tr("Seen again") if figures.seen_again else "",
        issue=figures.finding.issue.rstrip("/").rsplit("/", maxsplit=1)[-1],
        before=_told(_tr("before"), figures.before),
        since=_told(_tr("since"), figures.after),
    )


def chance_words(figures: FindingFigures) -> str:
    """Whether the release changed more than chance would; empty where nobody can know."""
    change = figures.change
    if change is None:
        return ""
    if not figures.beyond_chance:
        return _tr("may be chance")
    return _tr("less often since") if change.value < 0 else _tr("more often since")


def figures_state_words(figures: FindingFigures) -> str:
    """`Fixed`, or that it was seen again."""
    if figures.seen_again:
        return _tr("Seen again after the release")
    return state_words(figures.finding.state)


def finding_sentence(figures: FindingFigures) -> str:
    """How often and when, in words."""
    frequency = figures.frequency
    if frequency is None or not figures.moments:
        return _tr("No moment shows it yet.")
    return _tr("Met by {people} participants: {share}, probably {interval}. Seen {when}.").format(
        people=of_words(len(figures.participants), frequency.count),
        share=percent_words(frequency.value),
        interval=share_interval(frequency),
        when=_seen(figures),
    )


def release_sentence(figures: FindingFigures) -> str:
    """What a release did to it; empty where no date is set and none is missed."""
    finding = figures.finding
    if not finding.fixed_at:
        if finding.state is not FindingState.FIXED:
            return ""
        return _tr("Give the date of the release: it parts before and since.")
    parts = [
        _tr("{when}: {people} ({interval})").format(
            when=when, people=_met(share), interval=share_interval(share)
        )
        for when, share in (
            (_tr("before the release"), figures.before),
            (_tr("since it"), figures.after),
        )
        if share is not None
    ]
    watched = ", ".join(parts)
    told = [f"{watched[:1].upper()}{watched[1:]}."] if watched else []
    if figures.after is None:
        told.append(_tr("Nobody has been watched since it."))
    if figures.change is not None:
        told.append(_changed(figures, figures.change))
    return " ".join(told)


def state_sentence(figures: FindingFigures) -> str:
    """What became of it and where it is followed up."""
    issue = figures.finding.issue
    state = figures_state_words(figures)
    return _tr("{state} · {issue}").format(state=state, issue=issue) if issue else state


def _changed(figures: FindingFigures, change: Estimate) -> str:
    if not figures.beyond_chance:
        return _tr("Chance could explain the difference.")
    if change.value < 0:
        return _tr("That is less often than chance explains.")
    return _tr("That is more often than chance explains.")


def _told(words: str, share: Estimate | None) -> str:
    """`before 3 of 3`; the word alone where nobody was watched."""
    return words if share is None else f"{words} {_met(share)}"


def _met(share: Estimate) -> str:
    return of_words(round(share.value * share.count), share.count)


def _seen(figures: FindingFigures) -> str:
    first, last = day_words(figures.first_seen), day_words(figures.last_seen)
    times = counted(len(figures.moments), _tr("time"), _tr("times"))
    if first == last:
        return _tr("{times}, on {day}").format(times=times, day=first)
    return _tr("{times}, from {first} to {last}").format(times=times, first=first, last=last)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Insight", text)
