"""The clips of moments that a report carries: inside it where they are small, else beside it."""

import base64
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from observer.database.library import Library
from observer.export.choices import ClipFormat, with_handles
from observer.export.clip import export_clip
from observer.export.moment_clips import HANDLE_NS, clip_name
from observer.export.reports.figures import length
from observer.export.sources import Sources
from observer.model.annotation import Annotation
from observer.model.errors import Cancelled, ObserverError
from observer.session.folder import is_session_folder

LARGEST_INSIDE = 3_000_000
"""Bytes of one clip; as text in the page it takes a third more."""

LARGEST_TOGETHER = 9_000_000
"""Bytes of all clips inside: with its pictures a report then stays below a mail's usual 20 MB."""


@dataclass(frozen=True, slots=True)
class ReportClip:
    """A clip as it stands in a report: `data` inside it, else `file` beside it, a relative path."""

    words: str
    data: Markup | None = None
    file: str = ""


class MomentClips:
    """Cuts clips of moments. Use it in a `with`: the recordings stay open meanwhile.

    Those too large to be inside lie in `folder` afterwards, which is made for the first of them.
    `missing` says by session why there is none.
    """

    def __init__(
        self, library: Library, folder: Path, cancelled: Callable[[], bool] = lambda: False
    ) -> None:
        self.missing: dict[str, str] = {}
        self._library = library
        self._folder = folder
        self._cancelled = cancelled
        self._left = LARGEST_TOGETHER
        self._sources = Sources()

    def __enter__(self) -> "MomentClips":
        return self

    def __exit__(self, *_: object) -> None:
        self._sources.close()

    def of(self, moment: Annotation) -> ReportClip | None:
        """The clip around a moment; None where none may or can be cut. Raises Cancelled."""
        row = self._library.session(moment.session_id)
        source = self._library.folder / row.folder
        if moment.session_id in self.missing or not is_session_folder(source):
            return None
        span = with_handles(moment.span, HANDLE_NS, HANDLE_NS, row.duration_ns)
        name = clip_name(row.study, row.participant, span.start_ns, ClipFormat.MP4)
        with tempfile.TemporaryDirectory(prefix="observer-report-") as temporary:
            cut = Path(temporary) / name
            try:
                export_clip(source, span, cut, cancelled=self._cancelled, sources=self._sources)
            except Cancelled:
                raise
            except ObserverError as error:
                self.missing[moment.session_id] = f"{row.participant}: {error.message}"
                return None
            return self._placed(cut.read_bytes(), name, length(span.length_ns / 1e9))

    def _placed(self, content: bytes, name: str, lasts: str) -> ReportClip:
        if len(content) <= min(LARGEST_INSIDE, self._left):
            self._left -= len(content)
            data = base64.b64encode(content).decode("ascii")
            return ReportClip(lasts, data=Markup(f"data:video/mp4;base64,{data}"))
        self._folder.mkdir(parents=True, exist_ok=True)
        (self._folder / name).write_bytes(content)
        return ReportClip(lasts, file=f"{self._folder.name}/{name}")
