from observer.ui.palette.ranking import matched_at, rank

ACTIONS = [
    "Mark a moment here",
    "Mark one a few seconds back",
    "Delete it",
    "Severity 3, major",
    "Import a video",
    "Open study Café",
    "The moment before",
    "Take the severity back",
]


def found(typed: str, lately: list[str] | None = None) -> list[str]:
    return rank(
        ACTIONS, typed, lambda name: (name, "label" if name == "Delete it" else ""), lately or []
    )


def test_the_start_of_a_name_goes_before_the_start_of_a_word_and_that_before_the_rest() -> None:
    assert found("sev")[:2] == ["Severity 3, major", "Take the severity back"]
    assert found("mark")[:2] == ACTIONS[:2]
    assert found("mom")[0] == "Mark a moment here"


def test_every_typed_word_has_to_match_in_any_order() -> None:
    assert found("back mark") == ["Mark one a few seconds back"]
    assert found("mark video") == []


def test_initials_scattered_letters_and_missing_accents_find_it() -> None:
    assert found("mamh")[0] == "Mark a moment here"
    assert found("imvid")[0] == "Import a video"
    assert found("cafe") == ["Open study Café"]


def test_other_words_find_it_behind_names_that_have_them() -> None:
    assert found("label") == ["Delete it"]


def test_letters_far_apart_are_no_match() -> None:
    assert found("mck") == []


def test_what_was_done_lately_goes_first_among_equals() -> None:
    assert found("mark", ["Mark one a few seconds back"])[0] == "Mark one a few seconds back"
    assert found("the sev", ["Severity 3, major"]) == ["Take the severity back"]


def test_nothing_typed_is_everything() -> None:
    assert found("") == ACTIONS


def test_the_letters_that_matched_are_told() -> None:
    assert matched_at("Take the severity back", "sev") == {9, 10, 11}
    assert matched_at("Import a video", "imvid") >= {0, 1}
