"""What the software proposes to join: the free groups of an office, read once, and each proposal in words.

A person decides (`actions.accept_proposal`, `actions.put_aside`); until then nothing here is kept.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.db.models import Exists, OuterRef, Subquery
from django.utils.translation import gettext as _

from sammachip.cases.models import Case, CaseLevel, CaseQuerySet, ClusterBasis, ClusterDecision, ClusterMember
from sammachip.core import clusters as core
from sammachip.core.area import Level, code_on, common_path, path_of
from sammachip.core.places import with_word
from sammachip.core.thainum import excerpt
from sammachip.core.verdict import Stale
from sammachip.registry.families import product_families
from sammachip.registry.models import Activity, Group, OccupationKind, Village

TITLE_LENGTH, BECAUSE_LENGTH = 160, 600
MOST_NAMED = 3
"""A name names no more districts than these."""
COLUMNS = (
    "pk",
    "opened_path",
    "group__name",
    "group__product",
    "group__occupation_kind",
    "group__village__name",
    "group__village__moo",
    "group__village__area__name_th",
    "group__village__area__parent__name_th",
    "group__latitude",
    "group__longitude",
    "category",
)


@dataclass(frozen=True, slots=True)
class FreeGroup:
    """A group in no cluster, as the board tells of it."""

    case: int
    path: str
    name: str
    product: str
    kind: str
    village: str
    moo: int
    tambon: str
    district: str
    latitude: Decimal | None
    longitude: Decimal | None
    category: str | None

    @property
    def told(self) -> core.Group:
        """What a proposal rests on."""
        at = None if self.latitude is None or self.longitude is None else (self.latitude, self.longitude)
        return core.Group(self.case, self.product, self.path, self.kind, at, self.category or "")

    @property
    def place(self) -> str:
        tambon = with_word(code_on(self.path, Level.SUBDISTRICT), self.tambon)
        district = with_word(code_on(self.path, Level.DISTRICT), self.district)
        return f"{Village(name=self.village, moo=self.moo)} {tambon} {district}"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One proposal in words. `path` is the office at which the cluster would count."""

    mark: str
    title: str
    basis: ClusterBasis
    because: str
    members: tuple[FreeGroup, ...]
    families: tuple[str, ...]
    """For which family each member is there, in their order."""
    path: str


@dataclass(frozen=True)
class Outlook:
    """The free groups at or below a case: what is proposed, who has nobody to be joined with, who has no family."""

    found: core.Found
    groups: Mapping[int, FreeGroup]
    aside: frozenset[str]
    """The marks of proposals that a person put aside."""

    @cached_property
    def proposals(self) -> Sequence[core.Proposal]:
        """Those not put aside."""
        return [one for one in self.found.proposals if one.mark not in self.aside]

    def suggestion(self, proposal: core.Proposal) -> Suggestion:
        families = product_families().families
        members = tuple(self.groups[member.group.key] for member in proposal.members)
        return Suggestion(
            mark=proposal.mark,
            title=_title(proposal, members),
            basis=ClusterBasis(proposal.basis),
            because=because(proposal, members),
            members=members,
            families=tuple(families[member.family].name for member in proposal.members),
            path=counted_at([member.path for member in members]),
        )

    def proposal(self, mark: str) -> core.Proposal:
        """Raises Stale when nothing of this mark is proposed any more."""
        found = next((one for one in self.proposals if one.mark == mark), None)
        if found is None:
            raise no_more_proposed()
        return found

    def alone(self) -> Sequence[tuple[FreeGroup, str]]:
        """Each group with a family but nobody to be joined with, and that family."""
        families = product_families().families
        return [(self.groups[one.group.key], families[one.family].name) for one in self.found.alone]

    def kindred(self, proposal: core.Proposal) -> Iterator[FreeGroup]:
        """The free groups elsewhere whose product is of the same family, or of one linked with it."""
        known = product_families()
        links = (*known.given_to(proposal.family), *known.taken_from(proposal.family))
        wanted = {proposal.family, *(end for feed in links for end in (feed.giver, feed.taker))}
        theirs = {member.group.key for member in proposal.members}
        others = [member for one in self.found.proposals for member in one.members]
        for member in (*others, *self.found.alone):
            if member.family in wanted and member.group.key not in theirs:
                theirs.add(member.group.key)
                yield self.groups[member.group.key]


def no_more_proposed() -> Stale:
    return Stale(
        _("ข้อเสนอนี้ไม่เป็นอย่างที่เปิดดูแล้ว: มีผู้ตัดสินใจไปก่อน หรือข้อมูลของกลุ่มเปลี่ยน — เปิดกระดานคลัสเตอร์ดูข้อเสนอล่าสุด")
    )


