"""What is taken for a card, an address or a telephone in text that was read."""

import shutil

import pytest

from observer.export.redaction.suggesting import _matches
from observer.export.redaction.text_reading import Word, read_text
from observer.model.errors import ExportError
from observer.model.redaction import Area
from tests.export.redaction.planted import screen_at


def line(text: str) -> list[Word]:
    return [Word(word, Area(100 * at, 50, 90, 20)) for at, word in enumerate(text.split())]


def found(text: str, *words: str, personal: bool = True) -> list[str]:
    return [part for _, part in _matches(line(text), words, personal=personal)]


@pytest.mark.parametrize(
    ("text", "personal"),
    [
        ("Card 4539 1488 0343 6467 valid", "4539 1488 0343 6467"),
        ("write to ada@lovelace.example today", "ada@lovelace.example"),
        ("call +44 20 7946 0958 now", "+44 20 7946 0958"),
    ],
)
def test_personal_text_is_found_whole(text: str, personal: str) -> None:
    assert found(text) == [personal]
    assert found(text, personal=False) == []


@pytest.mark.parametrize("text", ["Order 4539 1488 0343 6468 sent", "EUR 1 234.50 on 2026-11-22"])
def test_other_numbers_are_not_taken_for_it(text: str) -> None:
    assert found(text) == []


def test_an_area_holds_all_words_of_what_was_looked_for_in_any_case() -> None:
    ((area, text),) = _matches(line("Dear ADA Lovelace hello"), ["ada lovelace"], personal=False)
    assert (area, text) == (Area(100, 50, 190, 20), "ADA Lovelace")


@pytest.mark.skipif(
    shutil.which("tesseract") is None, reason="the tesseract program (tesseract-ocr) is not here"
)
def test_text_is_read_in_a_screens_picture() -> None:
    words = [word.text for each in read_text(screen_at(2_500)[:400]) for word in each]
    assert "4929" in words


def test_without_the_program_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ExportError, match="tesseract-ocr"):
        read_text(screen_at(0)[:400])
