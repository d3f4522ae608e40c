"""Thresholds as settings."""

from dataclasses import fields

import pytest

from observer.analysis.signals.rage_clicks import RageClicks
from observer.analysis.signals.rules import RULES, Rule
from observer.analysis.signals.settings import DEFAULTS, changed_settings


def test_what_is_told_changes_and_the_rest_keeps_its_default() -> None:
    settings = changed_settings(DEFAULTS, {"rage-clicks": {"clicks": 6}})
    assert settings.of("rage-clicks") == RageClicks(clicks=6)
    assert settings.of("dead-click") == DEFAULTS.of("dead-click")


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"rage": {"clicks": 6}}, "there is no rule “rage”; there are rage-clicks, dead-click"),
        ({"rage-clicks": {"click": 6}}, "rage-clicks has no threshold “click”; it has clicks, gap"),
        ({"rage-clicks": {"clicks": 1}}, "rage-clicks: clicks lies between 3 and 20, not at 1"),
        ({"rage-clicks": {"clicks": 4.5}}, "clicks is a whole number, not 4.5"),
        ({"rage-clicks": {"clicks": True}}, "clicks is a whole number, not True"),
        ({"rage-clicks": 4}, "holds thresholds"),
    ],
)
def test_what_is_wrong_is_said_in_words(told: dict[str, dict[str, object]], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        changed_settings(DEFAULTS, told)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_each_rule_has_bounds_around_its_defaults_and_names_its_source(rule: Rule) -> None:
    for item in fields(rule.thresholds()):
        assert item.metadata["least"] <= item.default <= item.metadata["most"]
        for value in (item.metadata["least"], item.metadata["most"]):
            rule.thresholds(**{item.name: value})
    module = __import__(rule.find.__module__, fromlist=["x"])
    assert "\nSource: " in (module.__doc__ or "")
