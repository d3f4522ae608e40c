"""What an export does away from the window: one file, and a note of it in the library."""

from collections.abc import Sequence
from pathlib import Path

from observer.database.library import Library
from observer.export.choices import ClipOrder
from observer.export.clip import export_clip
from observer.export.moment_clips import OverlayName
from observer.export.reel.reel_file import export_reel
from observer.model.reel import Reel
from observer.ui.background import Progress
from observer.ui.export.queue import Work


def clip_work(library: Library, session_id: str, order: ClipOrder) -> Work:
    """Makes one clip."""

    def work(progress: Progress) -> Path:
        report = export_clip(
            order.folder,
            order.span,
            order.out,
            progress,
            progress.cancelled,
            choices=order.choices,
        )
        library.note_export([session_id], str(report.path.resolve()), "clip")
        return report.path

    return work


def reel_work(
    library: Library,
    reel: Reel,
    out: Path,
    overlays: Sequence[OverlayName],
    *,
    normalised: bool,
    overwrite: bool = False,
) -> Work:
    """Makes one reel, with its captions beside it."""

    def work(progress: Progress) -> Path:
        report = export_reel(
            library,
            reel,
            out,
            progress,
            progress.cancelled,
            overlays=overlays,
            normalised=normalised,
            overwrite=overwrite,
        )
        for path in filter(None, (report.path, report.captions)):
            library.note_export(reel.session_ids, str(path.resolve()), "reel")
        return report.path

    return work
