"""What became of each rule's suggestions, over the whole library and in one study."""

from collections import Counter

from observer.analysis.precision import RulePrecision
from observer.database.library import Library
from observer.model.annotation import Standing


def rule_records(
    library: Library, study_id: str
) -> tuple[tuple[RulePrecision, ...], tuple[RulePrecision, ...]]:
    """The records over all sessions, then those of this study, by rule. Raises LibraryError."""
    everywhere: dict[str, Counter[str]] = {}
    here: dict[str, Counter[str]] = {}
    for rule, standing, study, count in library.judged_suggestions():
        everywhere.setdefault(rule, Counter())[standing] += count
        if study == study_id:
            here.setdefault(rule, Counter())[standing] += count
    return _records(everywhere), _records(here)


def _records(counts: dict[str, Counter[str]]) -> tuple[RulePrecision, ...]:
    return tuple(
        RulePrecision(
            rule, count[Standing.KEPT], count[Standing.REJECTED], count[Standing.SUGGESTED]
        )
        for rule, count in sorted(counts.items())
    )
