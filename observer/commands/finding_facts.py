"""A finding as the command line says it: keys for programs, lines for people."""

import click

from observer.analysis.board import FindingFigures
from observer.analysis.intervals import Estimate
from observer.commands.estimate_facts import estimate_facts


def finding_facts(one: FindingFigures) -> dict[str, object]:
    """One finding, with what a release did to it and the ids of what it stands on."""
    return {
        "id": one.finding.id,
        "name": one.finding.name,
        "description": one.finding.description,
        "state": str(one.finding.state),
        "seen_again": one.seen_again,
        "issue": one.finding.issue,
        "fixed_at": one.finding.fixed_at,
        "severity": one.severity,
        "frequency": estimate_facts(one.frequency),
        "before": estimate_facts(one.before),
        "after": estimate_facts(one.after),
        "change": estimate_facts(one.change),
        "beyond_chance": one.beyond_chance,
        "participants": list(one.participants),
        "moments": [said.id for said in one.moments],
        "moments_since": [said.id for said in one.since],
        "first_seen": one.first_seen,
        "last_seen": one.last_seen,
    }


def say_finding(one: FindingFigures) -> None:
    """For people: how bad, how often, what became of it."""
    severity = "-" if one.severity is None else one.severity
    click.echo(f"{one.finding.id}  {severity}  {one.finding.name}: {share_words(one.frequency)}")
    click.echo(f"  {state_line(one)}")
    if one.finding.fixed_at:
        after = share_words(one.after) if one.after else "nobody watched"
        before = share_words(one.before) if one.before else "nobody watched"
        chance = "more than chance explains" if one.beyond_chance else "chance could explain it"
        told = f"; {chance}" if one.change else ""
        click.echo(f"  before {one.finding.fixed_at}: {before}; since: {after}{told}")


def state_line(one: FindingFigures) -> str:
    """`in work · https://tracker.example/7`."""
    return f"{one.state} · {one.finding.issue}" if one.finding.issue else one.state


def share_words(one: Estimate | None) -> str:
    """`80% (36% to 98%, n = 5)`."""
    if one is None or one.low is None or one.high is None:
        return "–"
    return f"{one.value:.0%} ({one.low:.0%} to {one.high:.0%}, n = {one.count})"
