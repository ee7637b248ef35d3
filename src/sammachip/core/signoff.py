"""Whose turn it is to sign. A signature binds one revision; a return gives the work back to its maker."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sammachip.core.area import Level
from sammachip.core.sentence import Sentence
from sammachip.core.verdict import YES, Verdict

ROLE_LEVEL: Mapping[str, Level] = {
    "field-officer": Level.DISTRICT,
    "district-head": Level.DISTRICT,
    "district-finance": Level.DISTRICT,
    "province-officer": Level.PROVINCE,
    "province-head": Level.PROVINCE,
    "province-finance": Level.PROVINCE,
    "department-officer": Level.NATION,
    "department-head": Level.NATION,
}


class Decision(StrEnum):
    SIGNED = "signed"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class Hop:
    """One step of a chain: which role does what, and the instant by which it must have sent on."""

    index: int
    role: str
    verb: str
    due: datetime | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """What one person decided at one hop about one revision.

    `stands_in`: signed for a hop whose own office has no second person.
    """

    hop_index: int
    verdict: Decision
    revision: int
    person_id: int
    recorded_at: datetime
    stands_in: bool = False


@dataclass(frozen=True, slots=True)
class Turn:
    """Where a revision stands: at one hop, back with its maker, or done; exactly one of the three."""

    hop: Hop | None = None
    back_to_maker: bool = False
    done: bool = False


def standing_acts(hops: Sequence[Hop], acts: Sequence[Act], revision: int) -> list[Act]:
    """The acts that count for this revision, in the chain's order; `acts` come in the order recorded.

    A signature out of turn counts for nothing, nor does anything after a return.
    """
    counted: list[Act] = []
    for act in acts:
        if act.revision != revision:
            continue
        signed = len(counted)
        if act.verdict == Decision.RETURNED and any(act.hop_index == hop.index for hop in hops):
            return [*counted, act]
        if signed < len(hops) and act.hop_index == hops[signed].index:
            counted.append(act)
    return counted


def turn(hops: Sequence[Hop], acts: Sequence[Act], revision: int) -> Turn:
    """Whose turn it is on this revision. A new revision begins again at the first hop."""
    counted = standing_acts(hops, acts, revision)
    if counted and counted[-1].verdict == Decision.RETURNED:
        return Turn(back_to_maker=True)
    if len(counted) == len(hops):
        return Turn(done=True)
    return Turn(hop=hops[len(counted)])


def may_sign(
    hops: Sequence[Hop],
    acts: Sequence[Act],
    revision: int,
    *,
    person_id: int,
    makers: Collection[int],
) -> Verdict:
    """Whether this person may sign the hop whose turn it is; that the role is theirs is for others to say.

    Makers never sign their own work, and nobody signs one revision twice. Having stood in for an office without a
    second person does not bar one's own hop.
    """
    now = turn(hops, acts, revision)
    if now.done:
        return Verdict(Sentence("เอกสารฉบับนี้ลงนามครบทุกขั้นแล้ว"), "done")
    if now.back_to_maker:
        return Verdict(Sentence("เอกสารฉบับนี้ส่งคืนผู้จัดทำแล้ว — รอผู้จัดทำแก้ไขและส่งใหม่"), "returned")
    if person_id in makers:
        return Verdict(Sentence("ผู้จัดทำลงนามตรวจงานของตนเองไม่ได้ — ให้ผู้อื่นที่มีอำนาจลงนาม"), "own-work")
    if person_id in _signers(standing_acts(hops, acts, revision)):
        return Verdict(Sentence("ท่านลงนามเอกสารฉบับนี้ไปแล้วในขั้นก่อนหน้า — ให้ผู้อื่นที่มีอำนาจลงนามขั้นนี้"), "signed-already")
    return YES


def _signers(acts: Sequence[Act]) -> set[int]:
    return {act.person_id for act in acts if not act.stands_in}


def substitute(
    hops: Sequence[Hop], hop: Hop, holders: Mapping[int, Collection[int]], *, barred: Collection[int] = ()
) -> Hop | None:
    """The hop whose office serves at `hop`: itself, or the nearest later one with a person free to sign.

    `holders` gives, by hop index, the people who hold that role in that hop's office; `barred` those
    who may not sign here (the makers). None when no office of the chain has anyone.
    """
    for serving in hops[hops.index(hop) :]:
        if any(person not in barred for person in holders.get(serving.index, ())):
            return serving
    return None


def timely(first_sent_at: datetime | None, due: datetime | None) -> bool | None:
    """Whether the first sending met its instant; None while nothing was sent, and where no instant was set."""
    if first_sent_at is None or due is None:
        return None
    return first_sent_at <= due
