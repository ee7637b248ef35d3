"""The child that opens clips from outside, run as a program by `videos`, within limits on time, memory and what it writes.

What a header says is believed of nothing: a clip is as long as its pictures and sounds go on, and is one only if a picture
can be made of it.
"""

import json
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from sammachip.records import limited
from sammachip.records.videos import COPY_SECONDS, LONGEST_HOURS, MOST_PIXELS, SECONDS, Fault

if TYPE_CHECKING:
    from av.audio.stream import AudioStream
    from av.container import InputContainer, OutputContainer
    from av.packet import Packet
    from av.stream import Stream
    from av.video.frame import VideoFrame
    from av.video.stream import VideoStream

    AnyPacket = Packet[Stream]

POSTER_EDGE, COPY_EDGE = 640, 1280
POSTER_AFTER = Fraction(1)
"""A poster shows the first picture after so many seconds, where there is one: the very first is often black."""
MOST_TRIED = 300
MOST_PER_SECOND = 1000
"""More pictures than any camera takes in a second are times that somebody wrote into the file."""
CODECS = frozenset({"h264", "hevc", "vp8", "vp9", "av1", "mpeg4", "h263", "mjpeg"})
PLAYED = {
    "mp4": (frozenset({"h264"}), frozenset({"aac", "mp3"}), "video/mp4"),
    "webm": (frozenset({"vp8", "vp9", "av1"}), frozenset({"opus", "vorbis"}), "video/webm"),
}
"""What every browser of today plays by itself: pictures and sounds of these kinds in these containers."""
PLAIN_PICTURES = ("yuv420p", "yuvj420p")
ATTACHED_PICTURE = 0x400
MEMORY, COPY_MEMORY = 2 << 30, 3 << 30
POSTER_SIZE, COPY_SIZE = 5 << 20, 2 << 30
HANDLES = 48


