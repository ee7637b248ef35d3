"""Letters on their way: sent to many at once, received at the other end, told of, mailed outside, and nothing lost."""

from collections.abc import Sequence
from datetime import date
from smtplib import SMTPAuthenticationError, SMTPDataError, SMTPRecipientsRefused, SMTPSenderRefused

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import IntegrityError, transaction

from cast import Cast
from conftest import Freeze
from sammachip.core import document as doc
from sammachip.core.verdict import Refused, Stale
from sammachip.org.models import Office
from sammachip.records import actions, actions_mailing
from sammachip.records.actions_dispatch import (
    Outside,
    dispatch,
    open_delivery,
    receive_delivery,
    tell_received,
)
from sammachip.records.actions_incoming import Came, Holder, order, receive
from sammachip.records.actions_mailing import mail_next, message
from sammachip.records.actions_outgoing import Letter, cancel_number, give_number
from sammachip.records.dispatch import strayed
from sammachip.records.models import Arrival, Delivery, OutgoingLetter, Urgency
from sammachip.records.rules_dispatch import may_tell
from sammachip.trail import clock
from sammachip.trail.jobs import registered
from sammachip.trail.models import Event, Notice
from wardens.rows import picture

pytestmark = [pytest.mark.both, pytest.mark.django_db]
TODAY = date(2018, 9, 10)
DUE = date(2018, 9, 20)


@pytest.fixture(autouse=True)
def day(at: Freeze) -> None:
    at("2018-09-10 09:00")


@pytest.fixture
def line(cast: Cast) -> OutgoingLetter:
    """A circular of the province, made elsewhere."""
    letter = Letter("การรายงานผลสมมุติ", "นายอำเภอทุกอำเภอ")
    return give_number(letter, office=cast.somchai.office, dated_on=TODAY, actor=cast.somchai)


def sent(line: OutgoingLetter, cast: Cast, *codes: str) -> list[Delivery]:
    offices = Office.objects.filter(code__in=codes or ("3101", "3102"))
    return dispatch(line, offices, due_on=DUE, actor=cast.somchai)


def states(line: OutgoingLetter) -> list[str]:
    return [one.state for one in line.deliveries.order_by("office")]


def test_a_letter_goes_to_every_district_at_once_and_each_finds_it_waiting(
    cast: Cast, line: OutgoingLetter
) -> None:
    districts = Office.objects.filter(parent="31")

    made = dispatch(line, districts, due_on=DUE, actor=cast.somchai)

    assert (len(made), Delivery.objects.missing().count()) == (districts.count(), districts.count())
    told = Notice.objects.filter(kind="letter-arrives").order_by("person_id")
    assert [one.person_id for one in told] == sorted(
        actor.person.pk for actor in (cast.malee, cast.mana, cast.prasit)
    )
    assert [Delivery.objects.awaiting(actor).count() for actor in (cast.malee, cast.fong, cast.somchai)] == [
        1, 0, 0,
    ]  # fmt: skip
    with pytest.raises(Refused, match="ยังไม่ได้รับหนังสือฉบับนี้อย่างน้อย 1 แห่ง"):
        dispatch(line, districts, actor=cast.somchai)


def test_it_is_opened_received_and_assigned_and_the_sender_sees_each(
    cast: Cast, line: OutgoingLetter
) -> None:
    first, _other = sent(line, cast)
    seen = [states(line)]
    open_delivery(first, actor=cast.malee)
    seen.append(states(line))
    letter = receive_delivery(first, kept_in="แฟ้มสมมุติ", actor=cast.malee)
    seen.append(states(line))
    order(letter, to=Holder(officer=cast.malee.person), seen=0, actor=cast.mana)
    seen.append(states(line))

    assert [one[0] for one in seen] == [Arrival.SENT, Arrival.OPENED, Arrival.RECEIVED, Arrival.ASSIGNED]
    assert {one[1] for one in seen} == {Arrival.SENT}
    assert (letter.number, letter.letter_number, letter.from_whom, letter.due_on, letter.kept_in) == (
        "1", "บร 0019/1", cast.somchai.office.authority, DUE, "แฟ้มสมมุติ",
    )  # fmt: skip
    verbs = [event.verb for event in Event.objects.about(line).order_by("recorded_at", "pk")]
    assert verbs == ["letter.numbered", "letter.dispatched", "letter.opened", "letter.arrived"]
    assert (list(strayed()), Notice.objects.unread().filter(url=first.get_absolute_url()).count()) == ([], 0)


def test_what_was_received_once_is_not_received_again(cast: Cast, line: OutgoingLetter) -> None:
    first, _other = sent(line, cast)
    seen_before = Delivery.objects.select_related("line__office", "office").get(pk=first.pk)
    receive_delivery(first, actor=cast.malee)

    with pytest.raises(Stale, match="ลงรับหนังสือที่ บร 0019/1 ไปแล้ว"):
        receive_delivery(seen_before, actor=cast.mana)
    with pytest.raises(Refused, match="ลงรับหนังสือในทะเบียนของตน"):
        receive_delivery(_other, actor=cast.malee)

    assert list(cast.malee.office.incoming_letters.values_list("number", flat=True)) == ["1"]


