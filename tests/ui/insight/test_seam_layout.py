"""Which components stand in the picture of the hand-overs where not all of them can."""

from observer.analysis.seams import ELSEWHERE, HandOver, Part, Seams
from observer.ui.insight.seam_layout import places, shown_hand_overs, shown_parts
from tests.analysis.small_study import said

HEAVY = tuple(Part(f"Heavy {n}", "", (said(1, n, 4),), 0.0) for n in range(5))
QUIET = tuple(Part(name, "", (), 0.5) for name in ("Basket", "Payment"))
WAY = HandOver("Basket", "Payment", 3, (said(1, 9, 4),))


def names(parts: tuple[Part, ...]) -> list[str]:
    return [part.component for part in parts]


def test_a_hand_over_is_drawn_though_nothing_hurts_inside_its_components() -> None:
    found = Seams((*HEAVY, *QUIET), (), (WAY,))
    assert names(shown_parts(found, 4)) == ["Heavy 0", "Heavy 1", "Basket", "Payment"]
    assert shown_hand_overs(found, 4) == (WAY,)
    assert len(places(found, 4)) == 4


def test_components_that_nobody_went_between_leave_the_arrows_room() -> None:
    many = tuple(Part(f"Heavy {n}", "", (said(1, n, 4),), 0.0) for n in range(20))
    assert len(shown_parts(Seams((*many, *QUIET), (), (WAY,)))) == 6
    assert len(shown_parts(Seams((*many, *QUIET)))) == 12


def test_windows_of_no_component_are_left_out_unless_somebody_went_through_them() -> None:
    elsewhere = Part(ELSEWHERE, "", (said(1, 1, 4),), 0.1)
    assert ELSEWHERE not in names(shown_parts(Seams((elsewhere, *QUIET), (), (WAY,))))
    through = HandOver("Basket", ELSEWHERE, 1, ())
    assert ELSEWHERE in names(shown_parts(Seams((elsewhere, *QUIET), (), (through,))))
    assert names(shown_parts(Seams((elsewhere,)))) == [ELSEWHERE]
