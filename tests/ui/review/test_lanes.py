import pytest
from PySide6.QtCore import QPointF, QSizeF

from observer.model.annotation import Annotation, AnnotationKind
from observer.model.samples import FocusChange, InputEvent, InputKind
from observer.model.span import Span
from observer.ui.review.gestures import dragged_span
from observer.ui.review.lanes.input import InputLane
from observer.ui.review.lanes.moment_layout import LEAST_PX, TICK_PX, Block, Part, SpanRows
from observer.ui.review.lanes.moments import MomentsLane
from observer.ui.review.lanes.pictures import PicturesLane
from observer.ui.review.lanes.voice import VoiceLane
from observer.ui.review.lanes.window import stays, window_words
from observer.ui.review.time_scale import TimeScale

S = 1_000_000_000
MINUTE = TimeScale(60 * S, 600)  # a tenth of a second a pixel


def moment(name: str, start_s: float, end_s: float) -> Annotation:
    return Annotation(
        id=name,
        session_id="s",
        author="Ada",
        kind=AnnotationKind.FRICTION,
        start_ns=round(start_s * S),
        end_ns=round(end_s * S),
        severity=2,
        note=name,
        created_at="",
        changed_at="",
    )


def blocks(*spans_s: tuple[float, float], rows: int = 3, scale: TimeScale = MINUTE) -> list[Block]:
    spans = [Span(round(start * S), round(end * S)) for start, end in spans_s]
    return SpanRows(spans, rows).blocks(scale)


def test_moments_that_would_hide_each_other_take_different_rows() -> None:
    assert [block.row for block in blocks((0, 20), (10, 30), (25, 40))] == [0, 1, 0]


def test_a_point_is_wide_enough_to_be_hit() -> None:
    (block,) = blocks((30, 30))
    assert block.width == LEAST_PX
    assert block.part_at(block.x + 10) is Part.BODY
    assert block.part_at(block.x + 2) is Part.BODY
    assert block.part_at(block.x + LEAST_PX - 2) is Part.END
    assert block.part_at(block.x - 1) is None


def test_a_stretch_has_two_ends_and_a_body() -> None:
    (block,) = blocks((10, 20))
    assert block.part_at(102) is Part.START
    assert block.part_at(150) is Part.BODY
    assert block.part_at(198) is Part.END


def test_where_moments_crowd_they_are_ticks_and_elsewhere_blocks() -> None:
    crowd = [(10 + n / 10, 10 + n / 10) for n in range(20)]
    *ticks, alone = blocks(*crowd, (50, 50), rows=2)
    assert all(tick.is_tick and tick.width == TICK_PX for tick in ticks)
    assert not alone.is_tick
    assert not any(near.is_tick for near in blocks(*crowd, scale=MINUTE.zoomed(40, 110)))


def test_a_pan_moves_blocks_and_reorders_none() -> None:
    spans = [Span(n * S // 2, n * S // 2 + (n % 7) * S) for n in range(100)]
    rows, near = SpanRows(spans, 3), MINUTE.zoomed(3, 0)
    before = {block.index: block for block in rows.blocks(near)}
    after = {block.index: block for block in rows.blocks(near.panned(120))}
    shared = before.keys() & after.keys()
    assert len(shared) > 20
    for index in shared:
        assert after[index].row == before[index].row
        assert after[index].x == pytest.approx(before[index].x - 120)


def test_a_long_stretch_that_began_before_the_view_is_still_there() -> None:
    spans = [Span(0, 55 * S), *(Span(n * S, n * S + S // 10) for n in range(1, 30))]
    seen = SpanRows(spans, 3).blocks(MINUTE.zoomed(4, 600))
    assert [block.index for block in seen] == [0]


def test_a_hit_finds_the_moment_in_its_row_only() -> None:
    lane = MomentsLane("moments", "Moments")
    lane.set_moments([moment("a", 10, 30), moment("b", 20, 40)])
    size = QSizeF(600, lane.height)
    hit = lane.hit(QPointF(250, 10), size, MINUTE)
    assert hit is not None
    assert hit.id == "a"
    below = lane.hit(QPointF(250, 40), size, MINUTE)
    assert below is not None
    assert below.id == "b"
    assert lane.hit(QPointF(250, 80), size, MINUTE) is None


def test_dragging_keeps_a_moment_inside_the_session_and_its_ends_in_order() -> None:
    span, whole = Span(10 * S, 20 * S), 60 * S
    assert dragged_span(span, Part.BODY, -15 * S, whole) == Span(0, 10 * S)
    assert dragged_span(span, Part.BODY, 55 * S, whole) == Span(50 * S, 60 * S)
    assert dragged_span(span, Part.START, 30 * S, whole) == Span(20 * S, 20 * S)
    assert dragged_span(span, Part.END, -30 * S, whole) == Span(10 * S, 10 * S)
    assert dragged_span(span, Part.END, 100 * S, whole) == Span(10 * S, 60 * S)


def test_a_window_that_stays_in_front_is_one_block() -> None:
    changes = [
        FocusChange(0, "shop", "Basket"),
        FocusChange(5 * S, "shop", "Basket"),
        FocusChange(9 * S, "mail", "Mail"),
    ]
    first, second = stays(changes, 20 * S)
    assert (first.span, first.text) == (Span(0, 9 * S), "shop · Basket")
    assert (second.span, second.text) == (Span(9 * S, 20 * S), "Mail")


def test_the_input_lane_is_high_where_the_hand_was_busy() -> None:
    lane = InputLane("input", "Input")
    lane.set_events([InputEvent(30 * S + at, InputKind.PRESS) for at in range(5)])
    heights = lane.heights(MINUTE)
    assert heights.argmax() == 100  # the bar of 30 s: three pixels, so 0.3 s, each
    assert heights.max() == pytest.approx(1)
    assert (heights > 0).sum() == 1


def test_the_voice_lane_is_high_where_it_is_loud() -> None:
    lane = VoiceLane("voice", "Voice")
    lane.set_peaks([0.0] * 1500 + [0.5] * 300 + [0.0] * 1200)
    heights = lane.heights(MINUTE)
    assert heights[102:118].min() == pytest.approx(1)
    assert heights[:98].max() == 0
    assert heights[122:].max() == 0


def test_panning_keeps_the_tiles_that_stay_in_view() -> None:
    lane = PicturesLane("pictures", "Pictures")
    near = MINUTE.zoomed(4, 0)
    before, after = set(lane.tiles(near)), set(lane.tiles(near.panned(150)))
    assert before & after
    assert lane.missing(near) == sorted(before)


def test_a_window_is_named_once() -> None:
    assert window_words("lumen-and-leaf", "Lumen & Leaf – Payment") == "Lumen & Leaf – Payment"
    assert window_words("mail", "Inbox") == "mail · Inbox"
    assert window_words("mail", "") == "mail"
    assert window_words("", "Inbox") == "Inbox"