def test_the_paper_copy_that_came_first_keeps_its_line(cast: Cast, line: OutgoingLetter) -> None:
    on_paper = receive(
        Came(line.subject, "จังหวัด", letter_number=line.number, dated_on=TODAY),
        office=cast.malee.office, actor=cast.malee,
    )  # fmt: skip
    first, _other = sent(line, cast)

    assert receive_delivery(first, actor=cast.malee) == on_paper


def test_a_letter_written_here_takes_its_file_and_urgency_along(cast: Cast) -> None:
    head = doc.LetterHead("บร ๐๐๑๙/", ("จังหวัดสมมติ",), "", urgency="ด่วนที่สุด")
    paper = actions.draft(
        kind="cover", title="ส่งรายงาน", about=cast.somchai.office, office=cast.somchai.office, path="/31/",
        document=doc.Document(title="ส่งรายงาน", blocks=(head, doc.LetterFields(to="นายอำเภอสมมติ"))),
        actor=cast.somchai,
    )  # fmt: skip
    actions.issue_letter(paper, dated_on=TODAY, actor=cast.somchai)
    paper.refresh_from_db()

    [delivery] = sent(paper.line, cast, "3101")
    letter = receive_delivery(delivery, actor=cast.malee)

    assert ([one.file for one in letter.files.all()], letter.urgency) == ([paper.pdf], Urgency.MOST)


def test_an_office_without_the_system_is_told_of_by_the_sender(cast: Cast, line: OutgoingLetter) -> None:
    first, other = sent(line, cast)
    with pytest.raises(Refused, match="ไม่อยู่ระหว่างวันที่ของหนังสือ"):
        tell_received(first, number="7", day=date(2018, 9, 11), actor=cast.somchai)
    with pytest.raises(Refused, match="อ่านทะเบียนนี้ได้อย่างเดียว"):
        tell_received(first, number="7", day=TODAY, actor=cast.malee)

    tell_received(first, number="๗", day=TODAY, actor=cast.somchai)

    assert (states(line), list(Delivery.objects.missing())) == ([Arrival.TOLD, Arrival.SENT], [other])


def test_a_letter_on_paper_may_have_come_before_it_was_sent_here_but_not_before_its_day(cast: Cast) -> None:
    line = OutgoingLetter(office=cast.somchai.office, dated_on=date(2018, 9, 8))
    one = Delivery(line=line, office=cast.malee.office, sent_at=clock.now())

    told = [may_tell(cast.somchai, one, day).code for day in (date(2018, 9, 7), date(2018, 9, 8))]

    assert told == ["outside-its-days", ""]


def test_a_cancelled_letter_is_neither_sent_nor_received(cast: Cast, line: OutgoingLetter) -> None:
    first, _other = sent(line, cast)
    line = cancel_number(line, reason="พิมพ์ผิด", actor=cast.somchai)
    first = Delivery.objects.get(pk=first.pk)

    with pytest.raises(Refused, match="ผู้ส่งยกเลิกหนังสือที่ บร 0019/1 แล้ว \\(พิมพ์ผิด\\)"):
        receive_delivery(first, actor=cast.malee)
    with pytest.raises(Refused, match="จึงส่งหนังสือไม่ได้"):
        sent(line, cast, "3103")

    assert not Delivery.objects.awaiting(cast.malee).exists()


def test_a_letter_wants_nothing_done_before_its_own_day(cast: Cast, line: OutgoingLetter) -> None:
    districts = Office.objects.filter(code="3101")

    with pytest.raises(Refused, match="กำหนดตามหนังสือ 9 กันยายน 2561 มาก่อนวันที่ของหนังสือ 10 กันยายน 2561"):
        dispatch(line, districts, due_on=date(2018, 9, 9), actor=cast.somchai)

    [made] = dispatch(line, districts, due_on=TODAY, actor=cast.somchai)
    assert made.due_on == TODAY


def test_letters_are_mailed_outside_only_where_mail_is_set_up(
    cast: Cast, line: OutgoingLetter, settings
) -> None:
    outside = [Outside("เทศบาลสมมุติ", "saraban@example.go.th")]
    with pytest.raises(Refused, match="ยังไม่ได้ตั้งค่าอีเมล"):
        dispatch(line, [], outside=outside, actor=cast.somchai)
    settings.MAIL_FROM = "buriram@example.go.th"

    [made] = dispatch(line, [], outside=outside, actor=cast.somchai)
    done = [mail_next(), mail_next()]

    made.refresh_from_db()
    [message] = mail.outbox
    assert (done, made.state, message.to) == ([True, False], Arrival.MAILED, ["saraban@example.go.th"])
    assert "บร 0019/1" in message.subject


