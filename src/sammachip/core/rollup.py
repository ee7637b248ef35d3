"""Adding results upward. A mean is a sum over a count at every level; averages are never averaged."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from sammachip.core.money import percent

_NONE = Decimal(0)


@dataclass(frozen=True, slots=True)
class Tally:
    """One measure of one place: numerator, denominator, and how many could not be measured."""

    numerator: Decimal = _NONE
    denominator: Decimal = _NONE
    missing: int = 0

    def __post_init__(self) -> None:
        if not isinstance(self.numerator, Decimal) or not isinstance(self.denominator, Decimal):
            raise TypeError("a tally counts in Decimal")
        if self.missing < 0:
            raise ValueError(f"{self.missing} missing")

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.numerator + other.numerator,
            self.denominator + other.denominator,
            self.missing + other.missing,
        )

    def ratio(self) -> Decimal | None:
        """Numerator over denominator, unrounded; None where nothing was measured."""
        return self.numerator / self.denominator if self.denominator else None

    def percent(self) -> Decimal | None:
        """The ratio in hundredths, two places half up; None where nothing was measured."""
        return percent(self.numerator, self.denominator)


@dataclass(frozen=True, slots=True)
class Added:
    """What amounts come to, and how many of them nobody has told yet."""

    total: Decimal = _NONE
    untold: int = 0

    def __add__(self, other: "Added") -> "Added":
        return Added(self.total + other.total, self.untold + other.untold)

    @classmethod
    def of(cls, amounts: Iterable[Decimal | None]) -> "Added":
        told = list(amounts)
        return cls(sum((one for one in told if one is not None), _NONE), told.count(None))
