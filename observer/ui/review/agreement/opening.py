"""Opens the view of agreement over the review, and does what it asks for."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from shiboken6 import isValid

from observer.ui.review.agreement.comparison import Comparison
from observer.ui.review.agreement.view import AgreementView

if TYPE_CHECKING:
    from observer.ui.review.page import ReviewPage


class AgreementOpening(QObject):
    """One view at a time; what was compared in a session is kept while the window lives."""

    def __init__(self, page: "ReviewPage") -> None:
        super().__init__(page)
        self._page = page
        self._view: AgreementView | None = None
        self._kept: dict[str, Comparison] = {}
        player = page.player
        for signal in (player.picture_changed, player.still_changed, player.glimpse_changed):
            signal.connect(self._show_picture)

    @property
    def view(self) -> AgreementView | None:
        """What is open."""
        there = self._view is not None and isValid(self._view) and not self._view.isHidden()
        return self._view if there else None

    def open(self) -> None:
        """Show it; the player goes on behind, standing."""
        page = self._page
        if self.view is not None:
            return
        page.side.editor.flush()
        page.player.pause()
        view = AgreementView(page.window(), page.book, self._kept.get(page.session_id))
        session_id = page.session_id
        view.closed.connect(lambda: self._keep(session_id, view.chosen))
        view.shown.connect(page.player.seek)
        view.play_toggled.connect(page.player.toggle)
        view.opened.connect(self._go_on)
        self._view = view
        view.start(page.player.time_ns)
        self._show_picture()

    def _keep(self, session_id: str, chosen: Comparison) -> None:
        self._kept[session_id] = chosen
        self._page.player.pause()

    def _go_on(self, moment_id: str) -> None:
        page = self._page
        page.book.select(moment_id)
        page.verbs.jump_to(moment_id)
        page.setFocus()

    def _show_picture(self) -> None:
        view = self.view
        if view is not None:
            view.glance.show_image(self._page.picture.image)
