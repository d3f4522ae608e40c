"""The media of a pack, looked into before it lands: are they what its manifest says they are."""

from collections.abc import Callable
from pathlib import Path

from observer.intake.foreign_process import look_apart
from observer.intake.media_headers import MediaHeaders, PictureHeader, SoundHeader
from observer.model.clock import NS_PER_SECOND
from observer.model.errors import MediaError, ObserverError
from observer.model.manifest import Manifest, Segment
from observer.session.layout import CAMERA_FILE, recording_files

_PICTURES = {"h264"}
_SOUNDS = {"opus", "aac"}  # AAC comes from imported videos
_MOST_SOUNDS = 2  # the microphone, and what the computer plays
_RATES_HZ = range(8_000, 192_001)
_CHANNELS = range(1, 9)
_LONGEST_SIDE = 16_384  # pixels; two 8K monitors beside each other have 15,360
_SPARE_PIXELS = 16  # imported videos may be cropped out of whole blocks of H.264
_SPARE_S = 60  # a recording without a last picture's length, or one that was repaired


def check_media(
    folder: Path, manifest: Manifest, path: Path, cancelled: Callable[[], bool]
) -> None:
    """Refuse a session whose media cannot be opened, or are not what its manifest tells.

    Raises ObserverError, naming the pack `path`; Cancelled.
    """
    files = recording_files(folder)
    camera = folder / CAMERA_FILE
    if camera.is_file():
        files.append(camera)
    if not files:
        return
    segments = {segment.file: segment for segment in manifest.segments}
    longest_s = manifest.duration_ns / NS_PER_SECOND + _SPARE_S
    try:
        found = look_apart(files, cancelled)
    except MediaError as error:
        raise _no_recording(path, error.message) from error
    for file, headers in zip(files, found, strict=True):
        wrong = _wrong(headers, segments.get(file.name), longest_s)
        if wrong:
            raise _no_recording(path, f"{file.name} {wrong}")


def _wrong(headers: MediaHeaders, segment: Segment | None, longest_s: float) -> str:
    """What cannot be, in words; "" where nothing is."""
    if len(headers.pictures) > 1 or len(headers.sounds) > _MOST_SOUNDS or headers.others:
        return "holds other tracks than a recording does"
    seconds = headers.duration_s
    if seconds is not None and not 0 <= seconds <= longest_s:
        return f"says that it lasts {seconds:.0f} s, longer than the session"
    told = (segment.width, segment.height) if segment else (0, 0)
    wrong = [_wrong_picture(picture, told) for picture in headers.pictures]
    wrong += [_wrong_sound(sound) for sound in headers.sounds]
    return next(filter(None, wrong), "")


def _wrong_picture(picture: PictureHeader, told: tuple[int, int]) -> str:
    if picture.codec not in _PICTURES:
        return f"holds pictures in {picture.codec}"
    for side, said in zip((picture.width, picture.height), told, strict=True):
        if not 0 < side <= _LONGEST_SIDE or (said and abs(side - said) > _SPARE_PIXELS):
            return f"holds pictures of {picture.width}x{picture.height}"
    return ""


def _wrong_sound(sound: SoundHeader) -> str:
    if sound.codec not in _SOUNDS:
        return f"holds sound in {sound.codec}"
    if sound.rate_hz not in _RATES_HZ or sound.channels not in _CHANNELS:
        return f"holds sound with {sound.channels} channels at {sound.rate_hz} Hz"
    return ""


def _no_recording(path: Path, why: str) -> ObserverError:
    return ObserverError(
        f"{path.name} does not hold a recording that can be used: {why}",
        "Ask for it anew from where it came from",
    )
