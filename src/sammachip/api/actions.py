"""Receipts: an answer is kept with the effect it tells of, and given again to whoever asks the same again."""

from datetime import timedelta

from sammachip.api.models import Receipt
from sammachip.org.models import ApiToken
from sammachip.registry.actions_erasing import Erasing
from sammachip.trail import clock
from sammachip.trail.writes import erase_in

KEPT_FOR = timedelta(days=7)


def take_receipt(token: ApiToken, key: str, digest: str) -> tuple[Receipt, bool]:
    """The receipt of this key, and whether it is new. Call it inside the transaction of the effect.

    Of two that come at once the second waits for the first to commit and then finds its receipt; if the first came
    to nothing, its receipt did too, and the second is the first.
    """
    return Receipt.objects.get_or_create(
        token=token, key=key, defaults={"digest": digest, "made_at": clock.now()}
    )


def write_answer(receipt: Receipt, *, status: int, body: str) -> None:
    Receipt.objects.filter(pk=receipt.pk).update(status=status, body=body)


def forget_old_receipts() -> int:
    """Drop receipts nobody will ask for again. Gives back how many rows went."""
    gone, _by_table = Receipt.objects.filter(made_at__lt=clock.now() - KEPT_FOR).delete()
    return gone


def erase_in_receipts(erasing: Erasing) -> dict[str, int]:
    """Erase one person's data in the answers that are kept to be given again."""
    return {"receipts": len(erase_in(Receipt.objects.all(), ["body"], erasing.erasure))}
