"""What follows when places change hands: higher rooms say here what they do with a published round, and what its tiers give."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Protocol

from sammachip.org.hats import Actor
from sammachip.selection.models import Round


class Heard(Protocol):
    """What a higher room does in the transaction that publishes a round, or changes who holds a place in it."""

    def __call__(self, round_: Round, *, actor: Actor) -> None: ...


class Gives(Protocol):
    """The sum that a higher room gives to whoever holds a place, by the name of its tier; empty where it gives none."""

    def __call__(self, round_: Round) -> Mapping[str, Decimal]: ...


_heard: list[Heard] = []
_giving: list[Gives] = []


def when_seated(hook: Heard) -> None:
    """Let a higher room hear of every change of who holds a place. Registered twice, it counts once."""
    if hook not in _heard:
        _heard.append(hook)


def tell_seated(round_: Round, *, actor: Actor) -> None:
    """Tell the higher rooms that the places of this published round are held anew. Raises what they refuse."""
    for hook in _heard:
        hook(round_, actor=actor)


def let_give(source: Gives) -> None:
    """Let a higher room say what it gives by tier. Registered twice, it counts once."""
    if source not in _giving:
        _giving.append(source)


def given_by_tier(round_: Round) -> Mapping[str, Decimal]:
    """What a place in each tier of this round brings its holder; empty where the round gives no money."""
    return {tier: amount for source in _giving for tier, amount in source(round_).items()}
