"""The copy as other programs read it: poppler's, which Debian has."""

import getpass
import platform
import re
import subprocess
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from observer.intake.consent_text import consent_text
from observer.intake.consent_wording import kept_wording
from observer.model.consent import Consent, ConsentItem
from observer.model.errors import ExportError
from observer.ui.consent.paper import write_consent_pdf

SIGNATURE = "M40.0,90.0Q80.0,10.0 200.0,60.0L360.0,60.0"


def consent(language: str = "en", signature: str = SIGNATURE) -> Consent:
    items = (ConsentItem.SCREEN, ConsentItem.VOICE)
    text = kept_wording(consent_text(language).filled("Checkout, autumn", "P07"), items)
    return Consent(items, "2026-11-22T14:03:10+01:00", text, language, "Rosa Bianchi", signature)


def written(folder: Path, agreed: Consent) -> Path:
    path = folder / "copy.pdf"
    write_consent_pdf(agreed, "Checkout, autumn", "P07", path)
    return path


def told(*command: str | Path) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=30).stdout


def words_of(path: Path) -> str:
    """The text without its line breaks."""
    return " ".join(told("pdftotext", "-raw", path, "-").split())


def letters(text: str) -> str:
    """Without what a line's end may take or give: spaces and hyphens."""
    return re.sub(r"[\s-]", "", text)


def picture_of(path: Path) -> QImage:
    """The first page, a dot a millimetre."""
    told("pdftoppm", "-r", "25.4", "-png", "-singlefile", path, path.with_suffix(""))
    return QImage(str(path.with_suffix(".png")))


def has_ink(picture: QImage, left: int, top: int, right: int, bottom: int) -> bool:
    places = [(x, y) for x in range(left, right) for y in range(top, bottom)]
    return any(picture.pixelColor(*place).lightness() < 160 for place in places)


@pytest.mark.parametrize(
    ("language", "agreed_on"),
    [
        ("en", "Agreed on 22 November 2026 at 14:03"),
        ("fr", "Accepté le 22 novembre 2026 à 14:03"),
        ("it", "Accettato il 22 novembre 2026 alle 14:03"),
    ],
)
def test_the_copy_is_one_page_with_every_word_every_answer_name_and_date(
    qapp: QApplication, tmp_path: Path, language: str, agreed_on: str
) -> None:
    agreed = consent(language)
    path = written(tmp_path, agreed)
    words = words_of(path)
    for line in agreed.text.splitlines():
        assert letters(line) in letters(words)
    assert words.count("✓") == 2
    assert words.count("✗") == 3
    assert agreed_on in words
    assert "Rosa Bianchi" in words
    assert "Checkout, autumn · P07 · 2026-11-22T14:03:10+01:00" in words
    facts = told("pdfinfo", path)
    assert re.search(r"Pages: +1\n", facts)
    assert "(A4)" in facts


def test_the_copy_names_its_content_and_not_the_machine(qapp: QApplication, tmp_path: Path) -> None:
    path = written(tmp_path, consent())
    facts = told("pdfinfo", path)
    assert re.search(r"Title: +Before we begin\n", facts)
    assert re.search(r"Creator: +Observer\n", facts)
    said = facts + told("pdfinfo", "-meta", path)
    for secret in (platform.node(), getpass.getuser(), str(tmp_path), str(Path.home())):
        assert secret not in said.replace("Observer", "")


def test_the_signature_is_drawn_on_its_line(qapp: QApplication, tmp_path: Path) -> None:
    # The sheet is 210 x 297 mm with margins of 20; the signature ends 80 mm wide at the right.
    where = (112, 240, 188, 262)
    assert has_ink(picture_of(written(tmp_path, consent())), *where)
    assert not has_ink(picture_of(written(tmp_path, consent(signature=""))), *where)


def test_a_consent_without_words_shows_its_answers(qapp: QApplication, tmp_path: Path) -> None:
    path = written(tmp_path, Consent((ConsentItem.VOICE,), "2026-11-22T14:03:10+01:00"))
    words = words_of(path)
    assert "✓ Your voice → We record it." in words
    assert "✗ The screen → Not recorded." in words


def test_somebody_s_own_long_text_takes_the_pages_it_needs(
    qapp: QApplication, tmp_path: Path
) -> None:
    own = "Our own form\n\n" + "\n\n".join(
        f"{n}. " + "Some words of ours. " * 30 for n in range(40)
    )
    path = written(tmp_path, Consent((ConsentItem.SCREEN,), "22 November", own, "en", "Rosa"))
    pages = re.search(r"Pages: +(\d+)", told("pdfinfo", path))
    assert pages is not None
    assert int(pages[1]) > 1
    words = words_of(path)
    assert "39. Some words of ours." in words
    assert words.endswith("22 November Rosa Checkout, autumn · P07 · 22 November")


def test_a_copy_that_cannot_be_written_says_so(qapp: QApplication, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="cannot be written"):
        write_consent_pdf(consent(), "Checkout", "P07", tmp_path / "nowhere" / "copy.pdf")
