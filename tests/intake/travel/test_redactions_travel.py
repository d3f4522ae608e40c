"""What is covered stays covered in the library that a pack goes to."""

import json
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from observer.intake.travel.form import LETTER
from observer.intake.travel.pack import pack_session
from observer.model.errors import ExportError, ObserverError
from observer.model.identity import new_id
from observer.model.redaction import Area, Cover, Redaction
from tests.intake.travel.conftest import Place


def cover(place: Place) -> Redaction:
    area = Area(10, 20, 30, 40)
    one = Redaction(new_id(), place.session_id, "ann", Cover.PICTURE, 5, 90, area, "shop", "card")
    place.library.save_redaction(one)
    return one


def packed(place: Place, out: Path) -> Path:
    return pack_session(place.library, place.folder(), out, with_covered=True)


def test_a_pack_of_a_covered_session_is_refused_and_leaves_no_file(
    ann: Place, tmp_path: Path
) -> None:
    cover(ann)
    with pytest.raises(ExportError, match="would show them"):
        ann.pack(tmp_path / "s.observer")
    assert list(tmp_path.glob("*.observer*")) == []


def test_a_redaction_travels_and_comes_once(ann: Place, bob: Place, tmp_path: Path) -> None:
    one = cover(ann)
    pack = packed(ann, tmp_path / "s.observer")
    for _ in range(2):
        bob.unpack(pack)
        assert bob.library.redactions(bob.session_id) == [one]


def test_one_that_both_moved_covers_both_places(ann: Place, bob: Place, tmp_path: Path) -> None:
    one = cover(ann)
    bob.unpack(packed(ann, tmp_path / "1.observer"))
    bob.library.save_redaction(replace(one, area=Area(200, 20, 30, 40)))
    ann.library.save_redaction(replace(one, area=Area(90, 20, 30, 40)))
    bob.unpack(packed(ann, tmp_path / "2.observer"))
    bob.unpack(packed(ann, tmp_path / "3.observer"))
    places = [kept.area.x for kept in bob.library.redactions(bob.session_id) if kept.area]
    assert sorted(places) == [90, 200]


@pytest.mark.parametrize(
    "wild",
    [
        {"session_id": "another"},
        {"end_ns": 2**70},
        {"end_ns": 1},
        {"area": {"x": 0, "y": 0, "width": -5, "height": 3}},
        {"area": {"x": 2**80, "y": 0, "width": 5, "height": 3}},
        {"id": "x" * 65},
        {"cover": "nothing"},
    ],
)
def test_a_pack_with_a_wild_redaction_is_refused(
    ann: Place, bob: Place, tmp_path: Path, wild: dict[str, object]
) -> None:
    cover(ann)
    pack, changed = packed(ann, tmp_path / "s.observer"), tmp_path / "wild.observer"
    with zipfile.ZipFile(pack) as source, zipfile.ZipFile(changed, "w") as target:
        for info in source.infolist():
            content = source.read(info)
            if info.filename == LETTER:
                letter = json.loads(content)
                letter["said"]["redactions"][0].update(wild)
                content = json.dumps(letter).encode()
            target.writestr(info, content)
    with pytest.raises(ObserverError):
        bob.unpack(changed)
    assert bob.library.sessions() == []
