"""Where an area lies while its window moves, and what is covered while nobody knows."""

from collections.abc import Sequence

import numpy as np
import pytest

from observer.export.redaction.places import EVERYTHING, GROWN_PX, covered_stretches, is_placed
from observer.export.redaction.session_covering import MARGIN_PX, SessionCovering
from observer.export.redaction.whole_pictures import widened
from observer.model.clock import NS_PER_MS, NS_PER_SECOND
from observer.model.redaction import Area, Cover, Redaction
from observer.model.samples import FocusChange
from observer.model.span import Span

AREA = Area(100, 100, 50, 20)


def front(at_s: float, x: int, y: int = 0, title: str = "Pay", app: str = "bank") -> FocusChange:
    return FocusChange(round(at_s * NS_PER_SECOND), app, title, x, y, 400, 300)


def covering(
    changes: Sequence[FocusChange], window: str = "bank", size: tuple[int, int] = (1920, 1080)
) -> SessionCovering:
    redaction = Redaction(
        "r", "s", "mia", Cover.PICTURE, 0, 60 * NS_PER_SECOND, area=AREA, window=window
    )
    return SessionCovering(covered_stretches(redaction, changes, size))


def is_covered(covered: SessionCovering, at_s: float, area: Area) -> bool:
    return any(
        one.x <= area.x
        and one.y <= area.y
        and one.x + one.width >= area.x + area.width
        and one.y + one.height >= area.y + area.height
        for one in covered.areas_at(round(at_s * NS_PER_SECOND))
    )


def moved(by_x: int, by_y: int = 0) -> Area:
    return Area(AREA.x + by_x, AREA.y + by_y, AREA.width, AREA.height)


def test_an_area_without_a_window_stays_with_its_margin_on_even_pixels() -> None:
    covered = covering((), window="")
    assert covered.areas_at(0) == [Area(92, 92, 50 + 2 * MARGIN_PX, 20 + 2 * MARGIN_PX)]
    odd = Redaction("r", "s", "mia", Cover.PICTURE, 0, 9, area=Area(11, 13, 3, 5))
    (area,) = SessionCovering(covered_stretches(odd, ())).areas_at(5)
    assert (area.x % 2, area.y % 2, area.width % 2, area.height % 2) == (0, 0, 0, 0)
    assert area.x <= 3
    assert area.x + area.width >= 22


def test_the_area_goes_where_its_window_goes_and_leaves_where_it_was() -> None:
    covered = covering([front(0, 10), front(20, 210, 40)])
    assert covered.areas_at(10 * NS_PER_SECOND)[0].x == AREA.x - MARGIN_PX
    assert is_covered(covered, 30, moved(200, 40))
    assert not is_covered(covered, 30, moved(0))


@pytest.mark.parametrize("at_s", [19.5, 19.99, 20.0, 20.5])
def test_both_places_and_the_way_between_are_covered_while_it_moves(at_s: float) -> None:
    covered = covering([front(0, 10), front(20, 210)])
    for by in (0, 77, 200):
        assert is_covered(covered, at_s, moved(by))


def test_a_window_behind_others_stays_covered_where_it_was() -> None:
    covered = covering([front(0, 10), front(20, 500, app="mail", title="Inbox"), front(40, 10)])
    assert covered.areas_at(30 * NS_PER_SECOND) == covered.areas_at(10 * NS_PER_SECOND)


def test_a_window_moved_while_others_were_in_front_is_covered_in_both_places_and_more() -> None:
    covered = covering([front(0, 10), front(20, 500, app="mail", title="Inbox"), front(40, 310)])
    for by in (0, 150, 300):
        assert is_covered(covered, 30, moved(by).grown(GROWN_PX))


def test_more_is_covered_while_a_secret_window_hides_who_is_where() -> None:
    secret = FocusChange(20 * NS_PER_SECOND, "", "", secret=True)
    covered = covering([front(0, 10), secret, front(40, 10)])
    assert is_covered(covered, 30, AREA.grown(GROWN_PX))
    assert not is_covered(covered, 10, AREA.grown(GROWN_PX))
    ended = covering([front(0, 10), secret])
    assert is_covered(ended, 50, AREA.grown(GROWN_PX))


def test_another_window_of_the_application_does_not_uncover_the_first() -> None:
    dialog = FocusChange(20 * NS_PER_SECOND, "bank", "Confirm", 700, 500, 200, 100)
    covered = covering([front(0, 10), dialog])
    assert is_covered(covered, 30, moved(0))
    assert is_covered(covered, 30, moved(690, 500))


def test_all_is_covered_where_no_place_of_the_window_is_known() -> None:
    changes = [FocusChange(0, "bank", "Pay")]
    covered = covering(changes)
    assert not is_placed("bank", changes)
    assert is_covered(covered, 30, Area(0, 0, 7680, 4320))
    assert EVERYTHING.width > 7680


def test_a_recording_of_the_window_itself_is_covered_where_the_area_was_drawn() -> None:
    covered = covering([front(0, 10), front(20, 210)], size=(400, 300))
    assert is_covered(covered, 30, AREA)
    assert is_covered(covered, 30, moved(200))


def test_a_span_is_widened_to_whole_pictures_and_one_around() -> None:
    times_ns = [at * NS_PER_MS for at in (0, 100, 1_000, 1_030, 3_000)]
    span = Span(1_035 * NS_PER_MS, 1_100 * NS_PER_MS)
    assert widened(span, times_ns) == Span(100 * NS_PER_MS, 3_000 * NS_PER_MS)
    assert widened(Span(3_100 * NS_PER_MS, 3_200 * NS_PER_MS), times_ns).end_ns > 1 << 61


def test_areas_beyond_the_pictures_edge_fill_what_is_inside() -> None:
    redaction = Redaction("r", "s", "mia", Cover.PICTURE, 0, 9, area=Area(-30, -30, 50, 50))
    covered = SessionCovering(covered_stretches(redaction, ()))
    picture = np.full((150, 100), 200, np.uint8)
    covered.fill(picture, 5)
    assert (picture[:28, :28] == 16).all()
    assert picture[28:100].min() == 200
    picture = np.full((150, 100), 200, np.uint8)
    covered.fill(picture, 9)
    assert picture.min() == 200
