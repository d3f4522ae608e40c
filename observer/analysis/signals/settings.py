"""The thresholds of all rules together, as a file or options give them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace

from observer.analysis.signals.rules import RULE_OF_NAME, RULES
from observer.analysis.signals.thresholds import Thresholds


@dataclass(frozen=True)
class SignalSettings:
    """Thresholds by the rule's name; a rule that is not in `thresholds` keeps its defaults.

    `only` names the rules that are asked, all where it is empty.
    """

    thresholds: Mapping[str, Thresholds] = field(default_factory=dict)
    only: frozenset[str] = frozenset()

    def of(self, rule: str) -> Thresholds:
        """What one rule goes by."""
        return self.thresholds.get(rule) or RULE_OF_NAME[rule].thresholds()

    def asks(self, rule: str) -> bool:
        """Whether the rule is asked at all."""
        return not self.only or rule in self.only


DEFAULTS = SignalSettings()


def changed_settings(
    settings: SignalSettings, told: Mapping[str, Mapping[str, object]]
) -> SignalSettings:
    """The settings with what was told by rule and threshold.

    Raises ValueError, in words for people, for a rule or a threshold that there is not and for a
    value out of bounds.
    """
    thresholds = dict(settings.thresholds)
    for name, values in told.items():
        rule = RULE_OF_NAME.get(name)
        if rule is None:
            known = ", ".join(rule.name for rule in RULES)
            raise ValueError(f"there is no rule “{name}”; there are {known}")
        if not isinstance(values, Mapping):
            raise ValueError(f"“{name}” holds thresholds, such as [{name}]")  # noqa: TRY004  # one sort of fault for callers
        own = {item.name for item in fields(rule.thresholds)}
        for key in values:
            if key not in own:
                raise ValueError(
                    f"{name} has no threshold “{key}”; it has {', '.join(sorted(own))}"
                )
        try:
            thresholds[name] = replace(settings.of(name), **values)
        except ValueError as error:
            raise ValueError(f"{name}: {error}") from error
    return replace(settings, thresholds=thresholds)
