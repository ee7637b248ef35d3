"""What a letter says before it is one: its form in the reader's words, what the house fills in, and how it will look."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _

from sammachip.core import answers as core_answers
from sammachip.core import document as doc
from sammachip.core import letter as composing
from sammachip.core.answers import Answers
from sammachip.core.fields import Choice, Field, FieldType, FormSpec
from sammachip.core.fiscal import fiscal_year
from sammachip.core.letter import LetterKind
from sammachip.core.letter.kinds import PLAIN
from sammachip.core.thaidate import format_date
from sammachip.core.verdict import Missing
from sammachip.org.hats import HEADS, Actor
from sammachip.org.models import Office, Post, Power
from sammachip.records.models import LetterDraft, Recipient, Series
from sammachip.trail import clock
from sammachip.trail.spoken import worded
from sammachip.trail.thai import in_thai

Typed = Mapping[str, object]
FOR_THE_AUTHORITY = (
    *(LetterKind.EXTERNAL, LetterKind.ORDER, LetterKind.ANNOUNCEMENT),
    *(LetterKind.CERTIFICATE, LetterKind.AWARD),
)
"""Kinds that go out in the name of the office's authority: its head signs, or who stands in for the head."""

SERIES: Mapping[LetterKind, tuple[Series, ...]] = {
    **dict.fromkeys(
        (LetterKind.EXTERNAL, LetterKind.MEMO, LetterKind.STAMPED), (Series.LETTER, Series.CIRCULAR)
    ),
    LetterKind.ORDER: (Series.ORDER,),
    LetterKind.CERTIFICATE: (Series.CERTIFICATE,),
    LetterKind.AWARD: (Series.AWARD,),
    LetterKind.ANNOUNCEMENT: (),
    LetterKind.MINUTES: (),
}
"""The series each kind takes its number from; the rules give announcements and minutes none."""


def form_of(kind: LetterKind) -> FormSpec:
    """What is asked for a letter of this kind, in the reader's language."""
    form = composing.form_of(kind)
    sections = tuple(
        replace(one, title=_(one.title), fields=tuple(map(_in_words, one.fields))) for one in form.sections
    )
    return replace(form, sections=sections)


def _in_words(field: Field) -> Field:
    return replace(
        field,
        label=_(field.label),
        help=_(field.help) if field.help else "",
        choices=tuple(Choice(one.value, _(one.label)) for one in field.choices),
        columns=tuple(map(_in_words, field.columns)),
    )


def stock_of(kind: LetterKind) -> tuple[composing.Stock, ...]:
    """Ready words for a letter of this kind, under titles in the reader's language."""
    return tuple(replace(one, title=_(one.title)) for one in composing.stock_for(kind))


def as_kept(kind: LetterKind, typed: Typed) -> dict[str, object]:
    """What was typed as it is kept: the rows of tables that a spreadsheet pasted parted by strokes, nothing else changed."""
    long = {one.key for one in composing.form_of(kind).fields if one.type is FieldType.LONG_TEXT}
    kept = {
        key: composing.with_strokes(value) if key in long and isinstance(value, str) else value
        for key, value in typed.items()
    }
    annexes = kept.get("annexes")
    if isinstance(annexes, list):
        kept["annexes"] = [_annex_kept(row) if isinstance(row, Mapping) else row for row in annexes]
    return kept


def _annex_kept(row: Mapping[str, object]) -> dict[str, object]:
    content = row.get("content")
    return {**row, "content": composing.with_strokes(content)} if isinstance(content, str) else dict(row)


def answers_of(kind: LetterKind, typed: Typed) -> Answers:
    """The parts as values, and the refusals of those that are none."""
    answers = core_answers.coerce(form_of(kind), typed)
    return replace(
        answers, errors=tuple(replace(one, sentence=worded(one.sentence)) for one in answers.errors)
    )


def own_fills(draft: LetterDraft) -> tuple[str, ...]:
    """The blanks that this letter's list of recipients fills besides those of every letter."""
    return (*composing.FOR_EACH, *draft.columns) if draft.copies else ()


def lacking(kind: LetterKind, answers: Answers, own: Collection[str] = ()) -> tuple[Missing, ...]:
    """What the letter cannot go out without and has not got, words left unfinished, and blanks that nobody can fill; `own`
    are filled by its list."""
    needed = (replace(one, hint=worded(one.hint)) for one in core_answers.missing(form_of(kind), answers))
    asked = (*needed, *_unfinished(kind, answers))
    unknown = composing.unknown_fills(answers.values, own)
    if not unknown:
        return asked
    offered = ", ".join(f"{{{{{name}}}}}" for name in (*composing.FILLS, *own))
    hint = _("ไม่รู้จักช่องเติมนี้ — ใช้ {offered} หรือพิมพ์ข้อความเอง").format(offered=offered)
    label = _("ช่องเติม {name}")
    return (*asked, *(Missing("body", label.format(name=f"{{{{{name}}}}}"), hint) for name in unknown))


def _unfinished(kind: LetterKind, answers: Answers) -> Iterator[Missing]:
    """Each line of the text that was begun, as ready words are, and not ended."""
    label, hint = _("ข้อความค้าง «{words}»"), _("บรรทัดที่ {n} ของข้อความยังไม่จบ — พิมพ์ต่อให้จบ หรือลบบรรทัดนี้")
    for one in composing.unfinished(kind, str(answers.values.get("body") or "")):
        yield Missing("body", label.format(words=one.end), hint.format(n=one.line))


def lacking_of(draft: LetterDraft, answers: Answers) -> tuple[Missing, ...]:
    """What this letter cannot go out without, a word in its list of recipients included; one query for a list's own words."""
    return (*lacking(draft.letter_kind, answers, own_fills(draft)), *_left_empty(draft, answers))


