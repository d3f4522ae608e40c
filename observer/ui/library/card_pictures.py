"""Reads the pictures of a session's card from its cache, or makes them from the recording."""

from pathlib import Path

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter

from observer.session.pictures import Picture, RecordingPictures
from observer.session.reader import SessionReader

_CACHE = "cache"
"""In the session's folder, so that it goes with it; made again where it is missing."""

_QUALITY = 85


def load_or_make(
    folder: Path, duration_ns: int, poster_width: int, frame: QSize, frames: int
) -> tuple[QImage, QImage]:
    """The large picture, from a third of the session, and the strip; both empty without a screen.

    A folder that cannot be written to is read each time anew. Raises SessionError or MediaError
    where the recording cannot be read.
    """
    cache = folder / _CACHE
    # The length tells a repaired session from what it was before.
    named = (f"card-{poster_width}", f"strip-{frames}x{frame.width()}")
    files = [cache / f"{name}-{duration_ns // 1_000_000}.jpg" for name in named]
    known = [QImage(str(file)) for file in files]
    if not any(image.isNull() for image in known):
        return known[0], known[1]
    made = _make(folder, poster_width, frame, frames)
    if not made[0].isNull():
        _keep(cache, files, made)
    return made


def _make(folder: Path, poster_width: int, frame: QSize, frames: int) -> tuple[QImage, QImage]:
    session = SessionReader(folder)
    if not session.segments:
        return QImage(), QImage()
    strip = QImage(frame.width() * frames, frame.height(), QImage.Format.Format_RGB32)
    strip.fill(Qt.GlobalColor.black)
    with RecordingPictures(session) as reader:
        length_ns = reader.duration_ns
        poster = _image(reader.picture_at(length_ns // 3, poster_width))
        painter = QPainter(strip)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for number in range(frames):
            # The middle of each stretch: the very first picture is often an empty desk.
            time_ns = length_ns * (2 * number + 1) // (2 * frames)
            small = _image(reader.picture_at(time_ns, frame.width()))
            cell = QRect(number * frame.width(), 0, frame.width(), frame.height())
            painter.drawImage(cell, small, _covering(small, frame))
        painter.end()
    return poster, strip


def _image(picture: Picture) -> QImage:
    stride = 3 * picture.width
    view = QImage(picture.rgb, picture.width, picture.height, stride, QImage.Format.Format_RGB888)
    return view.copy()


def _covering(image: QImage, frame: QSize) -> QRect:
    """The part of a picture, from its top, that fills the frame without bending it."""
    shown = frame.scaled(image.size(), Qt.AspectRatioMode.KeepAspectRatio)
    return QRect((image.width() - shown.width()) // 2, 0, shown.width(), shown.height())


def _keep(cache: Path, files: list[Path], images: tuple[QImage, QImage]) -> None:
    try:
        cache.mkdir(exist_ok=True)
    except OSError:
        return  # a library on a read-only disk, say: the pictures live as long as the window
    for old in cache.glob("*-*.jpg"):
        if old.name.startswith(("card-", "strip-")):
            old.unlink(missing_ok=True)
    for file, image in zip(files, images, strict=True):
        image.save(str(file), quality=_QUALITY)
