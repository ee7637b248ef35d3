"""What the papers of money say: the allocation register as the letter encloses it, and the memo a spending rests on."""

from collections.abc import Iterator
from decimal import Decimal

from sammachip.core.document import (
    Cell,
    Document,
    HeadCell,
    Heading,
    LetterClose,
    Line,
    Notes,
    Paragraph,
    Table,
    parts,
)
from sammachip.core.goods import ExpenseClass
from sammachip.core.letter import Letter, LetterKind, compose
from sammachip.core.money import baht_words, format_baht
from sammachip.core.thaidate import format_date
from sammachip.core.thainum import counted, to_thai
from sammachip.money.models import Register, Spending, SpendingLine
from sammachip.money.proof import Share
from sammachip.money.registers import shares_of
from sammachip.money.rules_spending import approving_office
from sammachip.money.sheets import AMOUNT, GROUPS, NUMBER, OFFICE, REMARK, columns, receivers
from sammachip.org.hats import HEAD_OF
from sammachip.org.models import Post, Standin
from sammachip.trail import clock
from sammachip.trail.thai import in_thai

REGISTER = "allocation-register"
APPROVAL = "spending-approval"
WIDTHS_CM = {NUMBER: 1.2, OFFICE: None, GROUPS: 3.2, REMARK: 2.6}
AMOUNT_CM = 4.2


def register_title(register: Register) -> str:
    return f"ทะเบียนเป้าหมายการดำเนินงาน{register.edition.title}"


def register_document(register: Register) -> Document:
    """The register as the letter's own table: numbered rows, groups, amounts, remarks and the row of totals."""
    shares = shares_of(register)
    return Document(
        title=register_title(register),
        blocks=(
            Heading(register_title(register), align="center"),
            Heading(register.office.authority, level=2, align="center"),
            *_revision_line(register),
            _table(register, shares),
            *_notes(register),
        ),
    )


def _revision_line(register: Register) -> tuple[Line, ...]:
    if register.number == 1:
        return ()
    text = f"ฉบับปรับปรุงครั้งที่ {register.number - 1}: {register.reason}"
    return (Line(parts(to_thai(text)), align="center"),)


def _table(register: Register, shares: list[Share]) -> Table:
    offices = receivers(register.office)
    names = {office.code: office.place_name for office in offices}
    wanted = columns(register.edition, offices)
    heads = [head.key for head in register.edition.pack.budget.heads]
    rows = tuple(
        (
            Cell(to_thai(number), align="center"),
            Cell(names.get(share.office, share.office)),
            *_groups(share.groups, register),
            *(_amount(share.amounts.get(head)) for head in heads),
            Cell(to_thai(share.remark)),
        )
        for number, share in enumerate(shares, start=1)
    )
    return Table(
        head=(tuple(HeadCell(column.label) for column in wanted),),
        rows=rows,
        widths_cm=tuple(
            AMOUNT_CM if column.key.startswith(AMOUNT) else WIDTHS_CM[column.key] for column in wanted
        ),
        total=_total(shares, heads, register),
    )


def _total(shares: list[Share], heads: list[str], register: Register) -> tuple[Cell, ...]:
    """The row of totals has no words, as on the letter's own register."""
    sums = [sum((share.amounts.get(head, Decimal(0)) for share in shares), Decimal(0)) for head in heads]
    return (
        Cell(),
        Cell(),
        *_groups(sum(share.groups for share in shares), register, bold=True),
        *(_amount(one, bold=True) for one in sums),
        Cell(),
    )


def _groups(count: int, register: Register, *, bold: bool = False) -> tuple[Cell, ...]:
    """The cell of so many groups; none where the programme has no groups and so the table no column."""
    return (Cell(to_thai(count), align="center", bold=bold),) if register.edition.pack.has_groups else ()


def _amount(amount: Decimal | None, *, bold: bool = False) -> Cell:
    return Cell(
        "" if amount is None else format_baht(amount, thai=True, satang=False), align="end", bold=bold
    )


def _notes(register: Register) -> tuple[Notes, ...]:
    items = []
    if register.omitted_reason:
        items.append(to_thai(f"หน่วยงานที่ไม่ได้รับจัดสรร: {register.omitted_reason}"))
    if register.source_text:
        items.append(to_thai(f"ที่มา: {register.source_text}"))
    if register.notice_number and register.notice_on:
        day = format_date(register.notice_on, thai_digits=True)
        items.append(f"แจ้งตามหนังสือที่ {to_thai(register.notice_number)} ลงวันที่ {day}")
    return (Notes("หมายเหตุ", tuple(items)),) if items else ()


def approval_subject(spending: Spending) -> str:
    return f"ขออนุมัติดำเนินกิจกรรมและค่าใช้จ่าย {to_thai(spending.title)}"


