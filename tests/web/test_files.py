"""The pages of files: sent in pieces and by a plain form, shown to whoever sees the filing, played in parts."""

import gc
import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import reverse

import make
from cases import applying
from cases.attaching import draft
from cast import Cast
from conftest import Freeze
from sammachip.cases import actions
from sammachip.cases.models import Attachment, Filing
from sammachip.demo.videos import clip
from standing import laid
from web.asking import body, browser, costs_no_more

pytestmark = pytest.mark.django_db

PIECES = "application/octet-stream"


@pytest.fixture
def report(cast: Cast, at: Freeze) -> Filing:
    at("2018-09-10 09:00")
    return filed(cast)


@laid
def filed(cast: Cast) -> Filing:
    return draft(cast)


@pytest.fixture
def film() -> bytes:
    return clip(3)


@pytest.fixture
def given(cast: Cast, report: Filing, film: bytes) -> Attachment:
    return actions.attach_sent(report, "clip", [film], name="คลิป.mp4", size=len(film), actor=cast.malee)


def begun(client: Client, report: Filing, size: int, key: str = "clip") -> HttpResponseBase:
    said = {"name": "คลิป.mp4", "size": str(size), "mark": "7"}
    return client.post(reverse("web:filing-file-begin", args=[report.pk, key]), said)


def content(answer: HttpResponseBase) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def test_a_clip_goes_in_by_pieces_and_on_where_it_stopped(cast: Cast, report: Filing, film: bytes):
    client = browser(cast.malee)
    way = begun(client, report, len(film)).json()
    first = client.post(f"{way['pieces']}?at=0", film[:700], content_type=PIECES)
    twice = client.post(f"{way['pieces']}?at=0", film[:700], content_type=PIECES)
    too_early = client.post(way["ends"])
    again = begun(client, report, len(film)).json()
    last = client.post(f"{way['pieces']}?at=700", film[700:], content_type=PIECES)
    ended = client.post(way["ends"])

    assert (first.json()["received"], again["received"], last.json()["received"]) == (700, 700, len(film))
    assert [(one.status_code, one.json()["received"]) for one in (twice, too_early)] == [
        (409, 700),
        (409, 700),
    ]
    assert "คลิป.mp4" in ended.json()["place"]
    assert report.attachments.get().file.digest == hashlib.sha256(film).hexdigest()


def test_a_script_is_told_in_words_why_not(cast: Cast, report: Filing, settings):
    settings.UPLOAD_VIDEO_MAX_MB = 1
    client = browser(cast.malee)

    nowhere_at = client.post(
        f"{begun(client, report, 9).json()['pieces']}?at={'9' * 5000}", b"x", content_type=PIECES
    )
    too_large, nowhere = begun(client, report, 2 << 20), begun(client, report, 9, key="nowhere")
    way = begun(client, report, 9).json()
    too_much = client.post(f"{way['pieces']}?at=0", b"more than nine", content_type=PIECES)
    client.post(f"{way['pieces']}?at=0", b"not a one", content_type=PIECES)
    no_clip = client.post(way["ends"])

    assert {answer.status_code for answer in (too_large, nowhere, too_much, no_clip)} == {403}
    assert (nowhere_at.status_code, nowhere_at.json()["received"]) == (409, 0)
    assert "เกิน 1 MB" in too_large.json()["reason"]
    assert "ไม่ใช่คลิปวิดีโอ" in no_clip.json()["reason"]


def test_a_plain_form_gives_and_takes_out(cast: Cast, report: Filing, film: bytes):
    client = browser(cast.malee)
    page = reverse("web:filing-edit", args=[report.pk])
    assert 'href="#file-clip"' in body(cast.malee, page)

    way = reverse("web:filing-file-add", args=[report.pk, "clip"])
    nothing = client.post(way)
    sent = client.post(way, {"file": SimpleUploadedFile("คลิป.mp4", film)})
    given = report.attachments.get()
    shown = body(cast.malee, page)
    out = client.post(reverse("web:filing-file-remove", args=[report.pk, given.pk]))

    assert nothing.status_code == 403
    assert sent.headers["Location"] == out.headers["Location"] == f"{page}#file-clip"
    assert 'preload="none"' in shown
    assert 'href="#file-clip"' not in shown
    assert not report.attachments.exists()


