"""Other programs' windows that look private: which are hidden, and which would be seen."""

from dataclasses import replace
from fnmatch import fnmatchcase

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from observer.capture.displays import WindowInfo
from observer.model.plan import RecordingPlan
from observer.ui.preflight.check import Check, Fix, State
from observer.ui.preflight.surroundings import Surroundings

# What people write to each other, and what their money does; by the class their windows carry.
_PRIVATE_APPLICATIONS = (
    "thunderbird*", "betterbird*", "evolution*", "geary*", "kmail*", "slack*", "discord*",
    "telegram*", "signal*", "element*", "whatsapp*", "skype*", "teams*", "microsoft teams*",
    "zoom*", "*messenger*", "gnucash*", "kmymoney*",
)  # fmt: skip
_PRIVATE_TITLES = ("inbox", "gmail", "outlook", "whatsapp", "online banking", "webmail")


class PrivacyCheck(Check):
    """Looks whenever it is told what is around; `applied` puts what it hides into a plan."""

    def __init__(self, plan: RecordingPlan, parent: QWidget | None = None) -> None:
        super().__init__(
            QCoreApplication.translate("preflight", "Other windows"), parent, beside=True
        )
        self._secrets = plan.secrets
        self._around = Surroundings()

    def applied(self, plan: RecordingPlan) -> RecordingPlan:
        """The plan with the windows hidden that were chosen here."""
        return replace(plan, secrets=self._secrets)

    def look(self, around: Surroundings) -> None:
        """Say which are hidden and which look private."""
        self._around = around
        own = QCoreApplication.applicationName().casefold()
        others = [one for one in around.windows if one.application.casefold() != own]
        hidden = [one for one in others if self._secrets.matches(one.application, one.title)]
        seen = [one for one in others if one not in hidden and _looks_private(one)]
        told = []
        if hidden:
            told.append(self.tr("Hidden: {names}.").format(names=_names(hidden)))
        if seen:
            told.append(self.tr("May be private: {names}.").format(names=_names(seen)))
            fixes: list[Fix] = [(self.tr("Hide them"), lambda: self._hide(seen))]
            self.tell(State.CAREFUL, " ".join(told), fixes)
            return
        if not told:
            told.append(self.tr("None that looks private is open."))
        self.tell(State.FINE, " ".join(told))

    def _hide(self, windows: list[WindowInfo]) -> None:
        secrets = self._secrets
        by_class = {one.application for one in windows if _is_private_application(one)}
        by_title = {
            word
            for one in windows
            if not _is_private_application(one)
            for word in _PRIVATE_TITLES
            if word in one.title.casefold()
        }
        self._secrets = replace(
            secrets,
            applications=(*secrets.applications, *sorted(by_class)),
            titles=(*secrets.titles, *sorted(by_title)),
        )
        self.look(self._around)


def _is_private_application(window: WindowInfo) -> bool:
    name = window.application.casefold()
    return any(fnmatchcase(name, wanted) for wanted in _PRIVATE_APPLICATIONS)


def _looks_private(window: WindowInfo) -> bool:
    title = window.title.casefold()
    return _is_private_application(window) or any(word in title for word in _PRIVATE_TITLES)


def _names(windows: list[WindowInfo]) -> str:
    names = dict.fromkeys(window.application or window.title for window in windows)
    return ", ".join(names)
