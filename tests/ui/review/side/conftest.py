"""The side panel on a session with moments of two coders, suggestions, comments and tasks."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from observer.annotate.editor import Editor
from observer.database.library import Library
from observer.model.annotation import Annotation, AnnotationKind, Standing
from observer.model.identity import new_id
from observer.model.manifest import SessionState
from observer.model.sitting import Attempt, Outcome
from observer.session.captions import Caption
from observer.ui.review.moment_book import MomentBook
from observer.ui.review.side_panel import SidePanel
from tests.database.builders import SECOND, manifest, study

SESSION = manifest().id
OTHER = "k3f9abcdefghjkmm"


@dataclass
class Desk:
    """What a test looks at; moments by their notes."""

    library: Library
    book: MomentBook
    panel: SidePanel

    def ids(self, *notes: str) -> list[str]:
        by_note = {one.note: one.id for one in self.library.annotations(SESSION)}
        return [by_note[note] for note in notes]

    def shown(self) -> list[str]:
        found = [self.book.moment(one) for one in self.panel.list.shown_ids]
        return [one.note for one in found if one is not None]


def suggestion(start_s: int, rule: str) -> Annotation:
    return Annotation(
        id=new_id(),
        session_id=SESSION,
        author="rule",
        kind=AnnotationKind.FRICTION,
        start_ns=start_s * SECOND,
        end_ns=(start_s + 3) * SECOND,
        severity=None,
        note="",
        created_at="2026",
        changed_at="2026",
        rule=rule,
        reason="6 clicks in 3.1 s at one place, and nothing changed on the screen after them",
        standing=Standing.SUGGESTED,
    )


def fill(library: Library) -> None:
    for session_id in (SESSION, OTHER):
        library.index_session(manifest(session_id), session_id, SessionState.CLOSED)
    library.save_study(study())
    attempts = (
        Attempt("a1", SESSION, "find", 5 * SECOND, 20 * SECOND, Outcome.DIFFICULTY, 1),
        Attempt("a2", SESSION, "pay", 25 * SECOND),
    )
    for attempt in attempts:
        library.save_attempt(attempt)
    ada, ben = Editor(library, SESSION, "Ada"), Editor(library, SESSION, "Ben")
    ada.add(AnnotationKind.FRICTION, 12 * SECOND, 18 * SECOND, 2, "Looks for the total")
    code = study().codebook[0].id
    (refused,) = ada.add(
        *(AnnotationKind.BUG, 14 * SECOND, 16 * SECOND, 4, "Post code refused"),
        quote="It just says invalid.",
        codes=(code,),
    ).changed_ids
    ben.add(AnnotationKind.DELIGHT, 40 * SECOND, None, None, "Address found")
    ben.comment(refused, "The same happened to P03")
    library.suggest(SESSION, [suggestion(30, "rage-clicks"), suggestion(10, "dead-click")])
    library.suggest(SESSION, [suggestion(50, "thrashing-pointer")])


@pytest.fixture
def desk(qtbot: QtBot, library: Library, qapp: QObject) -> Iterator[Desk]:
    fill(library)
    book = MomentBook(qapp)
    panel = SidePanel(book)
    panel.resize(376, 700)
    book.open(Editor(library, SESSION, "Ada"), study(), library.attempts(SESSION))
    panel.show_captions(
        [
            Caption(2 * SECOND, 4 * SECOND, "Hm, where is the total?"),
            Caption(15 * SECOND, 17 * SECOND, "It just says invalid."),
        ]
    )
    panel.show()
    qtbot.waitExposed(panel)
    panel.activateWindow()
    yield Desk(library, book, panel)
    book.open(None)
    panel.close()
    delete(panel)  # at once: each panel that stays makes every later change of style slower
    delete(book)
