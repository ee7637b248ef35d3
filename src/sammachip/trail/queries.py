"""Whether the trail is whole."""

from collections.abc import Iterator

from sammachip.trail.actions import ZERO, digest_of, digest_of_content
from sammachip.trail.models import Anchor, Chain, Event


def breaks() -> Iterator[str]:
    """Each place where a chain does not follow from its start, or no longer reaches its end or its anchor; and each
    anchor that no longer seals what it names."""
    last: dict[str, tuple[int, str]] = {}
    known: dict[tuple[str, int], str] = {}
    wanted = {(office, end[0]) for anchor in Anchor.objects.all() for office, end in anchor.ends.items()}
    for event in Event.objects.order_by("chain", "sequence").iterator():
        length, digest = last.get(event.chain, (0, ZERO))
        if event.sequence != length + 1 or event.previous != digest or event.digest != digest_of(event):
            yield f"{event.chain}#{event.sequence}"
        last[event.chain] = (event.sequence, event.digest)
        if (event.chain, event.sequence) in wanted:
            known[event.chain, event.sequence] = event.digest
    for chain in Chain.objects.order_by("office"):
        if last.get(chain.office, (0, "")) != (chain.length, chain.digest) and chain.length:
            yield f"{chain.office}#end"
    for anchor in Anchor.objects.order_by("day"):
        if anchor.digest != digest_of_content(anchor.ends):
            yield f"@{anchor.day.isoformat()}"
        for office, (length, digest) in anchor.ends.items():
            if length and known.get((office, length)) != digest:
                yield f"{office}@{anchor.day.isoformat()}"