def test_a_letter_to_many_outside_is_mailed_to_all_at_one_turn_of_the_worker(
    cast: Cast, line: OutgoingLetter, settings
) -> None:
    settings.MAIL_FROM = "buriram@example.go.th"
    outside = [Outside(f"เทศบาลที่ {n}", f"saraban{n}@example.go.th") for n in range(3)]
    dispatch(line, [], outside=outside, actor=cast.somchai)

    next(one for one in registered() if one.name == "mail-letters").run()

    assert [one.to for one in mail.outbox] == [[one.email] for one in outside]


class Failing(BaseEmailBackend):
    """A server of mail that ends each try with the fault at hand."""

    fault: Exception = OSError("no way there")

    def send_messages(self, _messages: Sequence[EmailMessage]) -> int:
        raise self.fault


@pytest.fixture
def mailed(cast: Cast, line: OutgoingLetter, settings) -> Delivery:
    settings.MAIL_FROM = "buriram@example.go.th"
    settings.EMAIL_BACKEND = f"{__name__}.Failing"
    outside = [Outside("เทศบาลสมมุติ", "saraban@example.go.th")]
    return dispatch(line, [], outside=outside, actor=cast.somchai)[0]


def tried(delivery: Delivery) -> str:
    with pytest.raises(type(Failing.fault)):
        mail_next()
    delivery.refresh_from_db()
    return delivery.state


def test_mail_is_tried_over_a_day_and_then_its_sender_is_told_and_sends_again(
    cast: Cast, line: OutgoingLetter, mailed: Delivery, at: Freeze, settings
) -> None:
    times = ["10 09:00", "10 09:02", "10 09:10", "10 10:00", "10 15:00", "11 09:00"]
    seen = []

    for time in times:
        at(f"2018-09-{time}")
        seen.append((tried(mailed), mail_next()))

    assert seen == [*[(Arrival.TO_MAIL, False)] * 5, (Arrival.UNMAILED, False)]
    [told] = Notice.objects.filter(kind="letter-unmailed")
    assert told.person_id == cast.somchai.person.pk
    assert "saraban@example.go.th" in told.text
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

    again = dispatch(line, [], outside=[Outside("เทศบาลสมมุติ", "saraban@example.go.th")], actor=cast.somchai)

    assert (again, mail_next(), len(mail.outbox)) == ([mailed], True, 1)
    mailed.refresh_from_db()
    assert mailed.state == Arrival.MAILED


@pytest.mark.parametrize(
    ("fault", "state"),
    [
        (SMTPRecipientsRefused({"saraban@example.go.th": (550, b"no such user")}), Arrival.UNMAILED),
        (SMTPRecipientsRefused({"saraban@example.go.th": (451, b"later")}), Arrival.TO_MAIL),
        (SMTPDataError(554, b"no"), Arrival.UNMAILED),
        (SMTPSenderRefused(552, b"too large", "buriram@example.go.th"), Arrival.UNMAILED),
        (SMTPSenderRefused(550, b"not yours", "buriram@example.go.th"), Arrival.TO_MAIL),
        (SMTPAuthenticationError(535, b"no"), Arrival.TO_MAIL),
    ],
)
def test_mail_refused_for_good_is_given_up_at_once(
    mailed: Delivery, monkeypatch: pytest.MonkeyPatch, fault: Exception, state: str
) -> None:
    monkeypatch.setattr(Failing, "fault", fault)

    assert tried(mailed) == state


def test_files_too_heavy_for_a_mail_are_never_made_into_one(
    mailed: Delivery, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = actions.keep_photo(picture(), name="ภาพ.png", actor=cast.somchai)
    mailed.line.enclosures.create(file=kept, added_at=clock.now())
    monkeypatch.setattr(actions_mailing, "MOST_MB", 0)

    assert mail_next()

    mailed.refresh_from_db()
    assert mailed.state == Arrival.UNMAILED
    assert "MB เกิน 0 MB" in Notice.objects.get(kind="letter-unmailed").text


def test_every_try_of_a_mail_has_the_same_name(mailed: Delivery) -> None:
    names = {message(mailed).extra_headers["Message-ID"] for _try in range(2)}

    assert len(names) == 1
    assert names.pop().endswith("@example.go.th>")


@pytest.mark.parametrize("change", [{"due_on": None}, {"office": "32"}])
def test_who_was_sent_a_letter_stays_as_it_was(
    cast: Cast, line: OutgoingLetter, change: dict[str, object]
) -> None:
    sent(line, cast)

    for attempt in (Delivery.objects.all().delete, lambda: Delivery.objects.update(**change)):
        with pytest.raises(IntegrityError), transaction.atomic():
            attempt()


def test_a_delivery_is_seen_by_both_ends_and_those_above(cast: Cast, line: OutgoingLetter) -> None:
    sent(line, cast, "3101")

    seers = [
        str(actor.person.username)
        for actor in (cast.malee, cast.prasit, cast.somchai, cast.anong, cast.kanya)
        if Delivery.objects.visible_to(actor).exists()
    ]

    assert seers == ["malee", "somchai", "anong"]
