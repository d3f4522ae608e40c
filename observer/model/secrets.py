"""Windows that nobody may see: which they are, told by application and title."""

from dataclasses import dataclass
from fnmatch import fnmatchcase

DEFAULT_APPLICATIONS = (
    "keepassxc",
    "keepass2",
    "bitwarden",
    "1password",
    "seahorse",
    "gcr-prompter",
    "pinentry*",
    "polkit-*",
    "kwalletd*",
)
"""Password stores and the system's own password prompts, by the class their windows carry."""


@dataclass(frozen=True, slots=True)
class SecretWindows:
    """While one of these is in sight its pixels are filled, and while in front no input is taken.

    `applications` are window classes, `titles` parts of a title. `*` and `?` stand for letters
    as in file names; case does not count.
    """

    applications: tuple[str, ...] = DEFAULT_APPLICATIONS
    titles: tuple[str, ...] = ()

    def matches(self, application: str, title: str) -> bool:
        """Whether a window of this application and title is secret."""
        name, text = application.casefold(), title.casefold()
        return any(fnmatchcase(name, wanted.casefold()) for wanted in self.applications) or any(
            fnmatchcase(text, f"*{wanted.casefold()}*") for wanted in self.titles if wanted.strip()
        )

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to look for."""
        return not (self.applications or self.titles)
