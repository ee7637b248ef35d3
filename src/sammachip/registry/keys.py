"""The columns by which groups are sorted, searched and compared: computed from what is said, never said themselves."""

from sammachip.core.likeness import phone_digits, stem
from sammachip.core.thainum import fold, thai_sort_key


def keys_of(*, name: str, phone: str) -> dict[str, str]:
    """Every computed column of a group of this name and telephone."""
    return {
        "name_sort": thai_sort_key(name),
        "name_folded": fold(name),
        "name_stem": stem(name),
        "phone_digits": phone_digits(phone),
    }