NAMED_ROWS = 4


def _left_empty(draft: LetterDraft, answers: Answers) -> Iterator[Missing]:
    """Each blank that the letter's words name and some rows of its list leave empty: theirs would say nothing there."""
    used = [name for name in composing.unknown_fills(answers.values) if name in draft.columns]
    rows = list(draft.recipients.values_list("position", "name", "fills")) if used else []
    hint = _("ว่าง {n} แถวในรายชื่อผู้รับ ({rows}) — เติมค่าในรายชื่อ แถวที่ไม่มีให้พิมพ์ขีด (-)")
    for name in used:
        empty = [f"{place}. {who}" for place, who, fills in rows if not fills.get(name, "").strip()]
        if empty:
            named = ", ".join(empty[:NAMED_ROWS]) + ("…" if len(empty) > NAMED_ROWS else "")
            label = _("ช่องเติม {name}").format(name=f"{{{{{name}}}}}")
            yield Missing("body", label, hint.format(n=len(empty), rows=named))


def known_fills(office: Office, answers: Answers, kind: LetterKind, day: date) -> dict[str, str]:
    """What each blank becomes in a letter of this office; addressee and subject may hold blanks themselves."""
    known = {
        "ส่วนราชการ": office.authority,
        "หัวหน้าส่วนราชการ": office.authority_head,
        "หน่วยงาน": office.name,
        "พื้นที่": office.place_name,
        "เดือน": format_date(day, "month"),
        "ปีงบประมาณ": str(fiscal_year(day)),
    }
    own = {
        "ผู้รับ": str(answers.values.get("to") or ""),
        "เรื่อง": composing.subject_of(kind, answers.values),
    }
    return known | {name: str(said) for name, said in composing.filled_in(own, known).items()}


@in_thai
def document_of(
    draft: LetterDraft, day: date, *, typed: Typed | None = None, recipient: Recipient | None = None
) -> doc.Document:
    """The letter as it stands, its number and its day blank; `typed` over what was saved.

    One to many is shown as this recipient gets it, or the first of its list.
    """
    answers = answers_of(draft.letter_kind, draft.answers if typed is None else typed)
    if recipient is None and draft.copies:
        recipient = draft.recipients.select_related("office").first()
    return _composed(draft, answers, day, recipient)


@in_thai
def documents_of(draft: LetterDraft, day: date, recipients: Iterable[Recipient]) -> list[doc.Document]:
    """The letter as each of these recipients gets it, number and day blank."""
    answers = answers_of(draft.letter_kind, draft.answers)
    return [_composed(draft, answers, day, one) for one in recipients]


def _composed(draft: LetterDraft, answers: Answers, day: date, recipient: Recipient | None) -> doc.Document:
    kind = draft.letter_kind
    known = known_fills(draft.office, answers, kind, day)
    if recipient:
        known = {**known, **fills_for(recipient)}
    values = composing.filled_in(answers.values, known)
    frame = composing.Frame(draft.office.letter_code, day)
    return composing.compose(composing.letter_of(kind, values, frame))


def fills_for(recipient: Recipient) -> dict[str, str]:
    """What the blanks become in this recipient's letter."""
    office = recipient.office
    return {
        **recipient.fills,
        "ผู้รับ": recipient.to_whom,
        "หน่วยงานผู้รับ": office.name if office else recipient.name,
        "พื้นที่ผู้รับ": office.authority if office else recipient.name,
    }


def copy_of(draft: LetterDraft, document: doc.Document) -> doc.Document:
    """The office's own copy (สำเนาคู่ฉบับ), with the initials of those through whose hands it went."""
    hands = composing.Hands(
        draft.author.name,
        str(draft.answers.get("typed_by") or draft.author.name),
        draft.checker.name if draft.checker else "",
    )
    return composing.file_copy(document, hands)


@in_thai
def first_answers(kind: LetterKind, office: Office, actor: Actor) -> dict[str, object]:
    """What the house knows of a letter before its first line: whose it is, who signs, how to reach them."""
    section = actor.hat.post.section if actor.hat.post and actor.hat.post.office_id == office.code else None
    reached = [
        *([f"โทร. {office.phone}"] if office.phone else []),
        *([f"โทรสาร {office.fax}"] if office.fax else []),
    ]
    known: dict[str, object] = {
        **dict.fromkeys(("secrecy", "urgency", "stands"), PLAIN),
        "office_lines": office.address or office.authority,
        "office": " ".join((office.name, *reached[:1])),
        "authority": office.authority,
        "salutation": "เรียน",
        "closing": "ขอแสดงความนับถือ",
        "owner": office.name,
        "section": section.name if section else "",
        "phones": "\n".join(reached),
        "written_by": actor.person.name,
        **(_signer(office) if kind in FOR_THE_AUTHORITY else _author_signs(actor)),
    }
    asked = {one.key for one in composing.form_of(kind).fields}
    return {key: value for key, value in known.items() if key in asked and value}


def _author_signs(actor: Actor) -> dict[str, object]:
    return {"signer_name": actor.person.name, "signer_post": actor.hat.title}


def _signer(office: Office) -> dict[str, object]:
    """Who signs for the authority: the office's head under the newest order that lets the head; else the authority's own."""
    today = clock.today()
    powers = Power.objects.in_force_on(today).filter(for_office=office, for_role="", programme_code="")
    for power in powers.select_related("holder").order_by("-order__dated_on", "-pk"):
        post = Post.objects.held_on(today).filter(person=power.holder, office=office, role__in=HEADS).first()
        if post:
            return {
                "signer_name": power.holder.name,
                "signer_post": post.title,
                "stands": power.form,
                "signs_for": power.for_title,
            }
    return {"signer_post": office.authority_head}
