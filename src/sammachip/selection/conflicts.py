"""What keeps a member from an entry, as far as the house itself knows it: posts held there, and papers signed for it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sammachip.cases.models import Case, Filing, Revision, SignOff
from sammachip.core.area import Level, code_on, is_within
from sammachip.core.fiscal import Window
from sammachip.core.thaidate import format_date
from sammachip.org.models import OfficeLevel, Post

SAME_PROVINCE, SAME_DISTRICT = "same-province", "same-district"
PAST_OFFICER, CO_SIGNATORY = "past-officer", "co-signatory"
DERIVED = (SAME_PROVINCE, SAME_DISTRICT, PAST_OFFICER, CO_SIGNATORY)
"""The grounds that the house finds by itself, where the round's law has them; every other is told by people."""
LONGEST = 300


@dataclass(frozen=True, slots=True)
class Found:
    """That this ground keeps the person from the case, and the fact it rests on."""

    person: int
    case: int
    ground: str
    because: str


def found(
    people: Collection[int], cases: Sequence[Case], grounds: Collection[str], window: Window
) -> list[Found]:
    """All that keeps these people from these cases by these grounds, each ground once; four queries at most."""
    told = [*_by_posts(people, cases, window), *_by_signatures(people, cases)]
    first = {(one.person, one.case, one.ground): one for one in reversed(told) if one.ground in grounds}
    return sorted(first.values(), key=lambda one: (one.case, one.person, one.ground))


def _by_posts(people: Collection[int], cases: Sequence[Case], window: Window) -> Iterator[Found]:
    """By each post, what it is to the cases: held in the time of the programme or later it is work at the same place,
    ended before it is work of the past."""
    posts = Post.objects.filter(person__in=people).exclude(office__level=OfficeLevel.NATION)
    for post in posts.select_related("office").order_by("-starts_on", "pk"):
        past = post.ends_on is not None and post.ends_on < window.start
        near = _past_at if past else _at
        for case in cases:
            for ground in near(post, case):
                yield Found(post.person_id, case.pk, ground, _post_in_words(post))


def _at(post: Post, case: Case) -> Iterator[str]:
    for ground, level in ((SAME_PROVINCE, Level.PROVINCE), (SAME_DISTRICT, Level.DISTRICT)):
        here = code_on(post.office.path, level)
        if here and here == code_on(case.path, level):
            yield ground


def _past_at(post: Post, case: Case) -> Iterator[str]:
    if post.role and is_within(case.path, post.office.path):
        yield PAST_OFFICER


def _post_in_words(post: Post) -> str:
    until = _(" ถึง {day}").format(day=format_date(post.ends_on)) if post.ends_on else ""
    words = _("{title} {office} ตั้งแต่ {day}{until}")
    return words.format(
        title=post.title, office=post.office.short_name, day=format_date(post.starts_on), until=until
    )[:LONGEST]


def _by_signatures(people: Collection[int], cases: Sequence[Case]) -> Iterator[Found]:
    told: Mapping[tuple[int, int], list[str]] = defaultdict(list)
    for case, person, words in _signed(people, [case.pk for case in cases]):
        told[case, person].append(words)
    for (case_pk, person_pk), words_all in told.items():
        yield Found(person_pk, case_pk, CO_SIGNATORY, ", ".join(dict.fromkeys(words_all))[:LONGEST])


def _signed(people: Collection[int], cases: Collection[int]) -> Iterable[tuple[int, int, str]]:
    """Each paper of these cases with whom of these people wrote, sent or signed it: case, person, in words."""
    of_cases = {"task__case__in": cases}
    written = Filing.objects.filter(**of_cases, maker__in=people)
    sent = Revision.objects.filter(filing__task__case__in=cases, sent_by__in=people)
    signed = SignOff.objects.filter(filing__task__case__in=cases, signer__in=people)
    yield from (
        (*row, _("จัดทำเอกสารของกลุ่ม")) for row in written.values_list("task__case", "maker").distinct()
    )
    yield from (
        (*row, _("ส่งเอกสารของกลุ่ม")) for row in sent.values_list("filing__task__case", "sent_by").distinct()
    )
    yield from (
        (*row, _("ลงนามในเอกสารของกลุ่ม"))
        for row in signed.values_list("filing__task__case", "signer").distinct()
    )