class _Ended(Exception):
    """The child's reason to end."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(fault.name)


def _limit(work: str) -> None:
    seconds, memory, size = (
        (COPY_SECONDS, COPY_MEMORY, COPY_SIZE) if work == "copy" else (SECONDS, MEMORY, POSTER_SIZE)
    )
    if work == "copy":
        os.nice(10)  # nobody waits for it at a screen
    limited.limit(seconds=seconds, memory=memory, written=size, handles=HANDLES)


BOXES = (b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip")
EBML, SEGMENT = b"\x1a\x45\xdf\xa3", b"\x18\x53\x80\x67"


def _demuxer(start: bytes) -> str:
    """The one reader that is let near a file which begins so: no other is tried, so no list of addresses is followed."""
    if start[4:8] in BOXES:
        return "mp4"
    if start[:4] == EBML:
        return "matroska"
    raise _Ended(Fault.NO_CLIP)


def _ends(file: BinaryIO, demuxer: str) -> Iterator[int]:
    """Where each outermost part of the file says that it ends."""
    at = file.seek(0)
    size = file.seek(0, 2)
    while at < size:
        file.seek(at)
        head = file.read(16)
        length = _box_length(head, size - at) if demuxer == "mp4" else _element_length(head, size - at)
        if length < 2:
            raise _Ended(Fault.BROKEN)
        at += length
        yield at


def _box_length(head: bytes, rest: int) -> int:
    """How long a box of MP4 is; a length of 0 means the rest of the file."""
    length = int.from_bytes(head[:4], "big")
    if length == 1:
        length = int.from_bytes(head[8:16], "big")
    return (length if length >= 8 else -1) if length else rest


def _element_length(head: bytes, rest: int) -> int:
    """How long an element of Matroska is; one recorded live does not know, and takes the rest of the file."""
    name = _width(head[0]) if head else 0
    if not name or len(head) <= name or not (width := _width(head[name])):
        return -1
    value = int.from_bytes(head[name : name + width], "big") & ((1 << 7 * width) - 1)
    return rest if value == (1 << 7 * width) - 1 else name + width + value


def _width(first: int) -> int:
    """How many bytes a number of Matroska takes that begins with this one."""
    return 9 - first.bit_length() if first else 0


def _opened(file: BinaryIO, *, unedited: bool = False) -> "InputContainer":
    """The clip, opened to be read. `unedited`: with what an edit of it leaves out."""
    import av  # noqa: PLC0415 -- only the child opens clips

    av.logging.set_level(av.logging.PANIC)
    file.seek(0)
    demuxer = _demuxer(file.read(16))
    size = file.seek(0, 2)
    if any(end > size for end in _ends(file, demuxer)):
        raise _Ended(Fault.CUT_OFF)
    file.seek(0)
    options = {"protocol_whitelist": "", "enable_drefs": "0", "use_absolute_path": "0"}
    if unedited and demuxer == "mp4":
        options["ignore_editlist"] = "1"
    return av.open(file, "r", format=demuxer, options=options, timeout=SECONDS, metadata_errors="replace")


def _pictures(container: "InputContainer") -> "VideoStream":
    """The stream of moving pictures, of a size and kind that may be opened."""
    found = [one for one in container.streams.video if not one.disposition & ATTACHED_PICTURE]
    if not found:
        raise _Ended(Fault.NO_PICTURE if container.streams.audio else Fault.NO_CLIP)
    stream = found[0]
    if stream.codec_context.name not in CODECS:
        raise _Ended(Fault.OTHER_CODEC)
    if not 0 < stream.width * stream.height <= MOST_PIXELS:
        raise _Ended(Fault.TOO_FINE if stream.width * stream.height else Fault.BROKEN)
    stream.thread_type = "NONE"
    stream.codec_context.thread_count = 1
    return stream


@dataclass(slots=True)
class _Reach:
    """From when to when a stream goes on, by the packets in it; what an edit of the clip leaves out does not count."""

    begins: Fraction | None = None
    ends: Fraction = Fraction(0)
    packets: int = 0

    def take(self, packet: "AnyPacket") -> None:
        self.packets += 1
        stamp = packet.pts if packet.pts is not None else packet.dts
        if stamp is None or packet.is_discard:
            return
        at = stamp * packet.time_base
        self.begins = at if self.begins is None else min(self.begins, at)
        self.ends = max(self.ends, at + (packet.duration or 0) * packet.time_base)


def _packets_in_all(file: BinaryIO, of: int) -> int:
    """How many packets of this stream the file holds. A telephone trims a clip by an edit that leaves pictures out, which
    are not missing."""
    with _opened(file, unedited=True) as container:
        return sum(1 for packet in container.demux(container.streams[of]) if packet.size)


def _measured(file: BinaryIO, container: "InputContainer", poster: Path) -> dict[str, object]:
    stream = _pictures(container)
    reaches: dict[int, _Reach] = {}
    wanted = [one for one in container.streams if one.type in ("video", "audio")]
    shown = _Poster(poster)
    for packet in container.demux(wanted):
        if packet.size:
            if packet.is_corrupt:
                raise _Ended(Fault.CUT_OFF)
            reaches.setdefault(packet.stream_index, _Reach()).take(packet)
        if packet.stream_index == stream.index and not shown.is_done:
            shown.look(packet)
    shown.lay()
    mine = reaches.get(stream.index, _Reach())
    if mine.begins is None:
        raise _Ended(Fault.CUT_OFF if mine.packets else Fault.BROKEN)
    if mine.packets < stream.frames and _packets_in_all(file, stream.index) < stream.frames:
        raise _Ended(Fault.CUT_OFF)
    length = _length(reaches.values())
    rate = Fraction(mine.packets) / length
    if rate > MOST_PER_SECOND:
        raise _Ended(Fault.BROKEN)
    return {
        "milliseconds": round(length * 1000),
        "container": "webm" if _is_webm(container) else container.format.name.partition(",")[0],
        "codec": stream.codec_context.name,
        "width": stream.width,
        "height": stream.height,
        "frames_per_second": f"{round(rate * 100) // 100}.{round(rate * 100) % 100:02}",
        "plays": _plays(container, stream),
        "private": _told(container),
    }


def _length(reaches: Iterable[_Reach]) -> Fraction:
    """How long the clip goes on: sound that lasts longer than the pictures is heard, and counts."""
    begun = [(reach.begins, reach.ends) for reach in reaches if reach.begins is not None]
    length = max(ends for _begins, ends in begun) - min(begins for begins, _ends in begun)
    if length > LONGEST_HOURS * 3600:
        raise _Ended(Fault.TOO_LONG)
    if length * 1000 < 1:
        raise _Ended(Fault.STILL)
    return length


class _Poster:
    """The proof that it is a clip: a picture made of it, the first after a second or the last before."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.frame: VideoFrame | None = None
        self.tried = 0
        self.is_done = False

    def look(self, packet: "AnyPacket") -> None:
        import av  # noqa: PLC0415 -- only the child opens clips

        try:
            for frame in packet.decode():
                self._see(frame)  # type: ignore[arg-type]  # packets of a video stream alone come here
        except av.error.FFmpegError:
            pass
        self.tried += 1
        self.is_done = self.is_done or self.tried >= MOST_TRIED

    def _see(self, frame: "VideoFrame") -> None:
        if frame.width * frame.height > MOST_PIXELS:
            raise _Ended(Fault.TOO_FINE)
        self.frame = frame
        seconds = frame.pts * frame.time_base if frame.pts is not None and frame.time_base else Fraction(0)
        self.is_done = seconds >= POSTER_AFTER

    def lay(self) -> None:
        if self.frame is None:
            raise _Ended(Fault.BROKEN)
        picture = self.frame.to_image()  # type: ignore[no-untyped-call]  # as the library types it
        picture = picture.rotate(self.frame.rotation, expand=True)
        picture.thumbnail((POSTER_EDGE, POSTER_EDGE))
        picture.convert("RGB").save(self.place, "JPEG", quality=80)


