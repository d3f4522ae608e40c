"""Every packet of a file decoded once, to see that it can be."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from av.error import FFmpegError

from observer.session.media_facts import StreamFacts, facts_of, open_media, readable_packets


@dataclass(slots=True)
class Decoded:
    """What one stream gave: its packets, what came out of them, and how many failed."""

    facts: StreamFacts
    frames: int = 0
    failed: int = 0

    def take(self, decode: Callable[[], Sequence[object]]) -> None:
        """Decode once more and count what comes of it."""
        try:
            self.frames += len(decode())
        except FFmpegError:
            self.failed += 1


def decode_everything(path: Path) -> list[Decoded]:
    """Decode each stream of the file. Raises SessionDamaged where it is no recording at all."""
    with open_media(path) as media:
        for stream in media.streams:
            # Else libav patches over damage with neighbouring picture parts and says nothing; it
            # loses the error, too, where several threads decode.
            stream.codec_context.options = {"err_detect": "explode"}
            stream.codec_context.thread_count = 1
        streams = [Decoded(facts_of(stream)) for stream in media.streams]
        for packet in readable_packets(media):
            seen = streams[packet.stream_index]
            seen.facts.add(packet)
            seen.take(packet.decode)
        for video in media.streams.video:
            streams[video.index].take(video.decode)  # no packet: what the decoder held back
        for sound in media.streams.audio:
            streams[sound.index].take(sound.decode)
    return streams
