"""The consent form in each language it is offered in: texts that people read, from assets."""

import tomllib
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache
from typing import Any

import msgspec

from observer.intake.shipped import shipped_files
from observer.model.consent import ConsentItem
from observer.model.errors import ConsentError


@dataclass(frozen=True, slots=True)
class ConsentSection:
    """A heading, and what is said under it."""

    title: str
    words: str


@dataclass(frozen=True, slots=True)
class ConsentThing:
    """One thing asked: what it is, in one sentence what happens, and what each answer means."""

    item: ConsentItem
    title: str
    words: str
    agreed: str
    refused: str


@dataclass(frozen=True, slots=True)
class AskingWords:
    """What stands over the things asked, and the two answers."""

    title: str
    words: str
    yes: str
    no: str


@dataclass(frozen=True, slots=True)
class SigningWords:
    """What stands beside fields and buttons. `agreed_on` takes {date} and {time}."""

    title: str
    words: str
    name: str
    signature: str
    hint: str
    clear: str
    agree: str
    back: str
    language: str
    agreed_on: str


@dataclass(frozen=True, slots=True)
class MissingWords:
    """A sentence for each thing that is missing. `answers` takes {things}."""

    answers: str
    recording: str
    name: str
    nothing: str


@dataclass(frozen=True, slots=True)
class CopyWords:
    """How a copy is offered. `saved` takes {file}; `file` begins the copy's name."""

    title: str
    words: str
    save: str
    saved: str
    done: str
    file: str


@dataclass(frozen=True, slots=True)
class ConsentText:
    """The whole form in one language; `name` is what the language calls itself.

    As it comes from consent_text() it takes {study} and {participant}; `filled` puts them in.
    """

    language: str
    name: str
    title: str
    about: str
    introduction: str
    section: tuple[ConsentSection, ...]
    asking: AskingWords
    thing: tuple[ConsentThing, ...]
    statement: str
    thanks: str
    signing: SigningWords
    missing: MissingWords
    copy: CopyWords

    def filled(self, study: str, participant: str) -> "ConsentText":
        """The text for one participant of one study, as it is read and agreed to."""
        named = {"study": " ".join(study.split()), "participant": " ".join(participant.split())}
        return replace(
            self,
            about=self.about.format(**named),
            introduction=self.introduction.format(**named),
            section=tuple(
                ConsentSection(part.title, part.words.format(**named)) for part in self.section
            ),
        )


@cache
def consent_texts() -> dict[str, ConsentText]:
    """Every language's form by its code (`en`), in the order of their own names."""
    texts = [
        msgspec.convert(tomllib.loads(path.read_text("utf-8")), ConsentText)
        for path in shipped_files("consent", "*.toml")
    ]
    return {text.language: text for text in sorted(texts, key=lambda text: text.name)}


def languages() -> tuple[str, ...]:
    """The codes of the languages there is a form in."""
    return tuple(consent_texts())


def consent_text(language: str) -> ConsentText:
    """The form in one language (`it`, `it_CH` and `it-IT` are Italian). Raises ConsentError."""
    code = language.replace("_", "-").partition("-")[0].lower()
    try:
        return consent_texts()[code]
    except KeyError:
        raise ConsentError(
            f"There is no consent form in “{language}”", f"Use one of {', '.join(languages())}"
        ) from None


def strings_of(part: object, place: str = "") -> dict[str, str]:
    """Every text of a form by where it stands: `thing.0.title`."""
    if isinstance(part, str):
        return {place: part}
    children: dict[str, Any] = {}
    if isinstance(part, tuple):
        children = {str(number): child for number, child in enumerate(part)}
    elif is_dataclass(part):
        children = {field.name: getattr(part, field.name) for field in fields(part)}
    found: dict[str, str] = {}
    for name, child in children.items():
        found |= strings_of(child, f"{place}.{name}" if place else name)
    return found