def _is_webm(container: "InputContainer") -> bool:
    """Whether a file of Matroska holds only what a WebM may."""
    pictures, sounds, _type = PLAYED["webm"]
    fits = {"video": pictures, "audio": sounds}
    return container.format.name.startswith("matroska") and all(
        one.codec_context is not None and one.codec_context.name in fits.get(one.type, ())
        for one in container.streams
    )


def _plays(container: "InputContainer", stream: "VideoStream") -> str:
    """The type under which browsers play the file itself; none where it is of another kind, or tells of its maker."""
    kind = "webm" if _is_webm(container) else "mp4"
    pictures, sounds, mime = PLAYED[kind]
    brand = container.metadata.get("major_brand", "").strip()
    fits = stream.codec_context.name in pictures and stream.codec_context.pix_fmt in PLAIN_PICTURES
    heard = all(one.codec_context.name in sounds for one in container.streams.audio)
    alone = all(one.type in ("video", "audio") for one in container.streams)
    is_quick_time = kind == "mp4" and brand in ("qt", "")
    return mime if fits and heard and alone and not is_quick_time and not _told(container) else ""


PLACES = ("location", "location-eng", "com.apple.quicktime.location.ISO6709")


def _told(container: "InputContainer") -> dict[str, str]:
    """When and where the clip says that it was taken."""
    said = {key: str(value) for key, value in container.metadata.items()}
    place = next((said[key] for key in PLACES if said.get(key)), "")
    when = said.get("com.apple.quicktime.creationdate") or said.get("creation_time", "")
    told = {"place_said": place[:80], "taken_at": when[:40]}
    return {name: value for name, value in told.items() if value}


def _copied(given: BinaryIO, made: Path) -> None:
    """Pictures and sounds that play as they are go over as they are; others are made anew, small and upright."""
    import av  # noqa: PLC0415 -- only the child opens clips

    turned = _turned(given)
    with (
        _opened(given) as container,
        av.open(str(made), "w", format="mp4", options={"movflags": "faststart"}) as out,
    ):
        stream = _pictures(container)
        lanes: dict[int, _Lane] = {stream.index: _picture_lane(stream, out, turned)}
        for sound in container.streams.audio[:1]:
            lanes[sound.index] = _sound_lane(sound, out)
        for packet in container.demux([one for one in container.streams if one.index in lanes]):
            for ready in lanes[packet.stream_index].take(packet):
                out.mux(ready)
        for lane in lanes.values():
            for ready in lane.rest():
                out.mux(ready)


def _turned(given: BinaryIO) -> int:
    """By how many degrees the first picture is to be turned before it is shown: phones are held upright."""
    with _opened(given) as container:
        for frame in container.decode(_pictures(container)):
            return int(frame.rotation)
    raise _Ended(Fault.BROKEN)


