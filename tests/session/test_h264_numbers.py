"""Counting H.264 pictures anew changes their numbers and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from observer.capture.screen.canvas import Canvas
from observer.capture.screen.encoder import STILL, open_codec
from observer.model.errors import SessionDamaged
from observer.session.h264 import stored_header, stored_packet
from observer.session.h264_numbers import Numbering, read_numbering, units, without_notes


@pytest.fixture(scope="module")
def packets() -> tuple[bytes, list[bytes]]:
    """A recorder's header and forty packets, a keyframe first."""
    canvas = Canvas(320, 240)
    codec = open_codec(320, 240, 30, STILL)
    made = []
    for number in range(40):
        canvas.frame.pts = number
        made += [stored_packet(bytes(packet)) for packet in codec.encode(canvas.frame)]
    return stored_header(bytes(codec.extradata or b"")), made


def test_a_recorders_pictures_count_from_their_keyframe_in_sixteens(
    packets: tuple[bytes, list[bytes]],
) -> None:
    header, made = packets
    numbering = read_numbering(header)
    assert numbering == Numbering(4)
    numbers = [numbering.first_of(packet) for packet in made]
    assert numbers == [None, *(n % 16 for n in range(1, 40))]


def test_counting_anew_keeps_all_else(packets: tuple[bytes, list[bytes]]) -> None:
    numbering = Numbering(4)
    for packet in packets[1][1:]:
        moved = numbering.renumbered(packet, 5)
        first = numbering.first_of(packet)
        assert first is not None
        assert numbering.first_of(moved) == (first - 5) % 16
        assert numbering.renumbered(moved, -5) == packet


@given(st.binary(min_size=12, max_size=60), st.integers(1, 15))
def test_what_looks_like_a_start_code_is_escaped_again(content: bytes, by: int) -> None:
    plain = b"\x41\x9a" + content  # a slice of a P picture
    escaped, zeros = bytearray(), 0
    for byte in plain:
        if zeros == 2 and byte <= 3:
            escaped.append(3)
            zeros = 0
        escaped.append(byte)
        zeros = zeros + 1 if byte == 0 else 0
    packet = len(escaped).to_bytes(4, "big") + bytes(escaped)
    moved = Numbering(4).renumbered(packet, by)
    (unit,) = units(moved)
    assert not any(code in unit for code in (b"\0\0\0", b"\0\0\1", b"\0\0\2"))
    assert Numbering(4).renumbered(moved, -by) == packet


def test_an_encoders_note_about_itself_is_left_out(packets: tuple[bytes, list[bytes]]) -> None:
    first = packets[1][0]
    assert b"x264" in first
    assert b"x264" not in without_notes(first)


@pytest.mark.parametrize(
    "header",
    [b"", b"\x01", b"\x01\x64\x00\x28\xff\xe1\x00\x04\x67\x64\x00\x28\x01\x00\x00", b"\x00" * 40],
    ids=["empty", "cut off", "a profile that tells more", "no header"],
)
def test_a_header_that_cannot_be_judged_is_not_ours(header: bytes) -> None:
    assert read_numbering(header) is None


def test_a_torn_packet_is_said_to_be_torn() -> None:
    with pytest.raises(SessionDamaged, match="damaged"):
        units(b"\x00\x00\x00\x09\x41\x9a")
