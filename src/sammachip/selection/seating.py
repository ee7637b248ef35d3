"""What follows when places change hands: higher rooms say here what they do with a published round."""

from typing import Protocol

from sammachip.org.hats import Actor
from sammachip.selection.models import Round


class Heard(Protocol):
    """What a higher room does in the transaction that publishes a round, or changes who holds a place in it."""

    def __call__(self, round_: Round, *, actor: Actor) -> None: ...


_heard: list[Heard] = []


def when_seated(hook: Heard) -> None:
    """Let a higher room hear of every change of who holds a place. Registered twice, it counts once."""
    if hook not in _heard:
        _heard.append(hook)


def tell_seated(round_: Round, *, actor: Actor) -> None:
    """Tell the higher rooms that the places of this published round are held anew. Raises what they refuse."""
    for hook in _heard:
        hook(round_, actor=actor)
