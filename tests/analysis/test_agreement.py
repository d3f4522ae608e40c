import pytest
from hypothesis import given
from hypothesis import strategies as st

from observer.analysis.agreement import NOTHING, Facet, agreement
from observer.analysis.matching import match
from observer.analysis.reliability import Level, alpha, kappa
from observer.model.annotation import Annotation, AnnotationKind

S = 1_000_000_000
F, Q, B = AnnotationKind.FRICTION, AnnotationKind.QUOTE, AnnotationKind.BUG


def said(
    author: str,
    start_s: float,
    kind: AnnotationKind = F,
    end_s: float | None = None,
    severity: int | None = None,
    codes: tuple[str, ...] = (),
) -> Annotation:
    start, end = round(start_s * S), round((start_s if end_s is None else end_s) * S)
    return Annotation(
        f"{author}{start_s}", "s", author, kind, start, end, severity, "", "", "", codes=codes
    )


def test_kappa_is_cohens() -> None:
    # 50 proposals, both yes 20, both no 15, 5 and 10 apart: 0.7 seen, 0.5 expected.
    pairs = [("yes", "yes")] * 20 + [("yes", "no")] * 5 + [("no", "yes")] * 10 + [("no", "no")] * 15
    found = kappa(pairs)
    assert (found.observed, found.expected, found.items) == (0.7, 0.5, 50)
    assert found.value == pytest.approx(0.4)


def test_kappa_is_negative_where_coders_agree_less_than_by_chance() -> None:
    assert kappa([("a", "b"), ("b", "a")]).value == pytest.approx(-1.0)


def test_kappa_without_a_value_says_why() -> None:
    nothing, same = kappa([]), kappa([("friction", "friction")] * 5)
    assert nothing.value is None
    assert nothing.reason == "There is nothing that both coders marked"
    assert same.value is None
    assert same.reason.startswith("All said “friction” all 5 times")
    assert kappa([("a", "b")] * 3).value == 0.0  # one label each, but not the same one


# Krippendorff 2011, example C: four observers, twelve units, gaps where one said nothing.
EXAMPLE_C = [
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
]


def units_of(example: list[str]) -> list[list[str | None]]:
    rows = [[None if value == "." else value for value in line.split()] for line in example]
    return [list(column) for column in zip(*rows, strict=True)]


def test_alpha_is_krippendorffs() -> None:
    units = units_of(EXAMPLE_C)
    assert alpha(units).value == pytest.approx(0.743, abs=0.0005)
    assert alpha(units, Level.ORDINAL, "12345").value == pytest.approx(0.815, abs=0.0005)
    assert alpha(units).items == 11  # the twelfth has one value alone


def test_alpha_without_a_value_says_why() -> None:
    assert alpha([["a", None], [None, "b"]]).reason == "There is nothing that two coders marked"
    assert "no value" in alpha([["a", "a"], ["a", "a"]]).reason
    with pytest.raises(ValueError, match="without a rank"):
        alpha([["a", "b"]], Level.ORDINAL, "xy")


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), max_size=30))
def test_a_coefficient_is_a_number_up_to_one_or_a_sentence(pairs: list[tuple[str, str]]) -> None:
    for found in (kappa(pairs), alpha(pairs)):
        if found.value is None:
            assert found.reason
        else:
            assert -1.0001 <= found.value <= 1
            assert (found.value == 1) == all(one == other for one, other in pairs)


def test_the_closest_are_joined_first_and_nobody_twice() -> None:
    moments = [said("Ann", 10), said("Bob", 11.5), said("Bob", 10.4), said("Ann", 30)]
    units = match(moments, ["Ann", "Bob"])
    assert [sorted(one.id for one in unit.said.values()) for unit in units] == [
        ["Ann10", "Bob10.4"],
        ["Bob11.5"],
        ["Ann30"],
    ]


def test_spans_that_overlap_match_however_far_their_starts_lie_apart() -> None:
    long, late = said("Ann", 10, end_s=60), said("Bob", 50)
    assert len(match([long, late], ["Ann", "Bob"])) == 1
    assert len(match([long, said("Bob", 62.1)], ["Ann", "Bob"])) == 2
    assert len(match([long, said("Bob", 62)], ["Ann", "Bob"])) == 1
    assert len(match([long, said("Cleo", 20)], ["Ann", "Bob"])) == 1  # no coder: left out


def test_two_coders_agree_as_worked_out_by_hand() -> None:
    # Matched: F-F, F-F, Q-Q, F-B. Ann alone: 100 (F). Bob alone: 200 (Q).
    moments = [
        *(said("Ann", 10), said("Bob", 10.5), said("Ann", 20), said("Bob", 21)),
        *(said("Ann", 30, Q), said("Bob", 29, Q), said("Ann", 40), said("Bob", 41, B)),
        *(said("Ann", 100), said("Bob", 200, Q)),
    ]
    found = agreement(moments, ["Ann", "Bob"])
    assert (found.matched, len(found.units)) == (4, 6)
    # Matched alone: 3 of 4 seen; by chance (3*2 + 1*1 + 0*1) / 16 = 7/16: 5/9.
    assert found.kappa is not None
    assert found.kappa.value == pytest.approx(5 / 9)
    # All six: 3 of 6 seen; Ann F4 Q1 nothing1, Bob F2 Q2 B1 nothing1: (8 + 2 + 1) / 36 = 11/36.
    assert found.kappa_of_all is not None
    assert found.kappa_of_all.value == pytest.approx((18 - 11) / (36 - 11))
    # Alpha: 8 values, F5 Q2 B1; 2 differing ordered pairs of 8; 34 of 56 by chance.
    assert found.alpha.value == pytest.approx(1 - (2 / 8) / (34 / 56))
    assert found.table == {
        ("friction", "friction"): 2,
        ("quote", "quote"): 1,
        ("friction", "bug"): 1,
        ("friction", NOTHING): 1,
        (NOTHING, "quote"): 1,
    }


def test_severity_is_compared_as_ranks_and_codes_one_by_one() -> None:
    moments = [
        *(said("Ann", 1, severity=4), said("Bob", 1, severity=3)),
        *(said("Ann", 9, severity=0, codes=("x",)), said("Bob", 9, severity=0, codes=("x", "y"))),
        *(said("Ann", 20, severity=None), said("Bob", 20, severity=2)),
    ]
    by_rank = agreement(moments, ["Ann", "Bob"], Facet.SEVERITY)
    assert by_rank.alpha.items == 2  # what one did not judge counts nothing
    far = [said("Ann", 1, severity=4), said("Bob", 1, severity=0), *moments[2:]]
    worse = agreement(far, ["Ann", "Bob"], Facet.SEVERITY).alpha.value
    assert by_rank.alpha.value is not None
    assert worse is not None
    assert worse < by_rank.alpha.value
    assert agreement(moments, ["Ann", "Bob"], Facet.CODE, code_id="x").alpha.value == 1.0
    assert agreement(moments, ["Ann", "Bob"], Facet.CODE, code_id="y").kappa is not None


def test_three_coders_have_an_alpha_and_no_kappa() -> None:
    moments = [said("Ann", 1), said("Bob", 1.5), said("Cleo", 2.5, Q), said("Ann", 9, Q)]
    found = agreement(moments, ["Ann", "Bob", "Cleo"])
    assert found.kappa is None
    assert [sorted(unit.said) for unit in found.units] == [["Ann", "Bob", "Cleo"], ["Ann"]]
    with pytest.raises(ValueError, match="two or more"):
        agreement(moments, ["Ann", "Ann"])
