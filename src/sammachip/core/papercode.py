"""The short code of an issued paper: twelve signs that are read aloud and typed without a mistake passing for another paper.

No sign looks like another (Crockford's thirty-two, without I, L, O and U), and the last one follows from the others
(Luhn, modulo 32): one wrong sign, or two that changed places, is told before anything is looked up.
"""

from typing import Final

from sammachip.core.thainum import to_arabic

SIGNS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH: Final = 12
GROUP: Final = 4
NUMBERS: Final = len(SIGNS) ** (LENGTH - 1)
"""How many codes there are: 36 million thousand millions. Who picks one at random has drawn it out of all of them."""
_MEANT = str.maketrans({"O": "0", "I": "1", "L": "1"})


def code_of(number: int) -> str:
    """The code of a number from 0 to `NUMBERS`."""
    assert 0 <= number < NUMBERS
    signs = ""
    for _place in range(LENGTH - 1):
        number, at = divmod(number, len(SIGNS))
        signs = SIGNS[at] + signs
    return signs + _last(signs)


def grouped(code: str) -> str:
    """As it stands on paper: 7K3M-9QXZ-4TW7."""
    return "-".join(code[at : at + GROUP] for at in range(0, len(code), GROUP))


def read(typed: str) -> str:
    """The code that somebody typed, in any case, with O for 0 or I for 1, with or without strokes; "" when it is none."""
    plain = "".join(sign for sign in to_arabic(typed).upper() if sign.isalnum()).translate(_MEANT)
    is_one = len(plain) == LENGTH and set(plain) <= set(SIGNS)
    return plain if is_one and plain[-1] == _last(plain[:-1]) else ""


def _last(signs: str) -> str:
    total = 0
    for place, sign in enumerate(reversed(signs)):
        added = SIGNS.index(sign) * (2 if place % 2 == 0 else 1)
        total += sum(divmod(added, len(SIGNS)))
    return SIGNS[-total % len(SIGNS)]
