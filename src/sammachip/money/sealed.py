"""Whether entries are still what was posted: each against the event of its posting."""

from collections.abc import Iterator, Sequence

from sammachip.core.money import to_satang
from sammachip.core.thaidate import BANGKOK
from sammachip.money.models import Entry
from sammachip.trail import actions as trail
from sammachip.trail.models import Event

POSTED = "money.posted"
RESTORE = "เรียกคืนจากแฟ้มสำรอง"
SEALED = (
    *(
        "account_id",
        "kind",
        "done_on",
        "recorded_by_id",
        "other_id",
        "reverses_id",
        "register_id",
        "spending_id",
    ),
    *("loan_id", "document_number", "payer_office_id", "fund_code", "budget_code", "reason"),
)
"""The columns under the seal besides the sum and the moment; a column added later is not, or old seals would break."""


def seals(entries: Sequence[Entry]) -> dict[str, str]:
    """The digest of each entry by its number, for the event that tells of its posting."""
    return {str(entry.pk): _seal(entry) for entry in entries}


def _seal(entry: Entry) -> str:
    said = {name: getattr(entry, name) for name in SEALED}
    moment = entry.recorded_at.astimezone(BANGKOK)
    return trail.digest_of_content(
        trail.plain({**said, "satang": to_satang(entry.amount_baht), "recorded_at": moment})
    )


def altered() -> Iterator[str]:
    """One sentence for each entry that is gone, never told of or no longer what was posted: behind `verify`.

    An entry and the totals of its account may be altered together; the event in its chain then still says otherwise.
    """
    told = {
        int(pk): (seal, event)
        for event in Event.objects.filter(verb=POSTED).order_by("pk").iterator()
        for pk, seal in event.facts["entries"].items()
    }
    for entry in Entry.objects.order_by("pk").iterator():
        seal, event = told.pop(entry.pk, ("", None))
        if event is None:
            yield (
                f"รายการ {entry.pk} ({entry.amount_baht} บาท) ไม่มีเหตุการณ์ลงบัญชี จึงยืนยันไม่ได้ว่าบันทึกผ่านระบบ"
                f" — ตรวจกับเอกสาร ถ้าไม่ตรง {RESTORE}"
            )
        elif seal != _seal(entry):
            yield (
                f"รายการ {entry.pk} ({entry.amount_baht} บาท) ไม่ตรงกับเหตุการณ์ลงบัญชี "
                f"{event.chain}#{event.sequence} — {RESTORE}"
            )
    for pk, (_seal_then, event) in told.items():
        yield f"รายการ {pk} ลงบัญชีไว้ตามเหตุการณ์ {event.chain}#{event.sequence} แต่ไม่มีแล้ว — {RESTORE}"
