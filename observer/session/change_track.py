"""When a recording's picture changed, told by its packets; and where, by comparing two pictures.

The screen is taken when it changes, so packets and their sizes say for nothing when it stood still.
Where something changed has to be decoded, and is for the few moments that are asked for: most of
them from their own packets alone (`still_looks`), the others from a keyframe on.
"""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import av
from av.error import FFmpegError

from observer.model.clock import NS_PER_SECOND
from observer.model.errors import MediaError
from observer.model.picture_change import Look, Stir
from observer.session.frame_walk import walk_frames
from observer.session.picture_patch import Patch, PointerPlaces, differs, patch_of
from observer.session.reader import SessionReader
from observer.session.still_looks import surely_still
from observer.session.video_reader import pass_over_others


def read_stirs(reader: SessionReader) -> tuple[Stir, ...]:
    """Every recorded picture's moment and size, rising. Raises MediaError."""
    found: list[Stir] = []
    for path in reader.media_paths:
        try:
            with av.open(str(path)) as media:
                if not media.streams.video:
                    continue
                stream = media.streams.video[0]
                pass_over_others(media, stream)
                tick_ns = int((stream.time_base or 0) * NS_PER_SECOND)
                found += [
                    Stir(packet.pts * tick_ns, packet.size, packet.is_keyframe)
                    for packet in media.demux(stream)
                    if packet.pts is not None and packet.size
                ]
        except (FFmpegError, OSError) as error:
            raise MediaError(
                f"{path.name} cannot be read ({error})", "Run repair on the session, then try again"
            ) from error
    return tuple(sorted(found, key=lambda stir: stir.time_ns))


def compare_pictures(
    reader: SessionReader,
    looks: Iterable[Look],
    pointer: PointerPlaces,
    keyframes_ns: Sequence[int] = (),
    cancelled: Callable[[], bool] = lambda: False,
    threads: int = 1,
) -> dict[Look, bool]:
    """Answers the looks by decoding; those that come after `cancelled` says so stay open.

    The pointer is in the picture and is left out of the comparison; where it went elsewhere, so is
    what may light up under it. `keyframes_ns` are the moments to leap to. With several `threads`
    each goes through a stretch of its own. Raises MediaError.
    """
    asked = sorted(looks, key=lambda look: look.before_ns)
    each = max(1, -(-len(asked) // threads))
    stretches = [asked[first : first + each] for first in range(0, len(asked), each)]
    answers: dict[Look, bool] = {}
    with ThreadPoolExecutor(threads, "compared-pictures") as workers:
        compare = partial(_compare, reader, pointer, keyframes_ns, cancelled)
        for answered in workers.map(compare, stretches):
            answers |= answered
    return answers


def _compare(
    reader: SessionReader,
    pointer: PointerPlaces,
    keyframes_ns: Sequence[int],
    cancelled: Callable[[], bool],
    looks: Sequence[Look],
) -> dict[Look, bool]:
    answers = dict.fromkeys(surely_still(reader, looks, pointer, cancelled), False)
    moments: dict[int, list[Look]] = {}
    for look in looks:
        if look in answers:
            continue
        for at_ns in {look.before_ns, *look.after_ns}:
            moments.setdefault(at_ns, []).append(look)
    before: dict[Look, Patch] = {}
    for at_ns, frame in walk_frames(reader, sorted(moments), keyframes_ns):
        if cancelled():
            break
        for look in moments[at_ns]:
            if at_ns == look.before_ns:
                before[look] = patch_of(frame, look)
            elif not answers.get(look) and differs(look, before[look], frame, at_ns, pointer):
                answers[look] = True
            if at_ns == look.end_ns:
                answers.setdefault(look, False)
                before.pop(look, None)
    return answers
