"""A study's answers as the command line says them: keys for programs, lines for people."""

import click

from observer.analysis.gap import TaskGap
from observer.analysis.insight import Insight, QuestionnaireFigure
from observer.analysis.intervals import Estimate
from observer.analysis.seams import HandOver, Part
from observer.commands.effort_facts import effort_facts, effort_lines
from observer.commands.estimate_facts import estimate_facts, rounded
from observer.commands.finding_facts import finding_facts, share_words, state_line


def insight_facts(found: Insight) -> dict[str, object]:
    """For programs: every figure with its interval and the ids of what it stands on."""
    discovered, cost = found.discovery, found.cost
    return {
        "study": found.facts.study.name,
        "study_id": found.facts.study.id,
        "sessions": len(found.facts.sessions),
        "participants": len(found.facts.participants),
        "hours": round(found.hours, 3),
        "tasks": [_task(gap) for gap in found.tasks],
        "questionnaires": [
            {
                "title": one.form.title,
                "score": str(one.form.score),
                "mean": estimate_facts(one.score),
                "grade": _grade(one),
            }
            for one in found.questionnaires
        ],
        "components": [_part(part) for part in found.seams.parts],
        "teams": [{"team": team, "weight": weight} for team, weight in found.seams.teams],
        "hand_overs": [_hand_over(one) for one in found.seams.hand_overs],
        "coverage": [
            {
                "segment": one.name,
                "wanted": one.wanted,
                "watched": list(one.watched),
                "missing": one.missing,
            }
            for one in found.coverage
        ],
        "watchers": [
            {
                "name": one.name,
                "hours": round(one.hours, 3),
                "participants": one.participants,
                "last_at": one.last_at,
            }
            for one in found.watchers
        ],
        "discovery": {
            "participants": discovered.participants,
            "problems": discovered.problems,
            "seen_once": discovered.once,
            "chance": rounded(discovered.chance),
            "seen": rounded(discovered.seen),
            "needed": discovered.needed,
            "more": discovered.more,
            "reason": discovered.reason,
        },
        "cost": {
            "hours_a_year": estimate_facts(cost.hours_a_year),
            "value": estimate_facts(cost.value),
            "stated": list(cost.stated),
        },
        "findings": [finding_facts(one) for one in found.findings],
        "loose_moments": len(found.loose),
    }


def say_insight(found: Insight) -> None:
    """For people: the headlines."""
    facts = found.facts
    click.echo(
        f"{facts.study.name} · {len(facts.participants)} participants ·"
        f" {len(facts.sessions)} sessions · {found.hours:.1f} hours"
    )
    for gap in found.tasks:
        figures = gap.figures
        completion = share_words(figures.completion)
        seconds = _words(figures.seconds, " s")
        expected = f" of {gap.expected_seconds:.0f} s expected" if gap.expected_seconds else ""
        click.echo(f"  {figures.task.title}: completed {completion}, {seconds}{expected}")
        for line in effort_lines(figures.effort, figures.people):
            click.echo(f"    {line}")
    for figure in found.questionnaires:
        grade = f", {figure.grade.words}" if figure.grade else ""
        click.echo(f"  {figure.form.title}: {_words(figure.score)}{grade}")
    for one in found.findings[:10]:
        severity = "-" if one.severity is None else one.severity
        told = f"{one.finding.name}: {share_words(one.frequency)}, {state_line(one)}"
        click.echo(f"  finding {severity}  {told}")
    for part in found.seams.parts[:5]:
        if part.moments:
            team = f" ({part.team})" if part.team else ""
            click.echo(f"  {part.component}{team}: {len(part.moments)} friction moments")
    if found.discovery.more is None:
        click.echo(f"  discovery: {found.discovery.reason}")
    else:
        more = found.discovery.more
        click.echo(
            f"  {found.discovery.seen:.0%} of such problems are probably found;"
            f" {more} more participant{'' if more == 1 else 's'} to 85 %"
        )
    if found.cost.hours_a_year is not None:
        click.echo(f"  cost: {_words(found.cost.hours_a_year, ' hours a year')}")


def _grade(one: QuestionnaireFigure) -> dict[str, str] | None:
    grade = one.grade
    return {"letter": grade.letter, "low": grade.low, "high": grade.high} if grade else None


def _task(gap: TaskGap) -> dict[str, object]:
    figures, predicted = gap.figures, gap.predicted
    return {
        "task": figures.task.title,
        "task_id": figures.task.id,
        "people": figures.people,
        "outcomes": {str(outcome): count for outcome, count in figures.outcomes.items()},
        "helped": figures.helped,
        "completion": estimate_facts(figures.completion),
        "seconds": estimate_facts(figures.seconds),
        "seq": estimate_facts(figures.seq),
        "expected_seconds": gap.expected_seconds,
        "predicted": predicted
        and {
            "people": predicted.people,
            "completion": rounded(predicted.completion),
            "seconds": rounded(predicted.seconds),
        },
        "time_ratio": estimate_facts(gap.time_ratio),
        "completion_gap": estimate_facts(gap.completion_gap),
        "beyond_chance": gap.beyond_chance,
        "effort": effort_facts(figures.effort),
        "explained_by": [said.id for said in gap.explained_by],
        "words": [said.quote or said.note for said in gap.words],
    }


def _part(part: Part) -> dict[str, object]:
    return {
        "component": part.component,
        "team": part.team,
        "moments": [said.id for said in part.moments],
        "weight": part.weight,
        "share_of_time": rounded(part.share_of_time),
    }


def _hand_over(one: HandOver) -> dict[str, object]:
    return {
        "from": one.source,
        "to": one.target,
        "times": one.times,
        "moments": [said.id for said in one.moments],
        "weight": one.weight,
    }


def _words(one: Estimate | None, unit: str = "") -> str:
    if one is None:
        return "–"
    if one.low is None or one.high is None:
        return f"{one.value:.1f}{unit} (one person)"
    return f"{one.value:.1f}{unit} ({one.low:.1f} to {one.high:.1f})"
