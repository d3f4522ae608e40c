"""What can be done in the whole window, and the places one can go to in it."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from observer.model.study import Study
from observer.ui.actions import Action, never_hindered
from observer.ui.theme import Appearance
from observer.ui.wording import spoken_date

if TYPE_CHECKING:
    from observer.ui.window import MainWindow

_RECENT_SESSIONS = 12


def window_actions(window: "MainWindow") -> list[Action]:
    """Those with keys, which hold on every page."""
    library = window.library_page
    group = _tr("Everywhere")

    def on_library(act: Callable[[], None]) -> Callable[[], None]:
        def go() -> None:
            window.show_library()
            act()

        return go

    def action(
        name: str,
        words: str,
        run: Callable[[], object],
        *keys: str,
        also: str = "",
        hindrance: Callable[[], str] = never_hindered,
    ) -> Action:
        def act() -> None:
            run()

        return Action(f"window.{name}", words, group, act, keys, hindrance=hindrance, also=also)

    looks = {
        Appearance.LIGHT: _tr("Look: light"),
        Appearance.DARK: _tr("Look: dark"),
        Appearance.SYSTEM: _tr("Look: like the system"),
    }
    return [
        action(
            "palette",
            _tr("Everything that can be done"),
            window.show_palette,
            "Ctrl+K",
            also=_tr("command palette"),
            hindrance=window.why_no_palette,
        ),
        action("keys", _tr("All keys"), window.show_keys, "F1", "?", also=_tr("help shortcuts")),
        action("library", _tr("Library"), window.show_library, "Ctrl+1", also=_tr("sessions home")),
        action(
            "record",
            _tr("Record a sit-in"),
            window.show_record,
            "Ctrl+N",
            "Ctrl+2",
            also=_tr("new recording start"),
        ),
        action("studies", _tr("Studies"), window.show_studies, "Ctrl+3"),
        action(
            "insight",
            _tr("Insight"),
            window.show_insight,
            "Ctrl+4",
            also=_tr("answers gap findings seams board"),
        ),
        action("new_study", _tr("New study"), window.begin_study),
        action(
            "export_data",
            _tr("Export a study’s data"),
            window.export_data,
            also=_tr("csv excel table boris elan issues save"),
        ),
        action(
            "report",
            _tr("Write a study’s report"),
            window.write_report,
            also=_tr("html pdf markdown iso 25062 export"),
        ),
        action("reel", _tr("The reel"), window.show_reel, also=_tr("film highlights clips")),
        action("search", _tr("Search"), window.search, "Ctrl+F", also=_tr("find")),
        action("import", _tr("Import a video"), on_library(library.choose_video)),
        action(
            "unpack",
            _tr("Unpack a session"),
            on_library(library.packing.choose_pack),
            also=_tr("merge pack take in"),
        ),
        action("rehearse", _tr("Rehearse a sit-in"), on_library(library.rehearse)),
        *(
            action(
                f"look_{look}",
                words,
                partial(window.navigation.set_appearance, look),
                also=_tr("theme appearance colours"),
            )
            for look, words in looks.items()
        ),
        action("close", _tr("Close the window"), window.close, "Ctrl+Q", also=_tr("quit exit")),
    ]


def places(window: "MainWindow") -> Iterator[Action]:
    """The newest sessions, and the studies."""
    for row in window.library_page.sessions()[:_RECENT_SESSIONS]:
        words = _tr("Open {participant}, {study}, {day}").format(
            participant=row.participant, study=row.study, day=spoken_date(row.recorded_at)
        )
        yield Action(
            f"session.{row.id}",
            words,
            _tr("Session"),
            partial(window.open_session, row.id),
        )
    for study in window.library.study_list():
        yield _study_action(window, study)


def _study_action(window: "MainWindow", study: Study) -> Action:
    return Action(
        f"study.{study.id}",
        _tr("Open study {name}").format(name=study.name),
        _tr("Study"),
        partial(window.open_study, study.id),
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("MainWindow", text)
