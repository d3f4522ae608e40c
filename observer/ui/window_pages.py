"""The window's pages beside the library: made when first needed, tied to what the window does.

Each takes a while to load, and many days need only one of them.
"""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from observer.ui.insight.page import InsightPage
    from observer.ui.record.page import RecordPage
    from observer.ui.reel.page import ReelPage
    from observer.ui.review.page import ReviewPage
    from observer.ui.study.page import StudiesPage
    from observer.ui.window import MainWindow


def make_record_page(window: "MainWindow", root: Path) -> "RecordPage":
    """Where a sit-in is recorded."""
    from observer.ui.record.page import RecordPage

    page = RecordPage(window.library, root)
    recording = window.recording
    page.attached.connect(recording.follow)
    page.participant_reads.connect(recording.hide_from_participant)
    page.closed.connect(recording.unfollow)
    page.ended.connect(window.open_session)
    page.lost.connect(recording.lose)
    return page


def make_studies_page(window: "MainWindow") -> "StudiesPage":
    """Where studies are written."""
    from observer.ui.study.page import StudiesPage

    page = StudiesPage(window.library)
    page.record_asked.connect(window.record_study)
    page.data_asked.connect(window.export_data)
    page.report_asked.connect(window.write_report)
    return page


def make_insight_page(window: "MainWindow", root: Path) -> "InsightPage":
    """Where a study's answers are."""
    from observer.ui.insight.page import InsightPage

    page = InsightPage(window.library, root)
    page.session_asked.connect(window.open_session)
    page.clip_asked.connect(window.open_for_clip)
    page.record_asked.connect(window.record_study)
    page.study_asked.connect(window.begin_study)
    page.data_asked.connect(window.export_data)
    page.report_asked.connect(window.write_report)
    return page


def make_review_page(window: "MainWindow", root: Path) -> "ReviewPage":
    """Where one session is reviewed; it leads back to where it was opened from."""
    from observer.ui.review.page import ReviewPage

    page = ReviewPage(window.library, root, window)
    page.back_requested.connect(window.leave_review)
    page.leaving.reel_asked.connect(window.show_reel)
    return page


def make_reel_page(window: "MainWindow") -> "ReelPage":
    """Where a reel is put together; what is in it the review gathers."""
    from observer.ui.reel.page import ReelPage

    leaving = window.review_page.leaving
    page = ReelPage(window.library, leaving.reel, leaving.queue)
    page.back_requested.connect(window.leave_reel)
    return page
