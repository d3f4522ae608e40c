from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from observer.annotate.code_keys import add_code, doubled_keys, free_key, keyed
from observer.database.library import open_library
from observer.model.errors import ObserverError
from observer.model.study import Code, Study


def test_a_key_is_the_first_free_letter_of_the_name() -> None:
    assert free_key("Payment", set()) == "p"
    assert free_key("error message", {"e"}) == "m"
    assert free_key("Größe", {"g"}) == "r"
    assert free_key("été", set()) == "e"
    assert free_key("aa", {"a"}) == "b"
    assert free_key("漢字", set()) == "a"


@given(st.lists(st.text(max_size=12), max_size=60))
def test_no_two_codes_get_the_same_key(names: list[str]) -> None:
    codes = keyed(Code(str(number), name) for number, name in enumerate(names))
    keys = [code.key for code in codes if code.key]
    assert len(keys) == len(set(keys))
    named = sum(bool(name.strip()) for name in names)
    assert len(keys) == min(named, 36)


def test_a_key_that_somebody_chose_stays() -> None:
    codes = keyed([Code("1", "wording"), Code("2", "payment", key="w")])
    assert [code.key for code in codes] == ["o", "w"]


def test_a_key_two_codes_have_is_told_of_the_later_one() -> None:
    codes = [Code("1", "one", key="x"), Code("2", "two"), Code("3", "three", key="X")]
    assert doubled_keys(codes) == {"3": "one"}


def test_a_code_is_added_to_what_the_library_holds_at_that_moment(tmp_path: Path) -> None:
    with open_library(tmp_path) as library:
        study = Study("s", "Checkout", codebook=(Code("1", "payment", key="p"),))
        library.save_study(study)
        library.save_study(replace(study, question="Written by somebody else meanwhile"))
        kept, code = add_code(library, "s", "  price   tag ")
        assert (code.name, code.key) == ("price tag", "t")
        assert library.study("s") == kept
        assert kept.question == "Written by somebody else meanwhile"
        again, same = add_code(library, "s", "Price Tag")
        assert (again, same) == (kept, code)
        with pytest.raises(ObserverError):
            add_code(library, "s", "   ")
