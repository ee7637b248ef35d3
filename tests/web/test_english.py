"""Pages for a reader of English say their own sentences in English; what is kept for everybody stays Thai."""

import re
from html import unescape

import polib
import pytest
from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

import make
from cast import Cast
from conftest import Freeze
from sammachip.cases import actions
from sammachip.cases.kinds import label_said
from sammachip.cases.models import Case, Filing, Task
from sammachip.cases.papers import COVER, covering_letter
from sammachip.org.hats import Actor
from sammachip.org.models import Person
from sammachip.records.models import Paper
from sammachip.trail.models import Notice
from sammachip.web.reminders import reminders_for
from web.asking import body

pytestmark = pytest.mark.django_db

REPORT = {"standing": "ongoing", "process": {"step_1": {"result": "สำรวจแล้ว"}}}
TEXT = re.compile(r'>([^<>]+)<|(?:aria-label|data-label|title|data-confirm|data-said)="([^"]+)"')


@pytest.fixture(scope="module")
def sentences() -> frozenset[str]:
    """What the pages say by themselves and English says otherwise, save the words that forms also use."""
    catalogue = polib.pofile(f"{settings.LOCALE_PATHS[0]}/en/LC_MESSAGES/django.po")
    pack = make.PACK_A.read_text()
    return frozenset(
        entry.msgid for entry in catalogue if entry.msgid != entry.msgstr and entry.msgid not in pack
    )


def texts(page: str) -> set[str]:
    """The pieces of text of a page, those beside its tags and those within them; a printed form left out."""
    shell = re.sub(r'<article class="paper.*?</article>', "", page, flags=re.DOTALL)
    return {" ".join(unescape(one or two).split()) for one, two in TEXT.findall(shell)}


def read_in(language: str, actor: Actor, address: str) -> set[str]:
    Person.objects.filter(pk=actor.person.pk).update(language=language)
    return texts(body(actor, address))


@pytest.fixture
def district(cast: Cast, at: Freeze) -> Case:
    at("2018-09-10 09:00")
    return make.district(cast)


@pytest.fixture
def sent(cast: Cast, district: Case) -> Filing:
    return make.filing(make.task(district, "report"), cast.malee, REPORT, sent=True)


@pytest.fixture
def addresses(district: Case, sent: Filing) -> dict[str, str]:
    return {
        "desk": "/",
        "case": district.get_absolute_url(),
        "task": sent.task.get_absolute_url(),
        "filing": sent.get_absolute_url(),
        "registers": reverse("web:registers"),
        "money": reverse("web:money"),
        "groups": reverse("web:groups"),
    }


PAGES = ("desk", "case", "task", "filing", "registers", "money", "groups")


@pytest.mark.parametrize("page", PAGES)
def test_page_for_a_reader_of_english_leaves_no_sentence_in_thai(
    cast: Cast, addresses: dict[str, str], sentences: frozenset[str], page: str
):
    assert read_in("th", cast.mana, addresses[page]) & sentences

    assert read_in("en", cast.mana, addresses[page]) & sentences == set()


def test_months_and_due_dates_to_choose_from_are_told_in_english(cast: Cast, district: Case):
    months = read_in("en", cast.mana, reverse("web:money-month"))
    dates = read_in("en", cast.somchai, reverse("web:extensions", args=[district.pk]))

    assert "September 2018 (B.E. 2561)" in months
    assert [words for words in dates if "Present due date" in words and "B.E." not in words] == []


def test_draft_in_english_keeps_the_words_of_the_form(cast: Cast, district: Case, sentences: frozenset[str]):
    filing = make.filing(make.task(district, "report"), cast.malee, REPORT)

    shown = read_in("en", cast.malee, reverse("web:filing-edit", args=[filing.pk]))

    assert shown & sentences == set()
    assert {"Save and send", "Save draft", "สถานภาพของโครงการ"} <= shown


def kept(task: Task) -> tuple[str, str]:
    """What the task's row says and what its next signer is told."""
    task.refresh_from_db()
    return task.label, Notice.objects.latest("pk").text


def test_sending_with_an_english_screen_tells_the_others_in_thai(cast: Cast, district: Case):
    task = make.task(district, "report")
    filing = make.filing(task, cast.malee, REPORT)

    with override("en"):
        actions.send_filing(filing, seen=1, actor=cast.malee)

    label, notice = kept(task)
    assert label == "รอตรวจสอบ"
    assert notice.startswith("รอท่านตรวจสอบ: แบบรายงานความก้าวหน้า")


def test_a_label_kept_in_thai_is_read_in_english_with_its_number_and_the_words_of_its_programme():
    kept_labels = (
        "รอตรวจสอบ", "รอรับทราบ", "รับแล้ว 1 ครั้ง", "รับแล้ว 12 ครั้ง", "ระดับดีเด่น",
        "เบิกจ่ายแล้ว 1,200.00 จาก 31,200.00 บาท", "จัดหาครบแล้ว 2 จาก 5 รายการตามแผน", "",
    )  # fmt: skip

    with override("en"):
        told = [label_said(one) for one in kept_labels]

    assert told == [
        "Awaiting check", "Awaiting: รับทราบ", "Accepted 1 time", "Accepted 12 times", "ระดับดีเด่น",
        "Disbursed 1,200.00 of 31,200.00 baht", "2 of 5 plan items procured", "",
    ]  # fmt: skip
    assert [label_said(one) for one in kept_labels] == list(kept_labels)


def test_returning_with_an_english_screen_tells_the_maker_in_thai(cast: Cast, sent: Filing):
    with override("en"):
        actions.return_filing(sent, seen=1, reason="ยอดไม่ตรง", actor=cast.mana)

    label, notice = kept(sent.task)
    assert label == "ส่งคืนแก้ไข"
    assert notice.startswith("ส่งคืนแก้ไข: แบบรายงานความก้าวหน้า")


def test_words_for_a_chat_group_are_in_thai_on_an_english_page(cast: Cast, district: Case):
    (in_thai,) = [one.text for one in reminders_for(cast.somchai) if one.stage == "แบบรายงานความก้าวหน้า"]

    shown = read_in("en", cast.somchai, reverse("web:reminders"))

    assert "Message for a chat group" in shown
    assert " ".join(in_thai.split()) in shown


def test_letter_drafted_with_an_english_screen_is_in_thai(cast: Cast, sent: Filing):
    in_thai = covering_letter(sent, cast.mana.office, cast.somchai.office)

    with override("en"):
        drafted = covering_letter(sent, cast.mana.office, cast.somchai.office)
        actions.sign_filing(sent, seen=1, actor=cast.mana)

    assert drafted == in_thai
    assert Paper.objects.get(kind=COVER).title.startswith("หนังสือนำส่งแบบรายงานความก้าวหน้า")