def counted_at(paths: Sequence[str]) -> str:
    """The path of the lowest office over all of these: the district of one, the province of several."""
    common = common_path(paths)
    return path_of(code_on(common, Level.DISTRICT) or code_on(common, Level.PROVINCE))


def free_cases(case: Case) -> CaseQuerySet:
    """The living cases of groups at or below this case that are at work and have no share in a living cluster."""
    shares = ClusterMember.objects.filter(case=OuterRef("pk"), cluster__ended_at__isnull=True)
    below = Case.objects.within(case.path).live().filter(programme=case.programme_id, level=CaseLevel.GROUP)
    return below.filter(~Exists(shares), group__activity=Activity.ACTIVE)


def outlook(case: Case) -> Outlook:
    """What might be joined below this case; two queries, however many groups there are."""
    free = free_cases(case).annotate(category=_category()).order_by("path", "pk")
    told = [FreeGroup(*row) for row in free.values_list(*COLUMNS)]
    found = core.propose((one.told for one in told), product_families())
    decided = ClusterDecision.objects.within(case.path).aside().filter(edition__programme=case.programme_id)
    return Outlook(found, {one.case: one for one in told}, frozenset(decided.values_list("mark", flat=True)))


def _category() -> Subquery:
    """The OTOP category of the group's main product, else of the first that has one."""
    told = Group.objects.filter(
        pk=OuterRef("group"), products__ended_at__isnull=True, products__otop_category__gt=""
    )
    first = told.order_by("-products__main", "products__pk")
    return Subquery(first.values("products__otop_category")[:1])


def _title(proposal: core.Proposal, members: Sequence[FreeGroup]) -> str:
    """A name the cluster could bear, in Thai as names are."""
    family = product_families().families[proposal.family].name
    districts = dict.fromkeys(one.district for one in members)
    place = "-".join(districts) if len(districts) <= MOST_NAMED else f"{len(districts)} อำเภอ"
    return f"คลัสเตอร์{family} {place}"[:TITLE_LENGTH]


def because(proposal: core.Proposal, members: Sequence[FreeGroup]) -> str:
    """Why these groups: what they make, which feeds which, how near they are."""
    told = " · ".join((*_alike(proposal), *_linked(proposal), _near(proposal, members)))
    return excerpt(told, BECAUSE_LENGTH)


def _alike(proposal: core.Proposal) -> Iterator[str]:
    families = product_families().families
    counted: dict[str, int] = {}
    for member in proposal.members:
        counted[member.family] = counted.get(member.family, 0) + 1
    for family, n in counted.items():
        if n < core.FEWEST:
            continue
        if families[family].category:
            words = _("ผลิตภัณฑ์อยู่ในประเภท OTOP «{family}» เหมือนกัน {n} กลุ่ม (ชื่อผลิตภัณฑ์ยังบอกชนิดไม่ได้)")
        else:
            words = _("ผลิต{family}เหมือนกัน {n} กลุ่ม")
        yield words.format(family=families[family].name, n=n)


def _linked(proposal: core.Proposal) -> Iterator[str]:
    for feed in proposal.feeds:
        yield feed.why


def _near(proposal: core.Proposal, members: Sequence[FreeGroup]) -> str:
    districts = dict.fromkeys(one.district for one in members)
    where = (
        _("อยู่อำเภอเดียวกัน")
        if len(districts) == 1
        else _("อยู่ {n} อำเภอของจังหวัดเดียวกัน").format(n=len(districts))
    )
    if proposal.widest_km is None:
        return where
    return _("{where} ห่างกันไม่เกิน {km} กม.").format(where=where, km=proposal.widest_km)


def why_unplaced(one: core.Unplaced) -> str:
    """Why a group is of no family, and what to do about it."""
    if one.why is core.Why.NOTHING_SAID:
        return _("ยังไม่ระบุผลิตภัณฑ์ — ระบุในทะเบียนกลุ่ม")
    if one.why is core.Why.UNKNOWN:
        return _("ไม่มีคำว่า «{words}» ในรายการผลิตภัณฑ์ — จัดคลัสเตอร์เองได้").format(words=one.about)
    return _("ผลิตภัณฑ์เป็น{family} แต่ประเภทอาชีพในทะเบียนเป็น{kind} — ตรวจทะเบียนกลุ่ม").format(
        family=product_families().families[one.about].name, kind=OccupationKind(one.group.kind).label
    )
