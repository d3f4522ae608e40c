"""Packs from strangers: refused with a plain sentence, and nothing lands anywhere."""

import json
import random
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from observer.model.errors import ObserverError
from tests.intake.travel.conftest import Place

_FUZZED = 250


def entries(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as pack:
        return {name: pack.read(name) for name in pack.namelist()}


def rewrite(path: Path, out: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    held = entries(path)
    change(held)
    with zipfile.ZipFile(out, "w") as pack:
        for name, content in held.items():
            pack.writestr(name, content)
    return out


def letter_with(change: Callable[[dict[str, Any]], None]) -> Callable[[dict[str, bytes]], None]:
    def apply(held: dict[str, bytes]) -> None:
        letter = json.loads(held["pack.json"])
        change(letter)
        held["pack.json"] = json.dumps(letter).encode()

    return apply


def everything_under(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


def refuse(place: Place, path: Path, around: Path) -> str:
    """The sentence with which it is refused; nothing was written beside the database."""
    before = everything_under(around)
    rows = place.library.sessions()
    with pytest.raises(ObserverError) as refused:
        place.unpack(path)
    grown = {name for name in everything_under(around) - before if "library.db" not in name}
    assert grown == set()
    assert place.library.sessions() == rows
    return str(refused.value)


@pytest.mark.parametrize(
    "name",
    [
        "../../evil.json",
        "session/../../evil.jsonl",
        "/etc/evil",
        "session/.lock",
        "session/evil.sh",
        "session/sub/session.json",
        "session\\evil.json",
        "session/recording-001.mkv ",
    ],
)
def test_a_name_that_is_no_sessions_is_refused(
    ann: Place, bob: Place, tmp_path: Path, name: str
) -> None:
    def add(held: dict[str, bytes]) -> None:
        held[name] = b"x"

    packed = rewrite(ann.pack(tmp_path / "good.observer"), tmp_path / "bad.observer", add)
    words = refuse(bob, packed, tmp_path)
    assert "no part of a session" in words or "no session that Observer packed" in words


def test_a_link_is_refused(ann: Place, bob: Place, tmp_path: Path) -> None:
    packed = ann.pack(tmp_path / "good.observer")
    with zipfile.ZipFile(packed, "a") as pack:
        info = zipfile.ZipInfo("session/changes.jsonl")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        pack.writestr(info, "/etc/passwd")
    assert "no part of a session" in refuse(bob, packed, tmp_path)


def test_a_file_that_says_it_is_small_and_is_not_is_refused(
    ann: Place, bob: Place, tmp_path: Path
) -> None:
    packed = ann.pack(tmp_path / "good.observer")
    with zipfile.ZipFile(packed, "a", zipfile.ZIP_DEFLATED) as pack:
        pack.writestr("session/changes.jsonl", b"\0" * (8 << 20))
    raw = packed.read_bytes()
    bomb = tmp_path / "bomb.observer"
    bomb.write_bytes(raw.replace((8 << 20).to_bytes(4, "little"), (16).to_bytes(4, "little")))
    assert "damaged" in refuse(bob, bomb, tmp_path)


def test_a_changed_recording_is_refused(ann: Place, bob: Place, tmp_path: Path) -> None:
    def flip(held: dict[str, bytes]) -> None:
        media = bytearray(held["session/recording-001.mkv"])
        media[len(media) // 2] ^= 1
        held["session/recording-001.mkv"] = bytes(media)

    packed = rewrite(ann.pack(tmp_path / "good.observer"), tmp_path / "bad.observer", flip)
    assert "recording-001.mkv in bad.observer is damaged" in refuse(bob, packed, tmp_path)


def test_a_manifest_that_points_outside_is_refused(ann: Place, bob: Place, tmp_path: Path) -> None:
    def point(held: dict[str, bytes]) -> None:
        manifest = json.loads(held["session/session.json"])
        manifest["segments"] = [{"file": "../../../etc/passwd", "start_ns": 0}]
        held["session/session.json"] = json.dumps(manifest).encode()

    packed = rewrite(ann.pack(tmp_path / "good.observer"), tmp_path / "bad.observer", point)
    assert "does not hold the session" in refuse(bob, packed, tmp_path)


def test_a_history_with_a_statement_in_it_is_refused(
    ann: Place, bob: Place, tmp_path: Path
) -> None:
    def inject(letter: dict[str, Any]) -> None:
        change = letter["said"]["changes"][0]
        change["before"] = {"note = '' ; --": "x", "there": False}

    packed = rewrite(
        ann.pack(tmp_path / "good.observer"), tmp_path / "bad.observer", letter_with(inject)
    )
    assert "none that Observer wrote" in refuse(bob, packed, tmp_path)


def test_an_annotation_of_another_session_is_not_taken_over(
    ann: Place, bob: Place, tmp_path: Path
) -> None:
    """Bob has a session with an annotation; a pack of another claims the same id."""
    first = ann.pack(tmp_path / "first.observer")
    bob.unpack(first)

    def claim(held: dict[str, bytes]) -> None:
        other = "zzzzzzzzzzzzzzzz"
        for name in ("pack.json", "session/session.json"):
            held[name] = held[name].replace(ann.session_id.encode(), other.encode())

    packed = rewrite(first, tmp_path / "bad.observer", claim)
    assert "belongs to another session" in refuse(bob, packed, tmp_path)
    assert len(bob.library.annotations(bob.session_id)) == 1


def test_a_pack_of_a_later_version_says_so(ann: Place, bob: Place, tmp_path: Path) -> None:
    def later(letter: dict[str, Any]) -> None:
        letter["version"] = 99
        letter["said"] = "something else altogether"

    packed = rewrite(
        ann.pack(tmp_path / "good.observer"), tmp_path / "bad.observer", letter_with(later)
    )
    assert "later version" in refuse(bob, packed, tmp_path)


def test_fuzzed_packs_never_crash_nor_write_outside(ann: Place, bob: Place, tmp_path: Path) -> None:
    good = ann.pack(tmp_path / "good.observer").read_bytes()
    chance = random.Random(5)
    refused = 0
    for number in range(_FUZZED):
        broken = bytearray(good)
        for _ in range(chance.randint(1, 6)):
            at = chance.randrange(len(broken))
            match chance.randrange(3):
                case 0:
                    broken[at] = chance.randrange(256)
                case 1:
                    del broken[at : at + chance.randint(1, 4000)]
                case _:
                    broken[at:at] = chance.randbytes(chance.randint(1, 50))
        path = tmp_path / f"fuzzed-{number}.observer"
        path.write_bytes(broken)
        try:
            bob.unpack(path)
        except ObserverError:
            refused += 1
        path.unlink()
    folders = {path.name for path in tmp_path.iterdir()}
    assert folders == {"ann", "bob", "good.observer"}
    assert [path for path in bob.root.iterdir() if path.name.startswith(".")] == []
    assert refused > _FUZZED // 2


def _wild(value: Any, chance: random.Random) -> Any:
    """The same JSON with one value somewhere replaced by a wild one."""
    places: list[tuple[Any, Any]] = []

    def walk(node: Any) -> None:
        keys = node.keys() if isinstance(node, dict) else range(len(node))
        for key in list(keys):
            places.append((node, key))
            if isinstance(node[key], dict | list):
                walk(node[key])

    walk(value)
    node, key = chance.choice(places)
    wild: list[Any] = [
        None,
        -1,
        2**63,
        2**70,
        "",
        "\0",
        "x" * 100_000,
        [],
        {},
        [[]],
        True,
        1e300,
        "../..",
        -5.5,
    ]
    node[key] = chance.choice(wild)
    return value


def test_wild_values_in_what_was_said_never_crash(ann: Place, bob: Place, tmp_path: Path) -> None:
    ann.editor("Ann").comment(ann.library.annotations(ann.session_id)[0].id, "Ask")
    good = ann.pack(tmp_path / "good.observer")
    held = entries(good)
    chance = random.Random(6)
    for _ in range(_FUZZED):
        letter = _wild(json.loads(held["pack.json"]), chance)
        bad = tmp_path / "bad.observer"
        with zipfile.ZipFile(bad, "w") as pack:
            for name, content in held.items():
                pack.writestr(name, json.dumps(letter) if name == "pack.json" else content)
        try:
            bob.unpack(bad)
        except ObserverError:
            continue
    for row in bob.library.sessions():
        bob.library.annotations(row.id)  # what was let in can be read
