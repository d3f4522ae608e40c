"""The page in a real browser at a phone's size."""

from pathlib import Path

from observer.model.annotation import AnnotationKind
from observer.rehearsal.phone import Phone
from tests.companion.patience import until
from tests.companion.sit_in import SitIn, sit_in


def come_in(phone: Phone, there: SitIn, name: str) -> None:
    phone.open(there.companion.invite())
    phone.write("#door-name", name)
    phone.tap("#door-go")
    phone.wait_for("document.querySelector('#standing').innerText.startsWith('connected')")


def test_a_tap_is_a_mark_in_the_session_and_another_says_how_bad(tmp_path: Path) -> None:
    with sit_in(tmp_path) as there, Phone() as phone:
        come_in(phone, there, "Ben")
        phone.tap("[data-kind=friction]")
        until(lambda: there.marks != [])
        phone.tap(".severity.s3")
        until(lambda: there.marks[0].severity == 3)
        (mark,) = there.marks
        assert mark.kind is AnnotationKind.FRICTION
        assert mark.author == "Ben"
        (watching,) = there.companion.status().observers
        assert (watching.name, watching.marks, watching.present) == ("Ben", 1, True)
