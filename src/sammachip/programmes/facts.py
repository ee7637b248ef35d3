"""The registry of what a pack may name without defining it: readable facts and bindable fields.

A *fact* fills a blank (`filled: money.paid`, `groups[]`); a *binding* takes an answer in (`save_to:
group.members_count`). The room that keeps the rows registers both when its app is ready, and a pack that names
another is refused at publication. `[]` at the end of a name marks many rows; a name is looked up with or without.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from sammachip.core.area import Level
from sammachip.core.expr import Kind

ROWS_MARK = "[]"


@dataclass(frozen=True, slots=True)
class Fact:
    """Something known that a form, a paper or a rule may read. `per` empty means at every level."""

    name: str
    kind: Kind
    label: str
    per: tuple[Level, ...] = ()
    columns: Mapping[str, Kind] = field(default_factory=dict)

    def known_at(self, level: Level) -> bool:
        return not self.per or level in self.per


@dataclass(frozen=True, slots=True)
class Binding:
    """A place in the registry that an answer is saved to; `columns` are what its rows may carry.

    `choices` are the only values that a column of its rows may offer.
    """

    name: str
    kind: Kind
    label: str
    columns: tuple[str, ...] = ()
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


_facts: dict[str, Fact] = {}
_bindings: dict[str, Binding] = {}


def register_fact(fact: Fact) -> None:
    """Makes a fact known. A second, different fact of the same name is a programmer's error."""
    known = _facts.setdefault(plain(fact.name), fact)
    assert known == fact, f"fact {fact.name!r} is registered twice with different meanings"


def register_binding(binding: Binding) -> None:
    """Makes a bindable field known. A second, different one of the same name is a programmer's error."""
    known = _bindings.setdefault(plain(binding.name), binding)
    assert known == binding, f"binding {binding.name!r} is registered twice with different meanings"


def fact(name: str) -> Fact | None:
    """The fact of that name, or None when nobody brings it."""
    return _facts.get(plain(name))


def binding(name: str) -> Binding | None:
    """The bindable field of that name, or None when nobody keeps it."""
    return _bindings.get(plain(name))


def fact_names() -> tuple[str, ...]:
    return tuple(sorted(known.name for known in _facts.values()))


def binding_names() -> tuple[str, ...]:
    return tuple(sorted(known.name for known in _bindings.values()))


def all_facts() -> tuple[Fact, ...]:
    """Every fact, by name."""
    return tuple(_facts[key] for key in sorted(_facts))


def plain(name: str) -> str:
    """The name without the mark of many rows."""
    return name.removesuffix(ROWS_MARK)


@contextmanager
def only(facts: tuple[Fact, ...], bindings: tuple[Binding, ...]) -> Iterator[None]:
    """Within the block exactly these are known; afterwards the registry is as it was."""
    kept_facts, kept_bindings = dict(_facts), dict(_bindings)
    _facts.clear()
    _bindings.clear()
    for known in facts:
        register_fact(known)
    for place in bindings:
        register_binding(place)
    try:
        yield
    finally:
        _facts.clear()
        _facts.update(kept_facts)
        _bindings.clear()
        _bindings.update(kept_bindings)
