"""A study's report, gathered from its facts and the pictures of its moments."""

from collections.abc import Mapping
from datetime import date

from observer.analysis.insight import Insight
from observer.analysis.intervals import Estimate
from observer.export.leaving.session import LeavingSession
from observer.export.reports.charts import axis
from observer.export.reports.content import Report
from observer.export.reports.evidence import Camera, Cutter, Evidence
from observer.export.reports.figures import counted, day, days, length, percent
from observer.export.reports.headlines import headlines
from observer.export.reports.method import limits, method
from observer.export.reports.people import participant_lines, segment_lines, watcher_lines
from observer.export.reports.places import crossing_lines, place_lines
from observer.export.reports.tasks import form_lines, longest, task_lines, time_axis
from observer.model.consent import TrackKind


def make_report(
    found: Insight,
    leaving: Mapping[str, LeavingSession],
    tracks: Mapping[str, frozenset[TrackKind]],
    camera: Camera,
    cutter: Cutter,
    *,
    made_on: date,
    team_named: bool = False,
) -> Report:
    """Everything in words. `found` must be made of facts that may leave.

    `team_named` names who watched; else they are numbered, as a login name may be among them.
    """
    study = found.facts.study
    evidence = Evidence(found.facts, camera, cutter)
    return Report(
        found=found,
        title=study.name,
        question=study.question,
        tested_on=days([session.recorded_at for session in found.facts.sessions]),
        made_on=day(made_on.isoformat()),
        facts_line=_facts_line(found),
        headlines=headlines(found),
        tasks=task_lines(found),
        time_axis=time_axis(longest(found)),
        share_axis=axis([percent(part / 4) for part in range(5)]),
        forms=form_lines(found),
        findings=evidence.findings(found),
        loose=evidence.loose(found),
        quotes=evidence.quotes(),
        places=place_lines(found),
        crossings=crossing_lines(found),
        segments=segment_lines(found),
        watchers=watcher_lines(found, named=team_named),
        participants=participant_lines(found),
        discovery=_discovery(found),
        cost=_cost(found),
        cost_basis=found.cost.stated if found.cost.hours_a_year else (),
        method=method(found, tracks),
        limits=limits(found),
        withheld=[f"{line}." for one in leaving.values() for line in one.withheld],
        moments=evidence.moments(),
    )


def _facts_line(found: Insight) -> list[str]:
    facts = found.facts
    wanted = sum(one.wanted for one in found.coverage)
    people = len(facts.participants)
    told = [
        f"{people} of {wanted} participants" if wanted else counted(people, "participant"),
    ]
    if people:
        told.append(f"{length(found.hours * 3600)} watched")
    segments = [one for one in found.coverage if one.segment_id]
    if segments:
        reached = sum(bool(one.watched) for one in segments)
        told.append(f"{reached} of {counted(len(segments), 'segment')}")
    when = days([session.recorded_at for session in facts.sessions])
    return [*told, when] if when else told


def _discovery(found: Insight) -> str:
    told = found.discovery
    if told.seen is None or told.more is None:
        return f"{told.reason}: how many problems are still unseen cannot be said yet."
    after = (
        f"about {counted(told.more, 'more participant')} would bring it to 85%"
        if told.more
        else "more participants like these would show few new ones"
    )
    return (
        f"About {percent(told.seen)} of the problems that people like these meet in these tasks"
        f" have probably been seen ({counted(told.problems, 'finding')}, n = {told.participants},"
        f" {told.once} met by one participant alone); {after}."
    )


def _cost(found: Insight) -> str:
    hours, value = found.cost.hours_a_year, found.cost.value
    if hours is None:
        return ""
    told = f"About {hours.value:,.0f} hours of customers' time a year{_between(hours)}"
    if value is not None:
        currency = found.facts.assumptions.currency
        told += f", worth {value.value:,.0f} {currency}".rstrip() + _between(value)
    return f"{told}; n = {hours.count}."


def _between(one: Estimate) -> str:
    if one.low is None or one.high is None:
        return " (no interval)"
    return f" ({one.low:,.0f} to {one.high:,.0f})"
