"""What the register of letters received says: the next number, who may hold a letter, and whether all agrees."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import Count, F

from sammachip.core.thainum import to_arabic
from sammachip.org.models import Office, Person, PersonQuerySet, Post, Section
from sammachip.records.models import Book, IncomingLetter, NumberSeries, OrderedDown
from sammachip.records.outgoing import uncounted, year_of
from sammachip.trail import clock


def next_of(counted: NumberSeries) -> int:
    """The receiving number after the last; those that were typed as from elsewhere are passed over."""
    lines, running = IncomingLetter.objects.of_year(counted.office, counted.year), counted.last + 1
    while lines.filter(number=str(running)).exists():
        running += 1
    return running


def next_number(office: Office, day: date) -> int:
    """The receiving number that a letter received on this day would get now. Nothing is kept for it."""
    place = {"office": office, "year": year_of(day), "series": Book.RECEIVED}
    return next_of(NumberSeries.objects.filter(**place).first() or NumberSeries(**place))


def people_of(office: Office) -> PersonQuerySet:
    """Whoever works in the office today and may log in: those a letter is assigned to."""
    posts = Post.objects.held_on(clock.today()).filter(office=office).exclude(role="")
    return Person.objects.filter(pk__in=posts.values("person")).in_thai_order()


def posted_in(office: Office) -> list[int]:
    """Everybody who has a post in the office today."""
    return list(Post.objects.held_on(clock.today()).filter(office=office).values_list("person", flat=True))


def holders_of(letter: IncomingLetter) -> list[int]:
    """The people who hold the letter, here and in the offices below that it went to: of each its officer, else everybody of
    its section, else of the office. Two queries."""
    down: list[IncomingLetter | OrderedDown] = list(letter.ordered_down.all())
    held = [*down, letter] if letter.officer_id or letter.section_id or not down else down
    officers = {one.officer_id for one in held if one.officer_id}
    rest = [one for one in held if not one.officer_id]
    posts = (
        Post.objects.held_on(clock.today())
        .filter(office__in=[one.office_id for one in rest])
        .exclude(role="")
    )
    told = posts.values_list("office", "section", "person")
    there = {
        person
        for office, section, person in told
        if any(one.office_id == office and one.section_id in (None, section) for one in rest)
    }
    return sorted(officers | there)


def people_in(offices: Iterable[Office]) -> dict[str, dict[Person, Section | None]]:
    """By office whoever may be assigned a letter there, with the section in which they work; one query."""
    posts = Post.objects.held_on(clock.today()).filter(office__in=offices).exclude(role="")
    found: dict[str, dict[Person, Section | None]] = defaultdict(dict)
    for post in posts.select_related("person", "section").order_by("person__name_sort", "person", "pk"):
        found[post.office_id][post.person] = found[post.office_id].get(post.person) or post.section
    return found


def sections_in(offices: Iterable[Office]) -> dict[str, list[Section]]:
    """The sections of each office; one query."""
    found: dict[str, list[Section]] = defaultdict(list)
    for section in Section.objects.filter(office__in=offices):
        found[section.office_id].append(section)
    return found


def section_of(person: Person, office: Office) -> Section | None:
    """The section in which the person works there today; None where it has none."""
    posts = Post.objects.held_on(clock.today()).filter(office=office, person=person, section__isnull=False)
    found = posts.select_related("section").order_by("pk").first()
    return found.section if found else None


def senders_of(office: Office) -> list[str]:
    """From whom the office got its latest letters, each once, the latest first: for whoever types the next."""
    lines = IncomingLetter.objects.standing().filter(office=office).order_by("-pk")
    return list(dict.fromkeys(lines.values_list("from_whom", flat=True)[:300]))[:60]


def sections_of(office: Office) -> list[Section]:
    return list(Section.objects.filter(office=office))


def faults() -> Iterator[str]:
    """One sentence for each receiving number without its line, and each letter whose acts do not lead to where it stands:
    behind `verify`."""
    received = NumberSeries.objects.filter(series=Book.RECEIVED)
    for counted in received.select_related("office").order_by("pk"):
        lines = IncomingLetter.objects.of_year(counted.office, counted.year)
        own = {running for running in lines.values_list("running", flat=True) if running is not None}
        typed = lines.filter(running__isnull=True).values_list("number", flat=True)
        outside: set[int | None] = {int(to_arabic(one)) for one in typed if one.isdecimal()}
        if said := uncounted(counted, own, outside):
            yield f"ทะเบียนหนังสือรับของ{counted.office.name} ปี {counted.year}: {said} — เรียกคืนจากแฟ้มสำรอง"
    torn = IncomingLetter.objects.annotate(told=Count("acts")).exclude(version=F("told"))
    named = torn.order_by("pk").values_list("number", "year", "office__name", "version", "told")
    for number, year, office, version, told in named:
        yield (
            f"หนังสือเลขรับ {number}/{year} ของ{office}: "
            f"บันทึกไว้ {version} ครั้ง แต่มี {told} รายการ — เรียกคืนจากแฟ้มสำรอง"
        )