class _Lane:
    """One stream on its way into the copy, as it is."""

    def __init__(self, made: "Stream") -> None:
        self.made = made

    def take(self, packet: "AnyPacket") -> "Iterable[AnyPacket]":
        if packet.dts is not None:
            packet.stream = self.made
            yield packet

    def rest(self) -> "Iterable[AnyPacket]":
        return ()


class _Redrawn(_Lane):
    """Pictures made anew as H.264, none of their edges longer than COPY_EDGE."""

    def __init__(self, stream: "VideoStream", out: "OutputContainer") -> None:
        share = min(Fraction(1), Fraction(COPY_EDGE, max(stream.width, stream.height)))
        made = out.add_stream(
            "libx264", rate=stream.average_rate or 30, options={"preset": "veryfast", "crf": "26"}
        )
        made.width, made.height = (_even(edge * share) for edge in (stream.width, stream.height))
        made.pix_fmt = "yuv420p"
        if stream.time_base:
            made.codec_context.time_base = stream.time_base
        made.codec_context.thread_count = 1
        self.pictures = made
        super().__init__(made)

    def take(self, packet: "AnyPacket") -> "Iterable[AnyPacket]":
        import av  # noqa: PLC0415 -- only the child opens clips

        try:
            frames = packet.decode()
        except av.error.FFmpegError:
            frames = []
        for frame in frames:
            yield from self._encoded(frame)  # type: ignore[arg-type]  # packets of a video stream alone come here

    def _encoded(self, frame: "VideoFrame") -> "Iterable[AnyPacket]":
        made = self.pictures
        drawn = frame.reformat(width=made.width, height=made.height, format="yuv420p")
        drawn.pict_type = 0
        return made.encode(drawn)

    def rest(self) -> "Iterable[AnyPacket]":
        return self.pictures.encode(None)


class _Resounded(_Lane):
    """Sound made anew as AAC."""

    def __init__(self, stream: "AudioStream", out: "OutputContainer") -> None:
        import av  # noqa: PLC0415 -- only the child opens clips

        self.sound = out.add_stream("aac", rate=48_000)
        self.even = av.AudioResampler(format="fltp", layout="stereo", rate=48_000)
        super().__init__(self.sound)

    def take(self, packet: "AnyPacket") -> "Iterable[AnyPacket]":
        import av  # noqa: PLC0415 -- only the child opens clips

        try:
            frames = packet.decode()
        except av.error.FFmpegError:
            frames = []
        for frame in frames:
            for even in self.even.resample(frame):  # type: ignore[arg-type]  # packets of a sound stream alone come here
                yield from self.sound.encode(even)

    def rest(self) -> "Iterable[AnyPacket]":
        return self.sound.encode(None)


def _picture_lane(stream: "VideoStream", out: "OutputContainer", turned: int) -> _Lane:
    pictures, _sounds, _type = PLAYED["mp4"]
    plays = stream.codec_context.name in pictures and stream.codec_context.pix_fmt in PLAIN_PICTURES
    # A Matroska tells no decoding times, which an MP4 must have.
    plays = plays and not stream.container.format.name.startswith("matroska")
    lane = _Lane(out.add_stream_from_template(stream)) if plays else _Redrawn(stream, out)
    if turned:
        lane.made.set_display_rotation(turned)  # type: ignore[attr-defined]  # a stream of pictures has it
    return lane


def _sound_lane(sound: "AudioStream", out: "OutputContainer") -> _Lane:
    if sound.codec_context.name == "aac":
        return _Lane(out.add_stream_from_template(sound))
    return _Resounded(sound, out)


def _even(edge: Fraction) -> int:
    return max(2, int(edge) // 2 * 2)


def _work(work: str, given: Path, made: Path) -> int:
    _limit(work)
    try:
        with given.open("rb") as file:
            if work == "copy":
                _copied(file, made)
            else:
                with _opened(file) as container:
                    print(json.dumps(_measured(file, container, made)))
    except _Ended as ended:
        return ended.fault
    return 0


def main(work: str, given: Path, made: Path) -> int:
    """Do the work, and end with a Fault where the clip does not let it be done."""
    import av  # noqa: PLC0415 -- only the child opens clips

    try:
        return _work(work, given, made)
    except (av.error.FFmpegError, MemoryError, OSError, ValueError, ArithmeticError):
        return Fault.BROKEN


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])))
