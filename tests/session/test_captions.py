"""The words said, read from what a session folder holds."""

from pathlib import Path

import pytest

from observer.model.clock import NS_PER_MS, NS_PER_SECOND
from observer.model.errors import SessionDamaged
from observer.session.captions import Caption, parse_captions, read_captions

VTT = """\ufeffWEBVTT - a sit-in

NOTE made by hand
for the test

STYLE
::cue { color: red }

1
00:01.500 --> 00:03.000 align:start position:10%
<v Ada>Where is the <i>total</i>?

01:00:02.250 --> 01:00:04.000
Tea &amp; cake
on two lines
"""
SRT = """1\r
00:00:01,500 --> 00:00:03,000\r
{\\an8}<b>Where</b> is it?\r
\r
2\r
00:00:00,250 --> 00:00:01,000\r
Hm.\r
\r
Still hm.\r
"""


def write(folder: Path, name: str, text: str | bytes) -> Path:
    content = text if isinstance(text, bytes) else text.encode()
    (folder / name).write_bytes(content)
    return folder


def test_a_folder_without_captions_has_none(tmp_path: Path) -> None:
    assert read_captions(tmp_path) == []


def test_webvtt_is_read_without_its_markup(tmp_path: Path) -> None:
    assert read_captions(write(tmp_path, "captions.vtt", VTT)) == [
        Caption(1500 * NS_PER_MS, 3 * NS_PER_SECOND, "Ada: Where is the total?"),
        Caption(3602_250 * NS_PER_MS, 3604 * NS_PER_SECOND, "Tea & cake\non two lines"),
    ]


def test_subrip_is_read_in_the_order_of_time(tmp_path: Path) -> None:
    assert read_captions(write(tmp_path, "captions.srt", SRT)) == [
        Caption(250 * NS_PER_MS, NS_PER_SECOND, "Hm.\nStill hm."),
        Caption(1500 * NS_PER_MS, 3 * NS_PER_SECOND, "Where is it?"),
    ]


def test_webvtt_is_taken_where_both_are_there(tmp_path: Path) -> None:
    write(tmp_path, "captions.srt", SRT)
    assert len(read_captions(write(tmp_path, "captions.vtt", "WEBVTT\n"))) == 0


def test_what_looks_like_a_sum_is_not_taken_for_markup() -> None:
    (caption,) = parse_captions("00:01.000 --> 00:02.000\n3 < 4, {so} it says", "x")
    assert caption.text == "3 < 4, {so} it says"


def test_an_empty_file_holds_no_captions(tmp_path: Path) -> None:
    assert read_captions(write(tmp_path, "captions.srt", "\n\n")) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("WEBVTT\n\n00:xx --> 00:02.000\nHello", "Line 3"),
        ("1\n00:00:05,000 --> 00:00:04,000\nHello", "ends before it begins"),
        ("<html>no captions here</html>", "holds no caption"),
        (b"1\n00:00:01,000 --> 00:00:02,000\nna\xefve", "UTF-8"),
        (b"x" * (16 * 1024 * 1024 + 1), "larger than"),
    ],
)
def test_nonsense_is_told_with_what_to_do(tmp_path: Path, text: str | bytes, said: str) -> None:
    with pytest.raises(SessionDamaged, match=said) as caught:
        read_captions(write(tmp_path, "captions.srt", text))
    assert "captions.srt" in caught.value.message
    assert caught.value.remedy
