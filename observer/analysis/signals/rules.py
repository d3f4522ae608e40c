"""Every rule: its name, what people call it, its thresholds and its function."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from observer.analysis.signals import (
    back_and_forth,
    dead_click,
    edited_again,
    error_words,
    help_opened,
    hesitation,
    long_wait,
    louder,
    rage_clicks,
    repeated_undo,
    silence,
    thrashing_pointer,
)
from observer.analysis.signals.candidate import Candidate
from observer.analysis.signals.thresholds import Thresholds
from observer.analysis.tracks import Tracks


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `find` takes tracks and an object of `thresholds`."""

    name: str
    title: str
    thresholds: type[Thresholds]
    find: Callable[[Tracks, Any], Iterator[Candidate]]  # Any: the rule's own Thresholds


RULES = (
    Rule(rage_clicks.NAME, "Rage clicks", rage_clicks.RageClicks, rage_clicks.find),
    Rule(dead_click.NAME, "Dead click", dead_click.DeadClick, dead_click.find),
    Rule(
        thrashing_pointer.NAME,
        "Thrashing pointer",
        thrashing_pointer.ThrashingPointer,
        thrashing_pointer.find,
    ),
    Rule(hesitation.NAME, "Hesitation", hesitation.Hesitation, hesitation.find),
    Rule(back_and_forth.NAME, "Back and forth", back_and_forth.BackAndForth, back_and_forth.find),
    Rule(repeated_undo.NAME, "Undone again", repeated_undo.RepeatedUndo, repeated_undo.find),
    Rule(edited_again.NAME, "Edited again", edited_again.EditedAgain, edited_again.find),
    Rule(long_wait.NAME, "Wait without feedback", long_wait.LongWait, long_wait.find),
    Rule(error_words.NAME, "Words of failure", error_words.ErrorWords, error_words.find),
    Rule(help_opened.NAME, "Help opened", help_opened.HelpOpened, help_opened.find),
    Rule(silence.NAME, "Silence after a question", silence.Silence, silence.find),
    Rule(louder.NAME, "Change of loudness", louder.Louder, louder.find),
)

RULE_OF_NAME = {rule.name: rule for rule in RULES}
