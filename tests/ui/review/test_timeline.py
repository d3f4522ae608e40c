"""The timeline as people handle it: its signals, what lies where, what its pixels show."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from observer.model.annotation import Annotation, AnnotationKind, Standing
from observer.model.consent import TrackKind
from observer.model.samples import FocusChange, Gap, GapReason
from observer.model.sitting import Attempt, Outcome
from observer.model.span import Span
from observer.model.study import Code, Study, Task
from observer.ui.review.code_color import code_color
from observer.ui.review.lanes.label import fitting_px, paint_label
from observer.ui.review.lanes.lane import Lane
from observer.ui.review.lanes.moment_layout import Part
from observer.ui.review.lanes.window import stays
from observer.ui.review.snapping import SnapPoints
from observer.ui.review.timeline import GUTTER_PX, Timeline
from observer.ui.theme import Appearance, theme
from observer.ui.theme.palette import contrast

S = 1_000_000_000
STUDY = Study(
    "study",
    "Checkout",
    tasks=(Task("pay", "Pay", expected_ns=20 * S), Task("find", "Find it")),
    codebook=tuple(Code(f"c{n}", f"Code {n}") for n in range(8)),
)
ATTEMPT = Attempt("try", "s", "pay", 10 * S, 40 * S, Outcome.DIFFICULTY)


def moment(name: str, start_s: float, end_s: float, **fields: object) -> Annotation:
    said = Annotation(
        *(name, "s", "Ada", AnnotationKind.FRICTION, round(start_s * S), round(end_s * S)),
        *(2, name, "", ""),
    )
    return replace(said, **fields)  # type: ignore[arg-type]  # a builder for tests


@pytest.fixture
def timeline(qtbot: QtBot, display: str) -> Timeline:
    """One minute over 600 pixels: a tenth of a second each."""
    widget = Timeline()
    qtbot.addWidget(widget)
    widget.resize(600 + GUTTER_PX + 16, 420)
    widget.set_session(60 * S, ())
    widget.window_lane.stays = stays(
        [FocusChange(0, "shop", "a"), FocusChange(30 * S, "b", "")], 60 * S
    )
    widget.show()
    qtbot.waitExposed(widget)
    return widget


def show(timeline: Timeline, *moments: Annotation, suggested: tuple[Annotation, ...] = ()) -> None:
    timeline.show_moments(moments, suggested, STUDY, "Ada")


def at(timeline: Timeline, lane: Lane, seconds: float, down: float = 0.5) -> QPoint:
    area = timeline.lane_rect(lane)
    x = area.left() + timeline.scale.x_at(seconds * S)
    return QPoint(round(x), round(area.top() + area.height() * down))


def drag(
    timeline: Timeline,
    start: QPoint,
    end: QPoint,
    keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    *,
    let_go: bool = True,
) -> None:
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(timeline, left, keys, start)
    for point in ((start + end) / 2, end):
        where = QPointF(point)
        move = QMouseEvent(
            QMouseEvent.Type.MouseMove,
            where,
            timeline.mapToGlobal(where),
            Qt.MouseButton.NoButton,
            left,
            keys,
        )
        QApplication.sendEvent(timeline, move)
    if let_go:
        QTest.mouseRelease(timeline, left, keys, end)


def color_at(timeline: Timeline, point: QPoint) -> QColor:
    return timeline.grab().toImage().pixelColor(point * timeline.devicePixelRatioF())


def test_a_range_is_dragged_on_the_ruler_and_shown_over_all_lanes(
    qtbot: QtBot, timeline: Timeline
) -> None:
    inside = at(timeline, timeline.voice, 15, 0.9)
    before = color_at(timeline, inside)
    with qtbot.waitSignal(timeline.range_selected) as selected:
        drag(timeline, at(timeline, timeline.ruler, 12), at(timeline, timeline.ruler, 18))
    assert selected.args == [Span(12 * S, 18 * S)]
    assert timeline.chosen == Span(12 * S, 18 * S)
    assert color_at(timeline, inside) != before
    timeline.show_range(None)
    assert color_at(timeline, inside) == before


def test_shift_and_drag_selects_a_range_wherever_it_begins(
    qtbot: QtBot, timeline: Timeline
) -> None:
    show(timeline, moment("a", 11, 25))
    shift = Qt.KeyboardModifier.ShiftModifier
    start, end = at(timeline, timeline.moments, 12, 0.3), at(timeline, timeline.voice, 20)
    with qtbot.waitSignal(timeline.range_selected) as selected:
        drag(timeline, start, end, shift)
    assert selected.args == [Span(12 * S, 20 * S)]


def test_a_click_on_the_ruler_seeks_and_selects_nothing(qtbot: QtBot, timeline: Timeline) -> None:
    with (
        qtbot.assertNotEmitted(timeline.range_selected),
        qtbot.waitSignal(timeline.seek_requested) as sought,
    ):
        QTest.mouseClick(timeline, Qt.MouseButton.LeftButton, pos=at(timeline, timeline.ruler, 42))
    assert sought.args == [42 * S]


def test_a_range_that_is_given_up_leaves_the_one_before(timeline: Timeline) -> None:
    timeline.show_range(Span(0, 5 * S))
    ruler = timeline.ruler
    drag(timeline, at(timeline, ruler, 20), at(timeline, ruler, 30), let_go=False)
    assert timeline.chosen == Span(20 * S, 30 * S)
    assert timeline.cancel_gesture()
    assert timeline.chosen == Span(0, 5 * S)


def test_a_dragged_moment_snaps_to_where_the_window_changed(
    qtbot: QtBot, timeline: Timeline
) -> None:
    show(timeline, moment("a", 10, 20))
    start, end = at(timeline, timeline.moments, 15, 0.3), at(timeline, timeline.moments, 24.6, 0.3)
    with qtbot.waitSignal(timeline.span_dragged) as dragged:
        drag(timeline, start, end)
    assert dragged.args == ["a", Span(20 * S, 30 * S)]  # its end at 29.6 s was drawn to 30 s


def test_alt_suspends_the_snapping(qtbot: QtBot, timeline: Timeline) -> None:
    show(timeline, moment("a", 10, 20))
    start, end = at(timeline, timeline.moments, 15, 0.3), at(timeline, timeline.moments, 24.6, 0.3)
    with qtbot.waitSignal(timeline.span_dragged) as dragged:
        drag(timeline, start, end, Qt.KeyboardModifier.AltModifier)
    assert dragged.args == ["a", Span(round(19.6 * S), round(29.6 * S))]


def test_what_a_drag_snaps_to_is_shown_by_a_line_until_it_is_let_go(timeline: Timeline) -> None:
    show(timeline, moment("a", 10, 20))
    line = [at(timeline, timeline.voice, 30, down / 20) for down in range(2, 19)]
    before = [color_at(timeline, point) for point in line]
    start, end = at(timeline, timeline.moments, 15, 0.3), at(timeline, timeline.moments, 24.6, 0.3)
    drag(timeline, start, end, let_go=False)
    assert [color_at(timeline, point) for point in line] != before
    timeline.cancel_gesture()
    assert [color_at(timeline, point) for point in line] == before


def test_an_attempt_is_trimmed_by_its_end(qtbot: QtBot, timeline: Timeline) -> None:
    timeline.show_attempts([ATTEMPT], STUDY)
    end = at(timeline, timeline.tasks, 40) - QPoint(2, 0)
    with qtbot.waitSignal(timeline.attempt_dragged) as dragged:
        drag(timeline, end, end + QPoint(80, 0))
    assert dragged.args == ["try", Span(10 * S, 48 * S)]


def test_an_attempt_tells_its_number_outcome_and_times(timeline: Timeline) -> None:
    timeline.show_attempts([ATTEMPT, replace(ATTEMPT, id="b", task_id="find", end_ns=None)], STUDY)
    texts = [stretch.text for stretch in timeline.tasks.groups[0].items]
    assert texts == [
        "1 · Pay · with difficulty · 0:30, expected 0:20",
        "2 · Find it · with difficulty",
    ]
    assert timeline.tasks.groups[0].items[1].span.end_ns == 60 * S
    timeline.show_attempts([ATTEMPT], STUDY)
    early = color_at(timeline, at(timeline, timeline.tasks, 25, 0.75))
    late = {
        color_at(timeline, at(timeline, timeline.tasks, 33 + n / 10, 0.75)).name() for n in range(8)
    }
    assert late - {early.name()}  # the part beyond what was expected is hatched


def test_several_authors_have_a_row_each_until_they_are_folded(timeline: Timeline) -> None:
    show(timeline, moment("a", 5, 5), moment("b", 6, 6, author="Ben"), moment("c", 7, 7))
    lane = timeline.moments
    size = timeline.lane_rect(lane).size()
    assert [title.text for title in lane.row_titles(size)] == ["You", "Ben"]
    rows = {p.item.id: p.area.top() for p in lane.placed(size, timeline.scale)}
    assert rows["b"] > rows["a"]
    QTest.mouseClick(
        timeline,
        Qt.MouseButton.LeftButton,
        pos=QPoint(20, round(timeline.lane_rect(lane).top()) + 12),
    )
    assert not lane.unfolded
    assert lane.row_titles(size) == ()


def test_codes_have_ticks_in_their_own_colours_and_rows_when_unfolded(timeline: Timeline) -> None:
    show(timeline, moment("a", 20, 20, codes=("c1", "c4")))
    lane = timeline.codes
    timeline.stack.fold(lane, unfolded=True)
    timeline.lay_out()
    titles = lane.row_titles(timeline.lane_rect(lane).size())
    assert [title.text for title in titles] == ["Code 1", "Code 4"]
    for title, place in zip(titles, (1, 4), strict=True):
        tick = at(timeline, lane, 20) + QPoint(1, 0)
        tick.setY(round(timeline.lane_rect(lane).top() + title.top + title.height / 2))
        assert color_at(timeline, tick) == code_color(place)
        local = QPointF(tick) - timeline.lane_rect(lane).topLeft()
        size = timeline.lane_rect(lane).size()
        assert lane.tip_at(local, size, timeline.scale) == title.text


@pytest.mark.parametrize("appearance", [Appearance.LIGHT, Appearance.DARK])
def test_code_colours_stand_out_and_differ(appearance: Appearance, display: str) -> None:
    theme().set_appearance(appearance)
    colors = [code_color(place).name() for place in range(8)]
    assert len(set(colors)) == 8
    assert all(contrast(color, theme().palette.panel) >= 3 for color in colors)


def test_a_suggestion_is_an_outline_that_can_be_pressed_and_not_dragged(
    qtbot: QtBot, timeline: Timeline
) -> None:
    said = moment("s", 20, 30, rule="rage-clicks", standing=Standing.SUGGESTED, severity=None)
    show(timeline, suggested=(said,))
    middle = at(timeline, timeline.suggested, 29)
    assert color_at(timeline, middle) == theme().color("panel")
    with (
        qtbot.waitSignal(timeline.moment_pressed) as pressed,
        qtbot.assertNotEmitted(timeline.span_dragged),
    ):
        drag(timeline, middle, middle + QPoint(60, 0))
    assert pressed.args == ["s"]


def test_lanes_with_nothing_to_show_take_no_place(timeline: Timeline) -> None:
    names = [lane.key for lane in timeline.stack.shown]
    assert names == ["pictures", "voice", "input", "window", "moments"]
    timeline.show_attempts([ATTEMPT], STUDY)
    assert "tasks" in [lane.key for lane in timeline.stack.shown]


def test_a_hidden_lane_and_a_height_are_remembered(qtbot: QtBot, timeline: Timeline) -> None:
    edge = QPoint(40, round(timeline.lane_rect(timeline.voice).bottom()))
    drag(timeline, edge, edge + QPoint(0, 30))
    height = timeline.lane_rect(timeline.voice).height()
    timeline.lanes_button.menu().aboutToShow.emit()
    (action,) = (one for one in timeline.lanes_button.menu().actions() if one.text() == "Input")
    action.trigger()
    assert timeline.input not in timeline.stack.shown
    other = Timeline()
    qtbot.addWidget(other)
    other.resize(timeline.size())
    other.set_session(60 * S, ())
    assert other.input not in other.stack.shown
    assert other.lane_rect(other.voice).height() == pytest.approx(height, abs=1)


def test_at_the_closest_zoom_each_frame_is_a_cell(timeline: Timeline) -> None:
    frames = [n * S // 30 for n in range(1800)]
    timeline.pictures.set_frame_times(frames)
    assert not timeline.pictures.shows_frames(timeline.scale)
    timeline.set_time(frames[900], follow=False)
    timeline.zoom(1e9)
    scale = timeline.scale
    assert timeline.pictures.shows_frames(scale)
    assert scale.x_at(frames[901]) - scale.x_at(frames[900]) == pytest.approx(80, abs=1)
    cells = timeline.pictures.tiles(scale)
    assert cells[0] <= scale.start_ns < cells[1]
    assert set(cells) <= set(frames)
    rule = QPoint(
        GUTTER_PX + round(scale.x_at(frames[902])),
        round(timeline.lane_rect(timeline.pictures).center().y()),
    )
    beside = rule + QPoint(12, 0)
    assert color_at(timeline, rule) != color_at(timeline, beside)


def test_only_the_lane_that_changed_is_painted_anew(
    timeline: Timeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    show(timeline, moment("a", 10, 20))
    timeline.grab()
    painted: list[str] = []
    for lane in timeline.stack.shown:
        paint = lane.paint

        def tell(*arguments: object, key: str = lane.key, paint: object = paint) -> None:
            painted.append(key)
            paint(*arguments)  # type: ignore[operator]  # the lane's own method

        monkeypatch.setattr(lane, "paint", tell)
    timeline.set_time(30 * S, follow=True)
    timeline.grab()
    assert painted == []
    timeline.select(["a"])
    timeline.grab()
    assert painted == ["moments"]


def test_a_low_timeline_presses_no_words_and_scrolls_instead(timeline: Timeline) -> None:
    show(
        timeline,
        *(moment(f"m{n}", n, n, author=f"P{n}", codes=(f"c{n}",)) for n in range(8)),
        suggested=(moment("s", 1, 2, rule="hesitation"),),
    )
    timeline.stack.fold(timeline.codes, unfolded=True)
    timeline.resize(timeline.width(), 260)
    timeline.lay_out()
    codes = timeline.codes
    assert timeline.lane_rect(codes).height() == pytest.approx(codes.height, abs=1)
    assert timeline.lane_rect(timeline.suggested).height() == 28
    assert timeline.lane_rect(timeline.suggested).top() > timeline.height()
    timeline.scroll_lanes(10_000)
    assert timeline.lane_rect(timeline.suggested).bottom() == timeline.height()
    assert timeline.lane_at(QPointF(300, timeline.height() - 5)) is timeline.suggested
    assert timeline.lane_at(QPointF(300, 5)) is timeline.ruler


def test_a_gap_of_one_track_is_hatched_on_its_lane_alone(timeline: Timeline) -> None:
    pictures, voice = (at(timeline, lane, 20, 0.9) for lane in (timeline.pictures, timeline.input))
    before = [color_at(timeline, point) for point in (pictures, voice)]
    gap = Gap(18 * S, 22 * S, GapReason.SECRET, TrackKind.SCREEN)
    timeline.set_session(60 * S, (gap,))
    after = [color_at(timeline, point) for point in (pictures, voice)]
    assert after[0] != before[0]
    assert after[1] == before[1]


def test_a_text_too_long_ends_inside_its_block(timeline: Timeline) -> None:
    image = QImage(400, 30, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    paint_label(painter, QRectF(10, 0, 120, 30), "Post code refused without a reason, thrice")
    painter.end()
    inked = [
        x for x in range(400) if any(image.pixelColor(x, y).lightness() < 160 for y in range(30))
    ]
    assert 10 <= inked[0] < 16
    assert 100 < inked[-1] <= 131
    assert fitting_px("wide", 400, 4) == 0


def test_the_nearest_point_within_reach_is_snapped_to_and_none_beyond() -> None:
    points = SnapPoints([np.array([10.0, 50.0]), np.array([40.0])], without=(50,))
    assert points.nearest(43, 5) == 40
    assert points.nearest(49, 5) is None
    moved = points.snapped(Span(12, 30), Part.BODY, 5, 100)
    assert (moved.span, moved.at_ns) == (Span(10, 28), 10)
    trimmed = points.snapped(Span(12, 38), Part.END, 5, 100)
    assert (trimmed.span, trimmed.at_ns) == (Span(12, 40), 40)
    assert points.snapped(Span(0, 97), Part.BODY, 60, 100).span == Span(0, 97)  # would not fit
