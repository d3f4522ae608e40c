"""What a user can mend, as one tree.

    ObserverError
    ├── ConsentError          something is asked for that was not agreed to
    ├── DeviceError           a display, microphone or input device is missing or gone
    ├── RecorderError         the recording process cannot start, answer or go on
    │   └── RecorderSilent    it is there and does not answer
    ├── CompanionError        the page for observers cannot be opened, or is closed
    ├── SessionError          a session folder
    │   ├── SessionNotFound   no such session
    │   ├── SessionDamaged    its files cannot be read as they are
    │   └── SessionBusy       another process is recording it
    ├── LibraryError          the library folder or its database
    │   ├── LibraryNewer      a later version of Observer made it
    │   └── LibraryReadOnly   it cannot be written (rights, full disk)
    ├── MediaError            a file is no video, or cannot be decoded
    ├── ExportError           a clip or file cannot be made as asked
    ├── ExchangeError         another tool's annotations cannot be read
    └── Cancelled             the user stopped it; nothing is left half done

Anything else that is raised is a defect and must look like one.
"""


class ObserverError(Exception):
    """A known failure: one sentence that says what happened, one that says what to do."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message, remedy)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message.rstrip('.')}. {self.remedy.rstrip('.')}."


class ConsentError(ObserverError):
    """Something is asked for that the participant did not agree to."""


class DeviceError(ObserverError):
    """A display, microphone or input device is missing, refused or gone."""


class RecorderError(ObserverError):
    """The recording process cannot start, answer or go on."""


class RecorderSilent(RecorderError):
    """The recording process is there and does not answer: it stands still, or is overloaded."""


class CompanionError(ObserverError):
    """The page for observers cannot be opened, or is closed."""


class SessionError(ObserverError):
    """A session folder cannot be used as asked."""


class SessionNotFound(SessionError):
    """No session answers to the given id or folder."""


class SessionDamaged(SessionError):
    """A session's files cannot be read as they are."""


class SessionBusy(SessionError):
    """Another process is recording this session."""


class LibraryError(ObserverError):
    """The library folder or its database cannot be used as asked."""


class LibraryNewer(LibraryError):
    """The database was written by a later version of Observer."""


class LibraryReadOnly(LibraryError):
    """The library cannot be written: rights, a read-only disk, a full disk."""


class MediaError(ObserverError):
    """A file is not a video, or cannot be decoded."""


class ExportError(ObserverError):
    """A clip or file cannot be made as asked."""


class ExchangeError(ObserverError):
    """A file of another tool's annotations cannot be read, or says what cannot be."""


class Cancelled(ObserverError):
    """The user stopped the work; nothing is left half done."""
