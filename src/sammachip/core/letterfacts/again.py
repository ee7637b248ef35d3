"""A letter read once more as a person confirmed it: whether what was wrong in it still is."""

from sammachip.core.letterfacts import as_json, read
from sammachip.core.letterfacts.confirming import Slot, Told, shown, slots_of
from sammachip.core.money import baht_words, parse_baht
from sammachip.core.places import Gazetteer


def findings_again(text: str, proposed: Told, held: Told, official: Gazetteer) -> list[Told]:
    """The findings of the letter with what was corrected in its place, in plain values; spans are those of that text.

    What was added has no place in the text and is not weighed; what was left unknown stands as the letter has it.
    """
    again = as_json(read(_corrected(text, proposed, held, official), places=official))
    findings: list[Told] = again["findings"]  # type: ignore[assignment]  # a list in the JSON of a letter
    return findings


def _corrected(text: str, proposed: Told, held: Told, official: Gazetteer) -> str:
    now = {slot.key: slot.proposed for slot in slots_of(held)}
    changed = [
        (slot, value)
        for slot in slots_of(proposed)
        if slot.span and (value := now.get(slot.key)) is not None and value != slot.proposed
    ]
    made, upto = text, len(text) + 1
    for slot, value in sorted(changed, key=lambda one: one[0].span or (0, 0), reverse=True):
        start, end = slot.span or (0, 0)
        if end <= upto:
            made, upto = made[:start] + _written(slot, value, official) + made[end:], start
    return made


def _written(slot: Slot, value: str | int, official: Gazetteer) -> str:
    """The value as a letter writes it: sums in words in words."""
    if slot.key.endswith("words_amount"):
        return baht_words(parse_baht(str(value)))
    return shown(slot, value, official)
