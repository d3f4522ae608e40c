"""What consent and redaction keep back is in no report."""

import base64
import re
from dataclasses import replace

import cv2
import numpy as np
import numpy.typing as npt
import pytest

from observer.database.library import Library
from observer.export.reports.writing import ReportForm
from observer.model.redaction import Area, Cover, Redaction
from tests.export.reports.conftest import told
from tests.export.reports.rich_study import S, keep_rich

QUOTE = "It just says invalid. Invalid how?"
WHOLE = Area(0, 0, 1440, 900)


def pictures(page: str) -> list[npt.NDArray[np.uint8]]:
    found = re.findall(r'src="data:image/jpeg;base64,([^"]+)"', page)
    raw = (np.frombuffer(base64.b64decode(one), np.uint8) for one in found)
    return [np.asarray(cv2.imdecode(one, cv2.IMREAD_COLOR), np.uint8) for one in raw]


@pytest.mark.parametrize("form", [ReportForm.HTML, ReportForm.CIF, ReportForm.MARKDOWN])
def test_who_did_not_agree_to_be_shown_is_neither_shown_nor_quoted(
    library: Library, form: ReportForm
) -> None:
    keep_rich(library, library.folder, people=1, agreed=("screen", "voice", "input"))
    text = told(library, form)
    assert QUOTE not in text
    assert "data:image" not in text
    assert "Post code refused" in text
    assert "1 quote left out, as it is not agreed to be shown to others" in text


def test_a_name_in_what_others_wrote_becomes_the_code(library: Library) -> None:
    keep_rich(library, library.folder, people=1, name="Ada Winter")
    said = library.annotations("autumn1")[0]
    library.replace_annotation(replace(said, note="Ada looks for the voucher"))
    finding = library.findings("autumn")[0]
    library.save_finding(replace(finding, description="Seen first with Ada Winter"))
    page = told(library)
    assert "Ada" not in page
    assert "P01 looks for the voucher" in page
    assert "Seen first with P01" in page


def test_what_is_covered_is_in_no_picture(library: Library) -> None:
    keep_rich(library, library.folder, people=1)
    shown = pictures(told(library))
    assert all(len(np.unique(one)) > 20 for one in shown)
    library.save_redaction(
        Redaction("r", "autumn1", "Ann", Cover.PICTURE, 0, 60 * S, WHOLE, reason="their address")
    )
    page = told(library)
    covered = pictures(page)
    assert len(covered) == len(shown) == 3
    assert all(int(one.max()) - int(one.min()) < 12 for one in covered)
    assert "a part is covered" in page
    assert "their address" not in page


def test_what_is_silenced_is_in_no_quote(library: Library) -> None:
    keep_rich(library, library.folder, people=1)
    assert QUOTE in told(library)
    library.save_redaction(Redaction("r", "autumn1", "Ann", Cover.SILENCE, 15 * S, 16 * S))
    page = told(library)
    assert QUOTE not in page
    assert "1 quote left out, as it is silenced" in page


def test_every_session_in_it_is_noted_as_having_left(library: Library) -> None:
    keep_rich(library, library.folder, people=2)
    told(library)
    assert {note.session_id for note in library.exports()} == {"autumn1", "autumn2"}
    assert {note.kind for note in library.exports()} == {"report html"}
