"""Which layers a clip's choices ask for."""

from collections.abc import Sequence
from typing import Protocol

from observer.export.choices import Overlays
from observer.export.drawing.face import FaceLayer
from observer.export.drawing.ground import Ground
from observer.export.drawing.hands import ClickLayer, KeyLayer, PointerLayer
from observer.export.drawing.labels import CaptionLayer, ClockLayer, LabelLayer
from observer.export.drawing.measure import Measure
from observer.export.shown_pictures import Shape
from observer.export.sources import Sources
from observer.model.errors import ExportError
from observer.model.span import Span
from observer.session.reader import SessionReader


class Layer(Protocol):
    """One thing that is drawn on every picture."""

    def changes_ns(self) -> Sequence[int]:
        """When it begins to look different, in session time; pictures are added for it."""
        ...

    def draw(self, ground: Ground, time_ns: int) -> None:
        """Draw it as it is at this time; times of a layer rise."""
        ...


def layers_for(
    reader: SessionReader, span: Span, overlays: Overlays, shape: Shape, sources: Sources
) -> tuple[Layer, ...]:
    """What is to be drawn during the span, from the bottom up.

    Raises ExportError where the session lacks what is asked for.
    """
    if overlays.is_empty:
        return ()
    layers: list[Layer] = []
    measure = Measure(shape.width, shape.height)
    if overlays.shows_input:
        events = [event for event in reader.input_events() if event.time_ns < span.end_ns]
        if overlays.pointer:
            layers.append(PointerLayer(events, span, measure))
        if overlays.clicks:
            layers.append(ClickLayer(events, span, measure))
        if overlays.keys:
            layers.append(KeyLayer(events, span, measure))
    if overlays.camera:
        if reader.camera_path is None:
            raise ExportError(
                "This session has no picture of the face", "Leave the camera out of the clip"
            )
        layers.append(FaceLayer(reader.camera_path, span, measure, sources))
    if overlays.time_code or overlays.participant:
        layers.append(ClockLayer(overlays, span, measure))
    layers.append(LabelLayer(overlays, measure))
    if overlays.captions:
        layers.append(CaptionLayer(overlays.captions, span, measure))
    return tuple(layers)
