from time import thread_time

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from observer.annotate.editor import Editor
from observer.annotate.filtering import Facet, MomentFilter, Order, Status
from observer.model.annotation import AnnotationKind
from observer.ui.review.side.tabs import Tab
from tests.database.builders import annotation, study
from tests.ui.review.side.conftest import OTHER, SESSION, Desk

ALL = ["Looks for the total", "Post code refused", "Address found"]


def click(desk: Desk, row: int, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    view = desk.panel.list
    place = view.visualRect(view.model().index(row, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, keys, place)


def test_a_filter_narrows_the_list_says_so_and_is_cleared(desk: Desk) -> None:
    tab = desk.panel.moments
    tab.filter_menu.toggled.emit(Facet.AUTHOR, "Ben")
    assert desk.shown() == ["Address found"]
    assert tab.count.isVisible()
    assert tab.count.text() == "1 of 3 shown"
    (chip,) = tab.chips.chips
    assert chip.text() == "Ben"
    chip.click()
    assert desk.shown() == ALL
    assert not tab.count.isVisible()


def test_words_in_the_field_find_quotes_codes_and_notes(desk: Desk) -> None:
    for words, found in (
        ("says invalid", ["Post code refused"]),
        ("doubt", ["Post code refused"]),
        ("total", ["Looks for the total"]),
    ):
        desk.panel.moments.search.clear()
        QTest.keyClicks(desk.panel.moments.search, words)
        assert desk.shown() == found


def test_where_nothing_fits_the_way_back_is_offered(desk: Desk) -> None:
    tab = desk.panel.moments
    tab.show_only(MomentFilter(text="no such words"))
    assert tab.none_left.isVisible()
    tab.clear()
    assert desk.panel.list.isVisible()


def test_the_filter_menu_counts_what_occurs_and_ticks_what_is_asked_for(desk: Desk) -> None:
    tab = desk.panel.moments
    tab.show_only(MomentFilter(statuses=frozenset({Status.COMMENTED})))
    menu = tab.filter_menu.facets[Facet.STATUS]
    menu.aboutToShow.emit()
    rows = [(action.text(), action.isChecked()) for action in menu.actions()]
    assert rows == [("Your own\t2", False), ("With comments\t1", True)]
    assert desk.shown() == ["Post code refused"]


def test_the_list_is_sorted_and_up_and_down_follow_it(desk: Desk) -> None:
    desk.panel.moments.sort_menu.chosen.emit(Order.SEVERITY)
    refused, total, address = desk.ids("Post code refused", ALL[0], "Address found")
    assert desk.panel.list.shown_ids == [refused, total, address]
    desk.book.select(refused)
    following = desk.book.neighbour(1)
    assert following is not None
    assert following.id == total


def test_filter_and_order_are_kept_for_each_session(desk: Desk) -> None:
    tab = desk.panel.moments
    tab.show_only(MomentFilter(text="total"), Order.KIND)
    desk.book.open(Editor(desk.library, OTHER, "Ada"))
    assert (tab.asked, tab.order, tab.search.text()) == (MomentFilter(), Order.TIME, "")
    desk.book.open(Editor(desk.library, SESSION, "Ada"), study())
    assert (tab.asked.text, tab.order, tab.search.text()) == ("total", Order.KIND, "total")
    assert desk.shown() == ["Looks for the total"]


def test_a_click_selects_and_jumps_and_ctrl_and_shift_choose_several(
    qtbot: QtBot, desk: Desk
) -> None:
    first, second, third = desk.ids(*ALL)
    with qtbot.waitSignal(desk.panel.jump_requested) as jump:
        click(desk, 0)
    assert jump.args == [first]
    click(desk, 2, Qt.KeyboardModifier.ControlModifier)
    assert set(desk.book.selected_ids) == {first, third}
    click(desk, 0)
    click(desk, 2, Qt.KeyboardModifier.ShiftModifier)
    assert set(desk.book.selected_ids) == {first, second, third}
    assert desk.book.current is not None
    assert desk.book.current.id == third


def test_ctrl_a_chooses_all_that_is_shown(desk: Desk) -> None:
    desk.panel.moments.show_only(MomentFilter(authors=frozenset({"Ada"})))
    QTest.keyClick(desk.panel.list, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert set(desk.book.selected_ids) == set(desk.ids(*ALL[:2]))


def test_several_are_changed_in_one_step_and_undone_in_one(desk: Desk) -> None:
    ids = desk.ids(*ALL[:2])
    bar = desk.panel.moments.bulk
    assert not bar.isVisible()
    desk.book.select_many(ids)
    assert bar.isVisible()
    assert bar.count.text() == "2 moments chosen"
    for name, words in (("Severity", "0, not a problem"), ("Code", "Doubt\t1 / 2")):
        menu = bar.buttons[name].menu()
        menu.aboutToShow.emit()
        next(action for action in menu.actions() if action.text() == words).trigger()
    moments = [desk.library.annotation(one) for one in ids]
    assert [one.severity for one in moments] == [0, 0]
    assert [one.codes for one in moments] == [("doubt",), ("doubt",)]
    desk.book.undo()
    assert [desk.library.annotation(one).codes for one in ids] == [(), ("doubt",)]
    desk.book.undo()
    assert [desk.library.annotation(one).severity for one in ids] == [2, 4]


def test_what_a_new_filter_hides_is_not_chosen_any_more(desk: Desk) -> None:
    desk.book.select_many(desk.ids(*ALL))
    desk.panel.moments.show_only(MomentFilter(kinds=frozenset({AnnotationKind.BUG})))
    assert list(desk.book.selected_ids) == desk.ids("Post code refused")


def test_a_moment_selected_elsewhere_is_shown_in_its_own_tab(desk: Desk) -> None:
    desk.panel.choose(Tab.SUGGESTED)
    desk.book.select(desk.ids("Address found")[0])
    tabs = [desk.panel.tabs.tab]
    desk.book.select(desk.book.suggestions[0].id)
    tabs.append(desk.panel.tabs.tab)
    desk.panel.choose(Tab.TASKS)
    desk.book.select(desk.ids("Address found")[0])
    assert [*tabs, desk.panel.tabs.tab] == [Tab.MOMENTS, Tab.SUGGESTED, Tab.TASKS]


def test_two_thousand_moments_are_filtered_sorted_and_shown_at_once(desk: Desk) -> None:
    desk.library.land_annotations(
        [annotation(f"moment {number}", SESSION, number) for number in range(2000)]
    )
    desk.book.reload()
    tab, best_s = desk.panel.moments, 1.0
    for number in range(5):
        began = thread_time()
        order = Order.AUTHOR if number % 2 else Order.CHANGED
        tab.show_only(MomentFilter(text="moment"), order)
        tab.list.viewport().repaint()
        best_s = min(best_s, thread_time() - began)
    assert len(desk.shown()) == 2000
    assert best_s < 0.05


def test_without_a_session_nothing_is_shown(desk: Desk) -> None:
    desk.book.open(None)
    assert desk.shown() == []
    assert not desk.panel.moments.search.isVisible()


def test_filters_without_room_are_counted_and_reached(qtbot: QtBot, desk: Desk) -> None:
    tab = desk.panel.moments
    tab.show_only(
        MomentFilter(
            kinds=frozenset(AnnotationKind),
            severities=frozenset({0, 1, 2, 3, 4}),
            tasks=frozenset({"find", "pay", ""}),
            authors=frozenset({"Ada", "Ben"}),
        )
    )
    shown = [chip for chip in tab.chips.chips if chip.isVisible()]
    assert tab.chips.more.text() == f"+{4 - len(shown)}"
    assert shown[-1].geometry().right() < tab.chips.width()
    tab.chips.more.click()
    assert tab.filter_menu.isVisible()
    tab.filter_menu.close()
