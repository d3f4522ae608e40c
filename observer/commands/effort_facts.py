"""What a task took of the hands, as the command line says it."""

from collections.abc import Iterator

from observer.analysis.intervals import Estimate
from observer.analysis.task_effort import AttemptEffort, TaskEffort
from observer.commands.estimate_facts import estimate_facts, rounded

SECRET = "a secret window"


def effort_facts(told: TaskEffort) -> dict[str, object]:
    """For programs: the figures, and those of each attempt that they stand on."""
    return {
        "clicks": estimate_facts(told.clicks),
        "pointer_px": estimate_facts(told.pointer_px),
        "lostness": estimate_facts(told.lostness),
        "lost": told.lost,
        "help_turns": told.help_turns,
        "sought_help": told.sought_help,
        "windows": [
            {"application": one.application, "share": rounded(one.share)} for one in told.windows
        ],
        "attempts": [_attempt(one) for one in told.measured],
    }


def effort_lines(told: TaskEffort, people: int) -> Iterator[str]:
    """For people: one line of figures, one of windows; none where nothing was measured."""
    parts = [
        _words("clicks", told.clicks, ",.0f"),
        _words("px of pointer", told.pointer_px, ",.0f"),
    ]
    if told.lostness is not None:
        count = told.lostness.count
        parts.append(f"{_words('lostness', told.lostness, '.2f')}, {told.lost} of {count} lost")
    if told.help_turns is not None:
        who = f"{told.sought_help} of {len(told.told_help)}"
        times = "time" if told.help_turns == 1 else "times"
        parts.append(f"help sought {told.help_turns} {times} by {who}")
    found = [part for part in parts if part]
    missing = people - len(told.measured)
    if missing and people:
        found.append(f"hands of {missing} of {people} not measured")
    if found:
        yield f"took {'; '.join(found)}"
    if told.windows:
        shares = (f"{one.application or SECRET} {one.share:.0%}" for one in told.windows[:5])
        yield f"in front: {', '.join(shares)}"


def _attempt(one: AttemptEffort) -> dict[str, object]:
    effort = one.effort
    return {
        "attempt": effort.attempt_id,
        "session": effort.session_id,
        "clicks": effort.clicks,
        "pointer_px": rounded(effort.pointer_px),
        "help_turns": effort.help_turns,
        "steps": effort.steps,
        "places": effort.places,
        "lostness": rounded(one.lostness),
        "seconds_in_front": {name: front_ns / 1e9 for name, front_ns in effort.fronts},
        "unseen_s": effort.unseen_ns / 1e9,
        "completed_alone": one.alone,
    }


def _words(what: str, one: Estimate | None, form: str) -> str:
    if one is None:
        return ""
    if one.low is None or one.high is None:
        return f"{one.value:{form}} {what} (one person)"
    return f"{one.value:{form}} {what} ({one.low:{form}} to {one.high:{form}})"
