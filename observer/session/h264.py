"""H.264 between its two spellings: start codes (Annex B) and length prefixes (what files hold)."""

import re

_START_CODE = re.compile(rb"\x00\x00\x00\x01|\x00\x00\x01")
_TYPE_SPS, _TYPE_PPS = 7, 8
_NOT_STORED = {_TYPE_SPS, _TYPE_PPS, 9}  # parameter sets lie in the header; 9 is a delimiter


def is_annex_b(data: bytes) -> bool:
    """Whether units are set apart by start codes rather than by their lengths."""
    return data.startswith((b"\x00\x00\x00\x01", b"\x00\x00\x01"))


def stored_header(extradata: bytes) -> bytes:
    """The codec's header as Matroska holds it (avcC), from either spelling.

    Raises ValueError where it holds no parameter sets.
    """
    if not is_annex_b(extradata):
        if extradata[:1] != b"\x01":
            raise ValueError("this is no H.264 header")
        return extradata
    units = _units(extradata)
    sps = [unit for unit in units if unit[0] & 31 == _TYPE_SPS]
    pps = [unit for unit in units if unit[0] & 31 == _TYPE_PPS]
    if not sps or not pps:
        raise ValueError("an H.264 header needs a sequence and a picture parameter set")
    head = bytes([1, *sps[0][1:4], 0xFC | 3, 0xE0 | len(sps)])  # 3: lengths of four bytes
    return head + _with_short_lengths(sps) + bytes([len(pps)]) + _with_short_lengths(pps)


def stored_packet(data: bytes) -> bytes:
    """A packet's units, each after its length, from either spelling."""
    if not is_annex_b(data):
        return data
    units = (unit for unit in _units(data) if unit[0] & 31 not in _NOT_STORED)
    return b"".join(len(unit).to_bytes(4, "big") + unit for unit in units)


def _units(data: bytes) -> list[bytes]:
    return [unit for unit in _START_CODE.split(data) if unit]


def _with_short_lengths(units: list[bytes]) -> bytes:
    return b"".join(len(unit).to_bytes(2, "big") + unit for unit in units)
