"""A review of one session that Ada and Ben marked, and Eve a little."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from observer.annotate.editor import Editor
from observer.database.library import Library
from observer.intake.landing import land_session
from observer.model.annotation import AnnotationKind
from observer.model.study import Code
from observer.ui.background import close_background
from observer.ui.review.page import ReviewPage
from tests.session.recordings import make_session

S = 1_000_000_000
FRICTION, BUG, NOTE = AnnotationKind.FRICTION, AnnotationKind.BUG, AnnotationKind.NOTE
CODE = "error"

ADA = [
    (1, FRICTION, 3, (CODE,)),
    (2, FRICTION, 2, ()),
    (3, BUG, 4, (CODE,)),
    (4, BUG, 4, ()),
    (6, FRICTION, 1, ()),
]
BEN = [
    (1, FRICTION, 3, (CODE,)),
    (2, FRICTION, 3, ()),
    (3, BUG, 4, ()),
    (4, FRICTION, 2, ()),
    (7, NOTE, None, ()),
]
"""Four meet within half a second, three of them alike. Kappa by hand: seen 3/4; Ada says friction
2/4 and bug 2/4, Ben 3/4 and 1/4, so by chance 6/16 + 2/16 = 1/2; (3/4 - 1/2) / (1 - 1/2) = 0.5."""


@pytest.fixture
def page(
    qtbot: QtBot, library: Library, root: Path, monkeypatch: pytest.MonkeyPatch, display: str
) -> Iterator[ReviewPage]:
    """Ada's window, the session open, its picture shown; half a second may lie between moments."""
    monkeypatch.setenv("OBSERVER_AUTHOR", "Ada")
    row = land_session(library, make_session(root, 8.0).folder)
    study = library.study_by_name(row.study)
    assert study is not None
    library.save_study(replace(study, codebook=(Code(CODE, "error message", key="e"),)))
    for author, said in (("Ada", ADA), ("Ben", BEN)):
        editor = Editor(library, row.id, author)
        for second, kind, severity, codes in said:
            start_ns = second * S + (100_000_000 if author == "Ben" else 0)
            editor.add(kind, start_ns, None, severity, f"{author} at {second}", codes=codes)
    Editor(library, row.id, "Eve").add(FRICTION, S)
    page = ReviewPage(library, root)
    page.resize(1440, 900)
    page.show()
    qtbot.waitExposed(page)
    page.open_session(row.id)
    qtbot.waitUntil(lambda: not page.picture.image.isNull())
    yield page
    page.close()
    close_background()
    delete(page)  # at once: each page that stays makes every later change of style slower
