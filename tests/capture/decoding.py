"""Frames back to pictures, by the codec's own decoder and the colours that the stream states."""

from collections.abc import Sequence
from typing import Any

import av
import numpy as np
from av.video.codeccontext import VideoCodecContext

from observer.model.samples import EncodedFrame, VideoFormat

Picture = np.ndarray[Any, np.dtype[np.uint8]]


def decode(media: VideoFormat, frames: Sequence[EncodedFrame]) -> list[Picture]:
    """Every frame as rows of RGB pixels, in order."""
    codec = av.CodecContext.create(media.codec, "r")
    assert isinstance(codec, VideoCodecContext)
    codec.extradata = media.extradata
    pictures = [picture for frame in frames for picture in codec.decode(av.Packet(frame.data))]
    pictures += codec.decode(None)
    return [np.asarray(picture.to_ndarray(format="rgb24"), np.uint8) for picture in pictures]
