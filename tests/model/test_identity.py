"""Ids made of texts: always the same, and of the form that all ids have."""

from observer.model.identity import id_from, is_id


def test_an_id_of_the_same_texts_is_the_same_and_of_others_another() -> None:
    assert id_from("a", "b") == id_from("a", "b")
    assert len({id_from(*parts) for parts in (("a", "b"), ("ab",), ("a\0", "b"), ("b", "a"))}) == 4


def test_an_id_from_texts_has_the_form_of_an_id() -> None:
    assert all(is_id(id_from(str(number), "\ud800")) for number in range(50))
