import re
from string import Formatter

import pytest

from observer.intake.consent_text import consent_text, consent_texts, languages, strings_of
from observer.intake.consent_wording import LineKind, kept_wording, read_wording
from observer.model.consent import ConsentItem
from observer.model.errors import ConsentError

every_language = pytest.mark.parametrize("language", ["en", "fr", "it"])


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_the_form_is_offered_in_three_languages_under_their_own_names() -> None:
    assert [(code, text.name) for code, text in consent_texts().items()] == [
        ("en", "English"),
        ("fr", "Français"),
        ("it", "Italiano"),
    ]
    assert languages() == ("en", "fr", "it")


@every_language
def test_every_language_says_everything(language: str) -> None:
    text = consent_text(language)
    assert [place for place, words in strings_of(text).items() if not words.strip()] == []
    assert {thing.item for thing in text.thing} == set(ConsentItem)
    assert len(text.thing) == len(ConsentItem)
    assert strings_of(text).keys() == strings_of(consent_text("en")).keys()


@every_language
def test_the_same_places_are_filled_in_every_language(language: str) -> None:
    english = {place: placeholders(text) for place, text in strings_of(consent_text("en")).items()}
    here = {place: placeholders(text) for place, text in strings_of(consent_text(language)).items()}
    assert here == english


@every_language
def test_no_language_left_words_of_another(language: str) -> None:
    english = strings_of(consent_text("en"))
    here = strings_of(consent_text(language))
    same = {place for place, text in here.items() if text == english[place]}
    asked = {f"thing.{number}.item" for number in range(len(ConsentItem))}
    assert language == "en" or same - asked <= {"asking.no"}


@every_language
def test_sentences_are_short_enough_for_a_child_of_twelve(language: str) -> None:
    filled = consent_text(language).filled("Checkout", "P07")
    sentences = re.split(r"(?<=[.:!?])\s", kept_wording(filled, []).replace("\n", " "))
    longest = max(sentences, key=lambda sentence: len(sentence.split()))
    assert len(longest.split()) <= 30, longest


def test_a_region_s_form_is_its_language_s() -> None:
    assert consent_text("it_CH").language == consent_text("it-IT").language == "it"


def test_a_language_without_a_form_is_said_to_be_one() -> None:
    with pytest.raises(ConsentError, match=r"no consent form in “de”.*en, fr, it"):
        consent_text("de")


def test_a_study_s_name_is_put_in_as_it_is() -> None:
    filled = consent_text("en").filled("{0} Check{out}\n <b>", "P07")
    assert filled.about == "{0} Check{out} <b> · your code is P07"


@every_language
def test_what_is_kept_has_every_word_that_was_read_and_every_answer(language: str) -> None:
    filled = consent_text(language).filled("Checkout", "P07")
    kept = kept_wording(filled, [ConsentItem.SCREEN])
    lines = read_wording(kept)
    read = [filled.title, filled.about, filled.introduction, filled.statement, filled.thanks]
    read += [words for part in filled.section for words in (part.title, part.words)]
    for words in read:
        assert words in [line.text for line in lines]
    answers = [line for line in lines if line.kind in (LineKind.YES, LineKind.NO)]
    assert [line.kind for line in answers] == [LineKind.YES] + 4 * [LineKind.NO]
    for thing, line in zip(filled.thing, answers, strict=True):
        assert line.text.startswith(f"{thing.title}. {thing.words}")
    assert answers[0].text.endswith(f"→ {filled.asking.yes}. {filled.thing[0].agreed}.")
    assert answers[1].text.endswith(f"→ {filled.asking.no}. {filled.thing[1].refused}.")


def test_a_text_that_was_written_otherwise_is_read_as_words() -> None:
    lines = read_wording("My form\n\nYou may film me.")
    assert [(line.kind, line.text) for line in lines] == [
        (LineKind.TITLE, "My form"),
        (LineKind.WORDS, "You may film me."),
    ]
