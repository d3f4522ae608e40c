"""What is said of a rule's record."""

from observer.analysis.precision import RulePrecision, precision_by_rule
from observer.model.annotation import Annotation, AnnotationKind, Standing


def said(rule: str, standing: Standing) -> Annotation:
    at = "2026-11-22T10:00:00+00:00"
    kind = AnnotationKind.FRICTION
    return Annotation("a", "s", "rule", kind, 0, 0, None, "", at, at, rule=rule, standing=standing)


def test_a_rule_that_nobody_judged_has_no_share_and_says_so() -> None:
    record = RulePrecision("dead-click", 0, 0, waiting=3)
    assert record.precision is None
    assert record.sentence == "None of its suggestions has been judged."


def test_a_poor_record_is_said() -> None:
    record = RulePrecision("dead-click", 2, 18)
    assert record.is_poor
    assert record.sentence == (
        "2 of 20 judged suggestions were accepted: 10%, and between 2% and 31% with 95% "
        "confidence. It is wrong more often than right here: be wary of it."
    )


def test_few_judgements_make_neither_a_good_nor_a_poor_record() -> None:
    record = RulePrecision("dead-click", 0, 5)
    assert not record.is_poor
    assert record.sentence.endswith("That is too few to trust or distrust it.")


def test_a_good_record_is_told_without_a_warning() -> None:
    assert RulePrecision("rage-clicks", 18, 2).sentence.endswith("with 95% confidence.")


def test_what_people_said_themselves_is_no_ones_record() -> None:
    found = precision_by_rule(
        [
            said("", Standing.KEPT),
            said("louder", Standing.SUGGESTED),
            said("dead-click", Standing.KEPT),
            said("dead-click", Standing.REJECTED),
            said("dead-click", Standing.REJECTED),
        ]
    )
    assert found == (RulePrecision("dead-click", 1, 2, 0), RulePrecision("louder", 0, 0, 1))
