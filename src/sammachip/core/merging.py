"""Answers written away from the house, laid over what was answered there meanwhile.

Three states meet, field by field: what the writer was shown, what was written, what stands by now. What was left as it
was shown says nothing; a field that only others changed is theirs, and told; one that both changed otherwise a person
decides.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

Answered = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Merged:
    """The answers laid together; of a disputed field they hold what was written.

    `told` are the fields that only others changed, `disputed` those that both sides changed to different answers.
    """

    answers: dict[str, object]
    told: tuple[str, ...] = ()
    disputed: tuple[str, ...] = ()

    def settled(self, theirs: Answered, kept: Collection[str]) -> dict[str, object]:
        """The answers with what stands left standing in the fields of `kept`."""
        left = {key: theirs[key] for key in kept if key in theirs}
        return {key: value for key, value in self.answers.items() if key not in kept} | left


def merge(fields: Iterable[str], *, shown: Answered, written: Answered, theirs: Answered) -> Merged:
    """Lay what was written over what stands, for these fields; any other answer stays as it stands."""
    answers, told, disputed = dict(theirs), [], []
    for key in fields:
        before, mine, now = (tidy(state.get(key)) for state in (shown, written, theirs))
        if mine == before:
            if now != before:
                told.append(key)
            continue
        if now not in (before, mine):
            disputed.append(key)
        answers.pop(key, None)
        if mine:
            answers[key] = written[key]
    return Merged(answers, tuple(told), tuple(disputed))


def tidy(value: object) -> object:
    """An answer as two of them are compared: without blanks, whatever line ends a browser writes; "" for none."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return {str(key): cell for key, given in value.items() if (cell := tidy(given))} or ""
    if isinstance(value, list | tuple):
        return [one for given in value if (one := tidy(given))] or ""
    return "\n".join(line.rstrip() for line in str(value).strip().splitlines())
