"""The papers of a purchase: the report that asks for it, the form vendors offer on, the order, and the inspection."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from sammachip.core.document import (
    Blank,
    Block,
    Cell,
    Document,
    HeadCell,
    Heading,
    Line,
    Notes,
    Paragraph,
    Part,
    Signature,
    Table,
    parts,
)
from sammachip.core.letter import Letter, LetterKind, compose
from sammachip.core.money import baht_words, format_baht
from sammachip.core.procurement import VAT_PERCENT, vat_inside
from sammachip.core.thaidate import format_date
from sammachip.core.thainum import counted, to_thai
from sammachip.money import paths, purchases
from sammachip.money.models import (
    Inspection,
    Inspector,
    Order,
    Purchase,
    PurchaseType,
    Quotation,
    Spending,
    SpendingLine,
)
from sammachip.money.papers import addressee, approval, asker
from sammachip.money.procurement import shipped
from sammachip.trail.thai import in_thai

REPORT, ORDER, INSPECTION = "purchase-report", "purchase-order", "purchase-inspection"
SIGN_CM = 5.5
COLUMNS = ("ที่", "รายการ", "จำนวน", "หน่วย", "ราคาต่อหน่วย (บาท)", "รวม (บาท)")
WIDTHS_CM = (1.0, None, 1.5, 1.9, 2.4, 2.6)


def report_title(purchase: Purchase) -> str:
    return f"รายงานขอ{_does(purchase)} {to_thai(purchase.spending.title)}"


def order_title(order: Order) -> str:
    return f"ใบสั่ง{_does(order.purchase)} เลขที่ {to_thai(order.number)}"


def inspection_title(inspection: Inspection) -> str:
    return f"ใบตรวจรับพัสดุ {to_thai(inspection.delivery.purchase.spending.title)}"


def quotation_title(purchase: Purchase) -> str:
    return f"ใบเสนอราคา {to_thai(purchase.spending.title)}"


@in_thai
def _does(purchase: Purchase) -> str:
    """What the office does: ซื้อ or จ้าง, in Thai also where a title is made before its paper."""
    return str(PurchaseType(purchase.kind).label)


@in_thai
def purchase_report(purchase: Purchase) -> Document:
    """The report on a purchase in the nine items of ข้อ ๒๒; once approved it says by whom and when."""
    spending = purchase.spending
    day = format_date(spending.approved_on, thai_digits=True) if spending.approved_on else ""
    return compose(
        Letter(
            LetterKind.MEMO,
            subject=report_title(purchase),
            body=(
                Paragraph(
                    f"ด้วย{spending.office.name} ขอรายงานขอ{_does(purchase)}เพื่อ{spending.case}"
                    f" ตาม{to_thai(spending.case.edition.title)} โดยมีรายละเอียดดังนี้"
                ),
                *_items(purchase),
                _costs([(line, line.price_baht, line.amount_baht) for line in _lines(spending)]),
                Line(_in_words(spending.amount_baht)),
                *_inspectors(purchase),
                *_deviation(purchase),
                *_rule_note(purchase),
                Paragraph(
                    "จึงเรียนมาเพื่อโปรดพิจารณา หากเห็นชอบโปรดอนุมัติให้ดำเนินการตามรายละเอียดข้างต้น"
                    " และแต่งตั้งผู้มีรายชื่อข้างต้นเป็นผู้ตรวจรับพัสดุ"
                ),
            ),
            number=to_thai(spending.approval_number),
            date=day,
            office_lines=(spending.office.name,),
            to=addressee(spending),
            sign_lines=tuple(asker(spending)),
            after=(
                _signature("หัวหน้าเจ้าหน้าที่", None),
                *approval(spending),
            ),
        )
    )


def _lines(spending: Spending) -> Sequence[SpendingLine]:
    return list(spending.lines.order_by("position", "pk"))


def _items(purchase: Purchase) -> Iterator[Paragraph]:
    """The nine items in their order; the last, the inspectors, follow the costs."""
    spending = purchase.spending
    rule = purchases.rule_of(purchase)
    median = purchase.median_baht
    wanted = purchase.wanted_on
    said = (
        ("เหตุผลความจำเป็น", spending.purpose),
        ("ขอบเขตของงานหรือรายละเอียดคุณลักษณะเฉพาะ", purchase.specification),
        ("ราคากลาง", f"{format_baht(median)} บาท ({purchase.median_source})" if median is not None else ""),
        ("วงเงินที่จะขอ", f"{format_baht(spending.amount_baht)} บาท จาก{_source(spending)}"),
        ("กำหนดเวลาที่ต้องการใช้", f"ภายในวันที่ {format_date(wanted)}" if wanted else ""),
        ("วิธีที่จะดำเนินการและเหตุผล", f"วิธี{rule.method} {purchase.method_reason}" if rule else ""),
        ("หลักเกณฑ์การพิจารณาคัดเลือกข้อเสนอ", purchase.criteria),
        ("เจ้าหน้าที่ผู้รับผิดชอบ", purchase.officer.name),
        ("ผู้ตรวจรับพัสดุ", "ตามรายชื่อท้ายตารางรายการ"),
    )
    for number, (label, text) in enumerate(said, start=1):
        yield Paragraph(to_thai(f"{number}. {label}: {text.strip() or '-'}"))


def _source(spending: Spending) -> str:
    heads = spending.case.edition.pack.budget.heads
    return next((head.label for head in heads if head.key == spending.head), "งบประมาณ")


def _costs(lines: Sequence[tuple[SpendingLine, Decimal | None, Decimal | None]]) -> Table:
    """What is bought with its prices, blank where none is known, and the sum."""
    rows = tuple(
        (
            Cell(to_thai(number), align="center"),
            Cell(to_thai(line.item)),
            Cell(to_thai(counted(line.quantity)), align="end"),
            Cell(line.unit),
            _amount(price),
            _amount(amount),
        )
        for number, (line, price, amount) in enumerate(lines, start=1)
    )
    known = [amount for _line, _price, amount in lines if amount is not None]
    total = sum(known, Decimal(0)) if len(known) == len(lines) else None
    return Table(
        head=(tuple(HeadCell(text) for text in COLUMNS),),
        rows=rows,
        widths_cm=WIDTHS_CM,
        total=(
            Cell(),
            Cell("รวมเป็นเงิน", bold=True),
            Cell(),
            Cell(),
            Cell(),
            _amount(total, bold=True),
        ),
    )


def _amount(amount: Decimal | None, *, bold: bool = False) -> Cell:
    return Cell("" if amount is None else format_baht(amount, thai=True), align="end", bold=bold)


def _in_words(amount: Decimal) -> tuple[Part, ...]:
    return parts(f"รวมเป็นเงิน {format_baht(amount, thai=True)} บาท ({baht_words(amount)})")


def _inspectors(purchase: Purchase) -> Iterator[Block]:
    named = list(purchase.inspectors.order_by("position"))
    yield Notes(
        "ผู้ตรวจรับพัสดุ", tuple(f"{one.name} {one.title}{_seat(at, named)}" for at, one in enumerate(named))
    )


def _seat(at: int, named: Sequence[Inspector]) -> str:
    """A committee has its chair; one alone is simply who inspects."""
    if len(named) == 1:
        return ""
    return " ประธานกรรมการ" if at == 0 else " กรรมการ"


def _deviation(purchase: Purchase) -> Iterator[Notes]:
    if said := [to_thai(str(one.sentence)) for one in purchases.deviations_of(purchase)]:
        reason = [to_thai(f"เหตุผลของผู้อนุมัติ: {purchase.deviation_reason}")] if purchase.deviation_reason else []
        yield Notes("ต่างจากแผน", (*said, *reason))


def _rule_note(purchase: Purchase) -> Iterator[Notes]:
    rule = purchases.rule_of(purchase)
    if rule is not None:
        sample = (to_thai(shipped().note),) if rule.sample else ()
        yield Notes("หลักเกณฑ์", (to_thai(rule.title), to_thai(rule.source), *sample))


@in_thai
def quotation_paper(purchase: Purchase, quotation: Quotation | None = None) -> Document:
    """The form a vendor offers prices on, blank; or what one offered."""
    offered = {one.line_id: one for one in quotation.lines.order_by("pk")} if quotation else {}
    lines = [
        (line, offered[line.pk].price_baht, offered[line.pk].amount_baht)
        if line.pk in offered
        else (line, None, None)
        for line in _lines(purchase.spending)
    ]
    return Document(
        title=quotation_title(purchase),
        blocks=(
            Heading("ใบเสนอราคา", align="center"),
            *_offerer(quotation),
            Line(parts(f"เรียน {to_thai(addressee(purchase.spending))}")),
            Paragraph(
                f"ข้าพเจ้าขอเสนอราคารายการต่อไปนี้แก่{purchase.spending.office.name} ราคารวมค่าใช้จ่ายและภาษีทั้งปวงแล้ว"
            ),
            _costs(lines),
            *([Line(_in_words(quotation.amount_baht)), *_vat(quotation)] if quotation else _blank_offer()),
            _signature("ผู้เสนอราคา", quotation.vendor if quotation else None),
        ),
    )


def _offerer(quotation: Quotation | None) -> Iterator[Line]:
    """Who offers, when and under which number; dots where a hand fills it in."""
    told = quotation
    yield Line(
        parts(
            "เลขที่ ",
            Blank(to_thai(told.number) if told else None, 3.5),
            " วันที่ ",
            Blank(format_date(told.quoted_on, thai_digits=True) if told else None, 4.5),
        ),
        align="end",
    )
    yield Line(parts("ผู้เสนอราคา ", Blank(told.vendor if told else None, 11.0)))
    yield Line(parts("ที่อยู่ ", Blank(to_thai(told.address) if told else None, 12.0)))
    yield Line(parts("เลขประจำตัวผู้เสียภาษี ", Blank(to_thai(told.tax_id) if told else None, 6.0)))


def _blank_offer() -> Iterator[Line]:
    yield Line(parts("รวมเป็นเงิน (ตัวอักษร) ", Blank(None, 11.0)))
    yield Line(parts("ยืนราคา ", Blank(None, 2.0), " วัน กำหนดส่งมอบภายใน ", Blank(None, 2.0), " วัน"))


def _vat(quotation: Quotation) -> Iterator[Line]:
    if quotation.with_vat:
        net, tax = vat_inside(quotation.amount_baht)
        yield Line(
            parts(
                f"ราคาก่อนภาษี {format_baht(net, thai=True)} บาท"
                f" ภาษีมูลค่าเพิ่ม (ร้อยละ {to_thai(str(VAT_PERCENT))}) {format_baht(tax, thai=True)} บาท"
            )
        )


@in_thai
def order_paper(order: Order) -> Document:
    """The order as it goes to the vendor: lines, tax, the sum in words, delivery, fine and warranty."""
    purchase, quotation = order.purchase, order.quotation
    offered = {one.line_id: one for one in quotation.lines.order_by("pk")}
    lines = [
        (line, offered[line.pk].price_baht, offered[line.pk].amount_baht)
        for line in _lines(purchase.spending)
    ]
    return Document(
        title=order_title(order),
        blocks=(
            Heading(f"ใบสั่ง{_does(purchase)}", align="center"),
            Line(
                parts(f"เลขที่ {to_thai(order.number)} วันที่ {format_date(order.ordered_on, thai_digits=True)}"),
                align="end",
            ),
            Line(parts(purchase.spending.office.name), align="end"),
            *_vendor(quotation),
            Paragraph(_orders(order)),
            _costs(lines),
            Line(_in_words(order.amount_baht)),
            *_vat(quotation),
            Notes(f"เงื่อนไขการสั่ง{_does(purchase)}", tuple(_terms(order))),
            _signature(f"ผู้สั่ง{_does(purchase)}", order.signer_name, order.signer_title),
            _signature("ผู้รับใบสั่ง", None),
        ),
    )


def _vendor(quotation: Quotation) -> Iterator[Line]:
    goods = quotation.purchase.kind == PurchaseType.GOODS
    yield Line(parts(f"{'ผู้ขาย' if goods else 'ผู้รับจ้าง'} {quotation.vendor}"))
    if quotation.address:
        yield Line(parts(f"ที่อยู่ {to_thai(quotation.address)}"))
    if quotation.tax_id:
        yield Line(parts(f"เลขประจำตัวผู้เสียภาษี {to_thai(quotation.tax_id)}"))


def _orders(order: Order) -> str:
    quotation = order.quotation
    number = f" เลขที่ {to_thai(quotation.number)}" if quotation.number else ""
    return (
        f"ตามที่ท่านได้เสนอราคา{number} ลงวันที่ {format_date(quotation.quoted_on, thai_digits=True)}"
        f" {order.purchase.spending.office.name} ขอสั่งตามรายการดังนี้"
    )


def _terms(order: Order) -> Iterator[str]:
    days = (order.due_on - order.ordered_on).days
    yield to_thai(f"ส่งมอบภายใน {days} วัน ครบกำหนดวันที่ {format_date(order.due_on)}")
    yield to_thai(f"สถานที่ส่งมอบ {order.place}")
    yield to_thai(f"ค่าปรับร้อยละ {order.fine_percent} ต่อวัน ของราคาสิ่งที่ส่งมอบล่าช้า")
    if order.warranty:
        yield to_thai(f"การรับประกัน {order.warranty}")


@in_thai
def inspection_paper(inspection: Inspection) -> Document:
    """What the inspectors took of a delivery, the fine, and what is to be paid for it in figures and words."""
    purchase = inspection.delivery.purchase
    order = purchases.order_of(purchase)
    assert order is not None  # nothing is inspected that was not ordered
    claim = paths.claims([purchase.pk], inspection.inspected_on)[purchase.pk]
    return Document(
        title=inspection_title(inspection),
        blocks=(
            Heading("ใบตรวจรับพัสดุ", align="center"),
            Line(parts(purchase.spending.office.name), align="end"),
            Line(parts(f"วันที่ {format_date(inspection.inspected_on, thai_digits=True)}"), align="end"),
            Paragraph(_inspects(order, inspection)),
            _taken(inspection),
            Line(parts("ผลการตรวจรับ: ", "ถูกต้องครบถ้วนตามใบสั่ง" if claim.whole else "ยังไม่ครบถ้วนตามใบสั่ง")),
            *([Paragraph(to_thai(inspection.remark))] if inspection.remark else []),
            Line(
                parts(
                    f"มูลค่าที่ตรวจรับถึงวันนี้ {format_baht(claim.taken, thai=True)} บาท"
                    f" ค่าปรับ {format_baht(claim.fines, thai=True)} บาท"
                )
            ),
            Line(
                parts(f"เงินที่ต้องจ่าย {format_baht(claim.payable, thai=True)} บาท ({baht_words(claim.payable)})")
            ),
            *_inspectors_sign(purchase),
        ),
    )


def _inspects(order: Order, inspection: Inspection) -> str:
    delivery = inspection.delivery
    number = f" ตามใบสั่งเลขที่ {to_thai(order.number)}" if order.number else ""
    return (
        f"ตามที่ {order.quotation.vendor} ส่งมอบ{number}"
        f" ลงวันที่ {format_date(order.ordered_on, thai_digits=True)} ตามใบส่งของ {to_thai(delivery.note_number)}"
        f" วันที่ {format_date(delivery.delivered_on, thai_digits=True)} ผู้ตรวจรับได้ตรวจรับแล้ว ปรากฏผลดังนี้"
    )


def _taken(inspection: Inspection) -> Table:
    head = ("ที่", "รายการ", "สั่ง", "รับครั้งนี้", "หน่วย", "หมายเหตุ")
    rows = tuple(
        (
            Cell(to_thai(number), align="center"),
            Cell(to_thai(one.line.item)),
            Cell(to_thai(counted(one.line.quantity)), align="end"),
            Cell(to_thai(counted(one.accepted)), align="end"),
            Cell(one.line.unit),
            Cell(to_thai(one.remark or ("" if one.accepted else "ไม่รับ"))),
        )
        for number, one in enumerate(purchases.inspected_lines(inspection), start=1)
    )
    return Table(
        head=(tuple(HeadCell(text) for text in head),), rows=rows, widths_cm=(1.0, None, 1.4, 1.9, 1.9, 3.2)
    )


def _inspectors_sign(purchase: Purchase) -> Iterator[Signature]:
    named = list(purchase.inspectors.order_by("position"))
    for at, one in enumerate(named):
        yield _signature(f"ผู้ตรวจรับพัสดุ{_seat(at, named)}", one.name, one.title)


def _signature(what: str, name: str | None, title: str = "") -> Signature:
    """Room for a hand, the name in brackets below it, and the post."""
    return Signature(
        (
            parts("ลงชื่อ ", Blank(None, SIGN_CM)),
            parts("(", Blank(name, SIGN_CM), ")") if name is None else parts(f"({name})"),
            *([parts(title)] if title else []),
            parts(what),
        )
    )
