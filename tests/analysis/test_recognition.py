"""What tens of thousands of windows belong to is what each belongs to."""

from itertools import product

from observer.analysis.recognition import Recognition
from observer.model.study import Component, Study

PATTERNS = ("", "shop", "Sh*p", "c?rt", "[ac]art", "STRASSE", "*")
TEXTS = ("", "Shop", "my shop - cart", "Cart", "ship", "straße", "[ac]art", "two\nlines cart")


def test_a_window_belongs_to_the_component_that_the_study_says() -> None:
    components = tuple(
        Component(f"{application}|{title}|{address}", "", "", application, title, address)
        for application, title, address in product(PATTERNS, PATTERNS, ("", "shop.example", "*"))
    )
    for part in (components[:1], components[1:], components[::-1], components[40:50]):
        study = Study("s", "S", components=part)
        recognition = Recognition(study)
        for application, title in product(TEXTS, TEXTS):
            expected = study.component_of(application, title)
            assert recognition.component_of(application, title) == expected
            assert recognition.component_of(application, title) == expected


def test_each_component_alone_is_recognised_alike() -> None:
    for application, title, address in product(PATTERNS, PATTERNS, ("", "shop.example", "*")):
        study = Study("s", "S", components=(Component("c", "C", "", application, title, address),))
        recognition = Recognition(study)
        for window in product(TEXTS, TEXTS):
            assert recognition.component_of(*window) == study.component_of(*window), study
