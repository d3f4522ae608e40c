"""No exporter can forget the door: who reads a session's pictures, and who asks first."""

import base64
import re
import shutil
from pathlib import Path

import numpy as np
import pytest

import observer.export
from observer.capture.opencv import cv2
from observer.database.library import DATABASE_NAME, open_library
from observer.export.moment_clips import OverlayName
from observer.export.redaction.door import covering_for
from observer.export.redaction.text_reading import can_read_text, read_text
from observer.export.redaction.whole_pictures import picture_times_ns
from observer.export.reel.reel_file import export_reel
from observer.export.reports.pictures import MomentPictures
from observer.model.annotation import Annotation, AnnotationKind
from observer.model.clock import NS_PER_MS, seconds_to_ns
from observer.model.reel import Reel, ReelClip, TitleCard
from observer.session.reader import SessionReader
from tests.export.reading import decoded, frame_times_ms
from tests.export.redaction.planted import HEIGHT, WIDTH, Planted, text_area

_ROOM = Path(observer.export.__file__).parent
_READS = re.compile(
    r"\b(shown_pictures|PictureReader|RecordingPictures|copied_packets|picture_at)\("
)
_MAY_READ = {
    "shown_pictures.py": "where they are read",
    "painted_pictures.py": "covers them",
    "smart_cut.py": "where they are copied",
    "moving_clip.py": "copies what nothing touches",
    "reel/copying.py": "copies what nothing touches",
    "drawing/face.py": "the camera's, which redactions of the screen do not concern",
}


def test_nobody_else_in_the_room_reads_pictures() -> None:
    reading = {
        str(path.relative_to(_ROOM))
        for path in _ROOM.rglob("*.py")
        if _READS.search(path.read_text())
    }
    assert reading <= set(_MAY_READ)


@pytest.mark.parametrize("overlays", [(), (OverlayName.TIME,)])
def test_a_reel_shows_nothing_of_what_is_covered(
    planted: Planted, tmp_path: Path, overlays: tuple[OverlayName, ...]
) -> None:
    card = TitleCard("Paying", length_ns=seconds_to_ns(0.5))
    clips = [
        ReelClip(planted.session_id, seconds_to_ns(at), seconds_to_ns(at + 0.4))
        for at in (2.2, 3.2)
    ]
    out = tmp_path / "reel.mp4"
    with open_library(planted.root) as library:
        export_reel(library, Reel("r", "Paying", (card, *clips)), out, overlays=overlays)
    seen = 0
    for at_ms, picture in zip(frame_times_ms(out), decoded(out, luma_only=True), strict=True):
        for begin_ms, source_ms in ((500, 2_200), (900, 3_200)):
            if begin_ms <= at_ms < begin_ms + 400:
                area = text_area(source_ms + at_ms - begin_ms)
                left, top = (picture.shape[1] - WIDTH) // 2, (picture.shape[0] - HEIGHT) // 2
                x, y = area.x + left, area.y + top
                assert picture[y : y + area.height, x : x + area.width].max() < 40
                seen += 1
    assert seen >= 8


@pytest.mark.skipif(not can_read_text(), reason="the tesseract program (tesseract-ocr) is not here")
def test_a_picture_of_a_report_shows_nothing_of_what_is_covered(planted: Planted) -> None:
    at_ns = seconds_to_ns(2.5)
    kind = AnnotationKind.FRICTION
    moment = Annotation("m", planted.session_id, "mia", kind, at_ns, at_ns, 3, "Pays", "", "")
    with (
        open_library(planted.root) as library,
        MomentPictures(library, planted.root) as pictures,
    ):
        picture = pictures.of(moment)
    assert picture is not None
    assert picture.covered
    content = base64.b64decode(str(picture.data).partition(",")[2])
    shown = cv2.imdecode(np.frombuffer(content, np.uint8), cv2.IMREAD_GRAYSCALE)
    assert shown is not None
    read = [word.text for line in read_text(np.asarray(shown, np.uint8)) for word in line]
    assert "4929" not in " ".join(read)
    assert (shown < 20).sum() > text_area(2_500).width * text_area(2_500).height / 2


def test_a_link_to_a_folder_that_lies_elsewhere_is_covered_by_either_library(
    planted: Planted, tmp_path: Path
) -> None:
    (tmp_path / "linked").symlink_to(planted.folder)
    assert covering_for(SessionReader(tmp_path / "linked")) is not None
    root = tmp_path / "library"
    root.mkdir()
    moved = tmp_path / planted.folder.name
    shutil.copytree(planted.folder, moved)
    (root / moved.name).symlink_to(moved)
    shutil.copy(planted.root / DATABASE_NAME, root)
    assert covering_for(SessionReader(root / moved.name)) is not None


def test_pictures_are_looked_up_around_the_edges_alone(planted: Planted) -> None:
    reader = SessionReader(planted.folder)
    times_ms = [at // NS_PER_MS for at in picture_times_ns(reader, [seconds_to_ns(3)])]
    assert {2_950, 3_000, 3_050} <= set(times_ms)
    assert max(times_ms) <= 5_050
