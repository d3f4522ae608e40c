"""The clicks of all sessions on one screen, joined on a still of it."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from observer.analysis.screens import Screen, Stay
from observer.database.library import Library
from observer.export.redaction.door import covering_of, redacted_picture
from observer.model.errors import Cancelled, MediaError, ObserverError, SessionError
from observer.model.samples import FocusChange, InputKind
from observer.session.pictures import Picture
from observer.session.reader import SessionReader

SAME_SIZE_PX = 8
"""A window whose width and height differ by no more is laid out alike."""

Corner = tuple[int, int, int, int]
"""A window's left, top, width and height; all 0 where nobody knows."""


@dataclass(frozen=True, slots=True)
class Click:
    """Where on the still, and in which session when."""

    x: int
    y: int
    session_id: str
    time_ns: int


@dataclass(frozen=True, slots=True)
class ClickMap:
    """A still of a screen with the clicks on it.

    `joined` are the sessions whose clicks lie on it. `other_size` had the window in another size,
    `unread` could not be read, or hold no input.
    """

    still: Picture
    still_of: Stay
    clicks: tuple[Click, ...]
    joined: tuple[str, ...]
    other_size: tuple[str, ...]
    unread: tuple[str, ...]


def click_map(
    library: Library,
    root: Path,
    screen: Screen,
    still_of: Stay | None = None,
    *,
    progressed: Callable[[float], None] = lambda _fraction: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> ClickMap:
    """Join the clicks of all sessions on a still from the middle of one stay.

    Without a stay it is the longest of those whose window has the commonest size.

    A click is placed by its way from the window's corner, so that a window may stand elsewhere.
    What was scrolled is not moved back, and what is covered is covered. Raises ExportError where
    there is no picture then, MediaError or SessionError where the still's own session cannot be
    read, Cancelled when told to stop.
    """
    folders = {row.id: root / row.folder for row in library.sessions_of(screen.session_ids)}
    still_of = still_of or _commonest(folders, screen)
    reader = SessionReader(_folder(folders, still_of.session_id))
    middle_ns = (still_of.start_ns + still_of.end_ns) // 2
    covering = covering_of(library, still_of.session_id)
    still = redacted_picture(reader, covering, middle_ns)  # many look at it, and it can be saved
    wanted = _corner(tuple(reader.focus_changes()), middle_ns)
    clicks: list[Click] = []
    joined: list[str] = []
    other_size: list[str] = []
    unread: list[str] = []
    for place, session_id in enumerate(screen.session_ids):
        if cancelled():
            raise Cancelled("The picture of the clicks was given up", "Ask for it again")
        progressed(place / len(screen.session_ids))
        stays = [stay for stay in screen.stays if stay.session_id == session_id]
        try:
            found, fits = _clicks(SessionReader(_folder(folders, session_id)), stays, wanted)
        except ObserverError:  # told of in `unread`: one bad folder does not hide the others
            unread.append(session_id)
            continue
        (joined if fits else other_size).append(session_id)
        clicks += [Click(x, y, session_id, time_ns) for x, y, time_ns in found]
    inside = [one for one in clicks if 0 <= one.x < still.width and 0 <= one.y < still.height]
    return ClickMap(still, still_of, tuple(inside), tuple(joined), tuple(other_size), tuple(unread))


def _commonest(folders: Mapping[str, Path], screen: Screen) -> Stay:
    sizes: dict[Stay, tuple[int, int]] = {}
    for session_id in screen.session_ids:
        try:
            reader = SessionReader(_folder(folders, session_id))
            changes = tuple(reader.focus_changes())
        except ObserverError:  # it cannot lend the still; click_map tells of it in `unread`
            continue
        if reader.media_path is not None:
            for stay in screen.stays:
                if stay.session_id == session_id:
                    sizes[stay] = _corner(changes, stay.start_ns)[2:]
    if not sizes:
        raise MediaError(
            "No session has a picture of this screen", "Bring their folders back, or look elsewhere"
        )
    counted = Counter(sizes.values())
    return max(sizes, key=lambda stay: (counted[sizes[stay]], stay.end_ns - stay.start_ns))


def _folder(folders: Mapping[str, Path], session_id: str) -> Path:
    folder = folders.get(session_id)
    if folder is None:
        raise MediaError("The session of this picture is gone", "Choose a still of another one")
    return folder


def _corner(changes: Sequence[FocusChange], time_ns: int) -> Corner:
    """Where the window in front stood at a time."""
    index = bisect_right([change.time_ns for change in changes], time_ns) - 1
    if index < 0:
        return (0, 0, 0, 0)
    one = changes[index]
    return (one.x, one.y, one.width, one.height)


def _clicks(
    reader: SessionReader, stays: Sequence[Stay], wanted: Corner
) -> tuple[list[tuple[int, int, int]], bool]:
    """Where and when buttons were pressed during the stays; whether the window fits the still."""
    if not reader.folder.is_dir():
        raise SessionError("The session's folder is gone", "Bring it back, or choose another one")
    changes = tuple(reader.focus_changes())
    fitting = [(stay, _corner(changes, stay.start_ns)) for stay in stays]
    fitting = [(stay, corner) for stay, corner in fitting if _alike(corner, wanted)]
    found: list[tuple[int, int, int]] = []
    for event in reader.input_events():
        if event.kind is not InputKind.PRESS:
            continue
        for stay, corner in fitting:
            if stay.start_ns <= event.time_ns < stay.end_ns:
                x, y = event.x - corner[0] + wanted[0], event.y - corner[1] + wanted[1]
                found.append((x, y, event.time_ns))
                break
    return found, bool(fitting)


def _alike(corner: Corner, wanted: Corner) -> bool:
    """Whether two windows have one size; where nobody knows either, they are taken for alike."""
    known = corner[2] and wanted[2]
    return not known or (
        abs(corner[2] - wanted[2]) <= SAME_SIZE_PX and abs(corner[3] - wanted[3]) <= SAME_SIZE_PX
    )
