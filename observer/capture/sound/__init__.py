"""Voice and system sound: from PortAudio's blocks to sound exactly on the session's clock."""

from observer.capture.sound.microphone import MicrophoneDevice
from observer.capture.sound.sources import Microphone, list_microphones

__all__ = ["Microphone", "MicrophoneDevice", "list_microphones"]
