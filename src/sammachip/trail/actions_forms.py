"""Forms of pages, remembered for a day so that the same one sent twice has one effect."""

from datetime import timedelta

from sammachip.trail import clock
from sammachip.trail.models import TakenForm

KEPT_FOR = timedelta(days=1)


def led_to(key: str) -> str | None:
    """Where the answer led when this form was taken; None when it never was."""
    return TakenForm.objects.filter(pk=key).values_list("led_to", flat=True).first()


def take_form(key: str, led_to: str) -> None:
    """Call it inside the transaction of the effect: of two that come at once the second is refused as a double."""
    TakenForm.objects.create(key=key, led_to=led_to, taken_at=clock.now())


def forget_taken_forms() -> int:
    """Drop what no page still open in a browser can send again. Gives back how many rows went."""
    gone, _by_table = TakenForm.objects.filter(taken_at__lt=clock.now() - KEPT_FOR).delete()
    return gone
