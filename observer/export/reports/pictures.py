"""The pictures of moments that a report carries: what was on screen, as it may leave."""

import base64
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from markupsafe import Markup

from observer.capture.opencv import cv2
from observer.database.library import Library
from observer.export.covering import Covering
from observer.export.permission import require_sharing
from observer.export.redaction.door import covering_of, redacted_picture
from observer.export.sources import Sources
from observer.model.annotation import Annotation
from observer.model.consent import TrackKind
from observer.model.errors import ConsentError, ExportError, MediaError, SessionError
from observer.model.span import Span
from observer.session.pictures import Picture
from observer.session.reader import SessionReader

WIDTH_PX = 1280
"""Wide enough to read a form's labels in on a laptop."""

_PLAIN = 12  # of 255: what the encoder makes of one colour
_QUALITY = 82  # of JPEG; text on screens begins to fringe below 80


@dataclass(frozen=True, slots=True)
class ReportPicture:
    """A picture as it stands in a report; `covered` where a part of it was covered."""

    data: Markup
    width: int
    height: int
    covered: bool = False


class MomentPictures:
    """Takes pictures of moments. Use it in a `with`: the recordings stay open meanwhile.

    `missing` says in plain sentences why a picture is not there.
    """

    def __init__(self, library: Library, root: Path) -> None:
        self.missing: dict[str, str] = {}
        self._library = library
        self._root = root
        self._sources = Sources()
        self._opened: dict[str, tuple[SessionReader, Covering | None] | None] = {}

    def __enter__(self) -> "MomentPictures":
        return self

    def __exit__(self, *_: object) -> None:
        self._sources.close()

    def of(self, moment: Annotation) -> ReportPicture | None:
        """What was on screen in the middle of a moment; None where nothing may or can be shown."""
        opened = self._session(moment.session_id)
        if opened is None:
            return None
        reader, covering = opened
        time_ns = (moment.start_ns + moment.end_ns) // 2
        try:
            picture = redacted_picture(reader, covering, time_ns, sources=self._sources)
        except (ExportError, MediaError, SessionError) as error:
            self.missing[moment.session_id] = (
                f"{reader.manifest.participant}: {error.message[0].lower()}{error.message[1:]}"
            )
            return None
        touched = covering is not None and covering.touches(Span(time_ns, time_ns + 1))
        return _encoded(picture, covered=touched)

    def _session(self, session_id: str) -> tuple[SessionReader, Covering | None] | None:
        if session_id not in self._opened:
            self._opened[session_id] = self._open(session_id)
        return self._opened[session_id]

    def _open(self, session_id: str) -> tuple[SessionReader, Covering | None] | None:
        row = self._library.session(session_id)
        try:
            reader = SessionReader(self._root / row.folder)
            require_sharing(reader.manifest)
            reader.manifest.consent.require(TrackKind.SCREEN)
        except ConsentError:
            self.missing[session_id] = f"{row.participant} did not agree to pictures being shown"
            return None
        except SessionError:
            self.missing[session_id] = f"{row.participant}: the recording is not in this library"
            return None
        if not reader.segments:
            self.missing[session_id] = f"{row.participant}: the screen was not recorded"
            return None
        return reader, covering_of(self._library, session_id)


def _encoded(picture: Picture, *, covered: bool) -> ReportPicture:
    pixels = np.frombuffer(picture.rgb, np.uint8).reshape(picture.height, picture.width, 3)
    blue_first = cv2.cvtColor(np.ascontiguousarray(_trimmed(pixels)), cv2.COLOR_RGB2BGR)
    full_height, full_width = blue_first.shape[:2]
    width = min(WIDTH_PX, full_width)
    height = max(1, round(full_height * width / full_width))
    if width < full_width:
        blue_first = cv2.resize(blue_first, (width, height), interpolation=cv2.INTER_AREA)
    _, encoded = cv2.imencode(".jpg", blue_first, [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])
    data = base64.b64encode(encoded.tobytes()).decode("ascii")
    return ReportPicture(Markup(f"data:image/jpeg;base64,{data}"), width, height, covered)


def _trimmed(pixels: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    """Without the plain desk around what is on it; a picture of one colour stays as it is."""
    spread = np.abs(pixels.astype(np.int16) - pixels[0, 0]).max(axis=2) > _PLAIN
    rows, columns = np.flatnonzero(spread.any(axis=1)), np.flatnonzero(spread.any(axis=0))
    if not rows.size:
        return pixels
    return pixels[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
