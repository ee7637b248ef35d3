"""Answers to "may this happen?": a yes, or a refusal that says why."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Verdict:
    """A refusal: false in a condition, with a reason fit to print and, for programs, a short code."""

    reason: str
    code: str = ""

    def __bool__(self) -> bool:
        return False


@dataclass(frozen=True, slots=True)
class _Yes(Verdict):
    reason: str = ""

    def __bool__(self) -> bool:
        return True


YES: Verdict = _Yes()


@dataclass(frozen=True, slots=True)
class Missing:
    """One line of a checklist: what is still missing, and where to give it."""

    key: str
    label: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one entry of a specification: a code for the sentence, and its data."""

    key: str
    code: str
    data: Mapping[str, object] = field(default_factory=dict)


class Refused(Exception):
    """An action the rules do not allow now. Its text is the reason, fit to print."""

    def __init__(self, verdict: Verdict | str) -> None:
        self.verdict = Verdict(verdict) if isinstance(verdict, str) else verdict
        super().__init__(self.verdict.reason)


class Stale(Exception):
    """Someone else was faster: the row is no longer as the caller saw it."""


def require(verdict: Verdict) -> None:
    """Go on if the verdict is a yes. Raises Refused with its reason otherwise."""
    if not verdict:
        raise Refused(verdict)