@in_thai
def approval_memo(spending: Spending) -> Document:
    """The memo that asks for an activity and its costs; once approved it says by whom and when."""
    number = to_thai(spending.approval_number)
    day = format_date(spending.approved_on, thai_digits=True) if spending.approved_on else ""
    return compose(
        Letter(
            LetterKind.MEMO,
            subject=approval_subject(spending),
            body=(
                Paragraph(_occasion(spending)),
                Paragraph(to_thai(spending.purpose)),
                _costs(spending),
                Paragraph(_plea(spending)),
            ),
            number=number,
            date=day,
            office_lines=(spending.office.name,),
            to=addressee(spending),
            sign_lines=tuple(asker(spending)),
            after=approval(spending),
        )
    )


def addressee(spending: Spending) -> str:
    """The post in whose power it is, or was, approved: of an order that post for which it lets another sign."""
    if spending.approval_power:
        return spending.approval_power.for_title
    if spending.approver_title:
        return _signed_for(spending.approver_title)
    office = approving_office(spending)
    head = Post.objects.held_on(clock.today()).of_role(HEAD_OF[office.level], office.code).first()
    return head.title if head else office.authority_head


def _signed_for(title: str) -> str:
    """«ปลัดอำเภอ รักษาราชการแทน นายอำเภอ» signs for นายอำเภอ; who signs for nobody signs under the own post."""
    _own, _form, other = next(
        (parts for form in Standin if (parts := title.partition(str(form.label)))[2].strip()), ("", "", title)
    )
    return other.strip()


def asker(spending: Spending) -> Iterator[str]:
    """Who asks, in the post held that day."""
    asker = spending.requested_by or spending.made_by
    held = asker.posts.filter(office=spending.office).held_on(spending.requested_on or clock.today())
    yield f"({asker.name})"
    yield from held.order_by("pk").values_list("title", flat=True)[:1]
    yield "ผู้เสนอขออนุมัติ"


def _occasion(spending: Spending) -> str:
    when = f" ในวันที่ {format_date(spending.held_on, thai_digits=True)}" if spending.held_on else ""
    where = f" ณ {to_thai(spending.place)}" if spending.place else ""
    return (
        f"ด้วย{spending.office.name} จะดำเนินกิจกรรม {to_thai(spending.title)} เพื่อ{spending.case}"
        f" ตาม{to_thai(spending.case.edition.title)}{when}{where}"
    )


def _costs(spending: Spending) -> Table:
    head = ("ที่", "รายการ", "ประเภท", "จำนวน", "หน่วย", "ราคาต่อหน่วย (บาท)", "รวม (บาท)")
    lines = list(spending.lines.order_by("position"))
    return Table(
        head=(tuple(HeadCell(text) for text in head),),
        rows=tuple(_cost(number, line) for number, line in enumerate(lines, start=1)),
        widths_cm=(1.0, None, 2.2, 1.5, 1.7, 2.5, 2.5),
        total=(
            Cell(),
            Cell("รวม", bold=True),
            *(Cell() for _ in range(4)),
            _amount(spending.amount_baht, bold=True),
        ),
    )


def _cost(number: int, line: SpendingLine) -> tuple[Cell, ...]:
    return (
        Cell(to_thai(number), align="center"),
        Cell(to_thai(line.item)),
        Cell(ExpenseClass(line.expense_class).label),
        Cell(to_thai(counted(line.quantity)), align="end"),
        Cell(line.unit),
        _amount(line.price_baht),
        _amount(line.amount_baht),
    )


def _plea(spending: Spending) -> str:
    amount = format_baht(spending.amount_baht, thai=True, satang=False)
    heads = spending.case.edition.pack.budget.heads
    source = next((head.label for head in heads if head.key == spending.head), "")
    return (
        f"จึงเรียนมาเพื่อโปรดพิจารณาอนุมัติให้ดำเนินกิจกรรม และเบิกค่าใช้จ่ายจาก{to_thai(source) or 'งบประมาณ'} เป็นเงิน"
        f" {amount} บาท ({baht_words(spending.amount_baht)})"
    )


def approval(spending: Spending) -> tuple[LetterClose, ...]:
    if spending.approved_on is None:
        return ()
    lines = (
        f"({spending.approver_name})",
        *_approver_title(spending),
        format_date(spending.approved_on, thai_digits=True),
    )
    return (LetterClose(closing="อนุมัติ", sign_lines=lines),)


def _approver_title(spending: Spending) -> tuple[str, ...]:
    """The post; under an order a second line names the post signed for."""
    if power := spending.approval_power:
        return spending.approver_title.removesuffix(power.for_title).strip(), power.for_title
    return (spending.approver_title,)