def test_a_clip_is_played_in_parts_by_whoever_sees_the_filing(cast: Cast, given: Attachment, film: bytes):
    client, place = browser(cast.somchai), reverse("web:attachment", args=[given.pk])

    whole, part = client.get(place), client.get(place, headers={"Range": "bytes=100-199"})
    tag = whole.headers["ETag"]
    other = client.get(place, headers={"Range": "bytes=0-9", "If-Range": '"other"'})
    beyond = client.get(place, headers={"Range": f"bytes={len(film)}-"})
    known = client.get(place, headers={"If-None-Match": tag})
    head = client.head(place)

    assert (content(whole), content(part), content(other)) == (film, film[100:200], film)
    assert [one.status_code for one in (whole, part, other, beyond, known)] == [200, 206, 200, 416, 304]
    assert part.headers["Content-Range"] == f"bytes 100-199/{len(film)}"
    assert beyond.headers["Content-Range"] == f"bytes */{len(film)}"
    assert (head.headers["Content-Length"], head.content) == (str(len(film)), b"")
    assert whole.headers["Content-Type"] == "video/mp4"
    assert whole.headers["Cache-Control"] == "private, no-cache"
    assert whole.headers["X-Content-Type-Options"] == "nosniff"
    assert whole.headers["Content-Disposition"].startswith("inline; filename*=utf-8''")
    assert content(client.get(f"{place}poster/")).startswith(b"\xff\xd8\xff")


def test_a_stranger_and_another_maker_find_nothing(cast: Cast, report: Filing, given: Attachment):
    way = begun(browser(cast.malee), report, 9, key="more").json()
    place = reverse("web:attachment", args=[given.pk])

    assert browser(cast.kanya).get(place).status_code == 404
    assert browser(cast.somchai).post(f"{way['pieces']}?at=0", b"x", content_type=PIECES).status_code == 404
    assert browser(cast.somchai).get(reverse("web:upload", args=[way["id"]])).status_code == 404
    assert browser(cast.malee).get(reverse("web:upload", args=[way["id"]])).json()["received"] == 0
    assert begun(browser(cast.mana), report, 9, key="more").status_code == 403


def test_a_group_gives_its_clip_from_its_own_phone(cast: Cast, at: Freeze, film: bytes):
    at("2020-05-10 09:00")
    files = "files: {clip: {label: คลิปวีดีโอ, accept: video, required: true, max_seconds: 300}}"
    case = applying.group_case(cast, late=f"mark\n    {files}")
    opened = applying.seat(case, cast.malee)
    phone = Client()
    phone.post(reverse("web:seat-door", args=[opened.code]), {"pin": opened.pin})
    plan = make.filing(applying.apply_task(case), applying.sitting(opened), applying.PLAN)

    way = begun(phone, plan, len(film)).json()
    phone.post(f"{way['pieces']}?at=0", film, content_type=PIECES)
    ended = phone.post(way["ends"])
    given = plan.attachments.get()

    assert ended.status_code == 200
    assert given.added_by == opened.seat.person
    assert content(phone.get(reverse("web:attachment", args=[given.pk]))) == film
    assert content(browser(cast.mana).get(reverse("web:attachment", args=[given.pk]))) == film


def test_the_form_costs_the_same_for_one_file_and_for_more(cast: Cast, report: Filing, given: Attachment):
    def more() -> None:
        for name in ("ก.mp4", "ข.mp4"):
            film = clip(1, name)
            actions.attach_sent(report, "more", [film], name=name, size=len(film), actor=cast.malee)

    assert costs_no_more(cast.malee, reverse("web:filing-edit", args=[report.pk]), more)


MB = 1 << 20
LARGE, GROWS_AT_MOST = 100 * MB, 64 * MB  # of 300 MB no more is held: a piece is a piece


def pieces_of_a_large_clip(film: bytes) -> Iterator[bytes]:
    """A clip of 100 MB, a megabyte at a time; most of it is room that the container leaves free."""
    free = LARGE - len(film)
    start = film + free.to_bytes(4, "big") + b"free"
    yield start + bytes(MB - len(start))
    yield from (bytes(MB) for _ in range(LARGE // MB - 1))


def memory(name: str) -> int:
    """How many bytes this process holds now (VmRSS), or held at most since it was last asked to forget (VmHWM)."""
    lines = Path("/proc/self/status").read_text().splitlines()
    [line] = [line for line in lines if line.startswith(f"{name}:")]
    return int(line.split()[1]) << 10


@pytest.mark.slow
def test_a_large_clip_is_never_whole_in_the_memory_of_the_web_process(
    cast: Cast, report: Filing, film: bytes
):
    client = browser(cast.malee)
    way = begun(client, report, LARGE).json()
    Path("/proc/self/clear_refs").write_text("5")  # forget the most that was held so far
    before, at = memory("VmRSS"), 0

    for piece in pieces_of_a_large_clip(film):
        at = client.post(f"{way['pieces']}?at={at}", piece, content_type=PIECES).json()["received"]
        if at % (10 * MB) == 0:
            gc.collect()  # the tests' own collector comes more seldom than a server's
    ended = client.post(way["ends"])
    place = reverse("web:attachment", args=[report.attachments.get().pk])
    played = sum(len(block) for block in client.get(place).streaming_content)

    assert (ended.status_code, played) == (200, LARGE)
    assert memory("VmHWM") - before < GROWS_AT_MOST
