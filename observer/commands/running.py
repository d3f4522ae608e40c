"""The recording a command means: the one named, or the only one that runs."""

from pathlib import Path

from observer.model.errors import RecorderError
from observer.recorder.client import RecorderClient, connect, find_running
from observer.session.folder import find_folder


def running_client(root: Path, session: str | None) -> RecorderClient:
    """The running recording of this session, or the library's only one.

    Raises RecorderError where none runs, or several do and none is named.
    """
    if session:
        client = connect(find_folder(root, session))
        if client:
            return client
        raise RecorderError(
            f"Session {session} is not being recorded", "List the sessions with: observer sessions"
        )
    clients = find_running(root)
    if len(clients) == 1:
        return clients[0]
    if clients:
        ids = ", ".join(client.session_id for client in clients)
        raise RecorderError("Several recordings run", f"Name one of them: {ids}")
    raise RecorderError("Nothing is being recorded", "Start with: observer record")
