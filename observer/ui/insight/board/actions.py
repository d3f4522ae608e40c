"""What can be done on the board, for its keys, the palette and the key help."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from observer.ui.actions import Action
from observer.ui.insight.board.tab import Board


def board_actions(
    group: str, board: Callable[[], Board], why_not: Callable[[], str]
) -> list[Action]:
    """`board` makes it where it is not there yet; `why_not` says why it cannot be."""

    def undoable(text: str) -> str:
        return why_not() or ("" if text else _tr("There is nothing to take back"))

    def with_finding(act: Callable[[Board, str], None]) -> Callable[[], None]:
        def run() -> None:
            act(board(), board().focused_finding())

        return run

    def why_no_finding() -> str:
        return why_not() or (
            "" if board().focused_finding() else _tr("Go to the card of a finding first")
        )

    def undo_text() -> str:
        book = None if why_not() else board().book
        return book.undo_text if book else ""

    def redo_text() -> str:
        book = None if why_not() else board().book
        return book.redo_text if book else ""

    return [
        Action(
            "insight.gather",
            _tr("Gather the chosen moments into a finding"),
            group,
            lambda: board().gather_chosen(),
            ("Ctrl+G",),
            hindrance=lambda: (
                why_not() or ("" if board().loose.chosen_ids else _tr("Choose loose moments first"))
            ),
            also=_tr("new finding link"),
        ),
        Action(
            "insight.merge",
            _tr("Merge the finding into another"),
            group,
            with_finding(Board.merge),
            ("Ctrl+M",),
            hindrance=why_no_finding,
        ),
        Action(
            "insight.rename",
            _tr("Rename the finding"),
            group,
            with_finding(Board.rename),
            hindrance=why_no_finding,
        ),
        Action(
            "insight.issue",
            _tr("Show the finding’s issue in the browser"),
            group,
            with_finding(Board.show_issue),
            hindrance=why_no_finding,
            also=_tr("tracker address"),
        ),
        Action(
            "insight.draft",
            _tr("Draft an issue of the finding"),
            group,
            with_finding(Board.draft_issue),
            hindrance=why_no_finding,
        ),
        Action(
            "insight.undo",
            _tr("Undo on the board"),
            group,
            lambda: board().undo(),
            ("Ctrl+Z",),
            hindrance=lambda: undoable(undo_text()),
        ),
        Action(
            "insight.redo",
            _tr("Redo on the board"),
            group,
            lambda: board().redo(),
            ("Ctrl+Shift+Z", "Ctrl+Y"),
            hindrance=lambda: undoable(redo_text()),
        ),
    ]


def _tr(text: str) -> str:
    return QCoreApplication.translate("Insight", text)
