"""A reel's pictures on one canvas: cards drawn, clips scaled to it with bars around them."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

import numpy as np
from av.video.frame import VideoFrame
from av.video.reformatter import ColorRange, Colorspace

from observer.capture.opencv import cv2
from observer.export.canvas import Canvas
from observer.export.drawing.ground import Plane
from observer.export.painted_pictures import PaintedPictures
from observer.export.reel.card import draw_card
from observer.export.reel.placing import Placed, PlacedCard, PlacedClip, clips_of
from observer.export.shown_pictures import Shape, shape_of
from observer.export.sources import Sources
from observer.export.stretch import picture_pieces
from observer.model.clock import NS_PER_SECOND
from observer.model.reel import TitleCard
from observer.model.span import Span

_WIDEST, _HIGHEST = 1920, 1080
# A card stands still; players seek better where a picture comes each second, which costs nothing.
_CARD_EACH_NS = NS_PER_SECOND


def reel_shape(placed: Sequence[Placed], sources: Sources) -> Shape:
    """The size of the largest clip, at most 1080p; 1080p where no clip has a picture."""
    shapes = [
        shape
        for clip in clips_of(placed)
        if (shape := shape_of(picture_pieces(clip.reader, clip.source), sources)) is not None
    ]
    if not shapes:
        return Shape(_WIDEST, _HIGHEST, ColorRange.MPEG, Colorspace.SMPTE170M)
    largest = max(shapes, key=lambda shape: shape.width * shape.height)
    scale = min(Fraction(1), Fraction(_WIDEST, largest.width), Fraction(_HIGHEST, largest.height))
    width, height = (
        max(2, round(side * scale / 2) * 2) for side in (largest.width, largest.height)
    )
    return Shape(width, height, ColorRange.MPEG, Colorspace.SMPTE170M)


def reel_pictures(
    placed: Sequence[Placed], shape: Shape, sources: Sources
) -> Iterator[tuple[int, VideoFrame]]:
    """Every picture with its time in the reel, rising; each item begins with one."""
    for item in placed:
        if isinstance(item, PlacedCard):
            yield from _card_pictures(item, shape)
        else:
            yield from _clip_pictures(item, shape, sources)


def card_frame(card: TitleCard, shape: Shape) -> VideoFrame:
    """The card as a picture of the reel's shape."""
    return _drawn(draw_card(card, shape.width, shape.height), shape)


def card_times_ns(span: Span) -> range:
    """When a card's picture is given again."""
    return range(span.start_ns, span.end_ns, _CARD_EACH_NS)


def _card_pictures(item: PlacedCard, shape: Shape) -> Iterator[tuple[int, VideoFrame]]:
    frame = card_frame(item.card, shape)
    for time_ns in card_times_ns(item.span):
        yield time_ns, frame


def _clip_pictures(
    clip: PlacedClip, shape: Shape, sources: Sources
) -> Iterator[tuple[int, VideoFrame]]:
    canvas = Canvas(shape.width, shape.height)
    begun = False
    painted = PaintedPictures(clip.reader, clip.source, clip.choices, sources)
    for time_ns, frame in painted.pictures() if painted.shape else ():
        if not begun and time_ns > clip.source.start_ns:
            yield clip.span.start_ns, _black(shape)  # nothing was recorded yet
        begun = True
        yield clip.shifted(time_ns), canvas.fitted(_scaled(frame, shape))
    if not begun:
        yield clip.span.start_ns, _black(shape)


def _scaled(frame: VideoFrame, shape: Shape) -> VideoFrame:
    """As large as it can be on the canvas, in its own proportions."""
    scale = min(shape.width / frame.width, shape.height / frame.height)
    width, height = (
        min(most, max(2, round(side * scale / 2) * 2))
        for side, most in ((frame.width, shape.width), (frame.height, shape.height))
    )
    return _in_colours(frame, shape, width, height)


def _in_colours(
    frame: VideoFrame, shape: Shape, width: int | None = None, height: int | None = None
) -> VideoFrame:
    # What does not say that it is BT.709 is BT.601, as screens are recorded.
    high = frame.colorspace == Colorspace.ITU709
    fitted = frame.reformat(
        width=width,
        height=height,
        format="yuv420p",
        src_colorspace=Colorspace.ITU709 if high else shape.colorspace,
        dst_colorspace=shape.colorspace,
        dst_color_range=shape.color_range,
    )
    fitted.colorspace, fitted.color_range = shape.colorspace, shape.color_range
    return fitted


def _black(shape: Shape) -> VideoFrame:
    return _drawn(np.zeros((shape.height, shape.width, 3), np.uint8), shape)


def _drawn(bgr: Plane, shape: Shape) -> VideoFrame:
    """A picture in BGR as BT.601; OpenCV rounds, so that dark greys get no tint."""
    packed = np.asarray(cv2.cvtColor(bgr, cv2.COLOR_BGR2YUV_I420), np.uint8)
    frame = VideoFrame.from_ndarray(packed, format="yuv420p")
    frame.colorspace, frame.color_range = shape.colorspace, shape.color_range
    return frame
