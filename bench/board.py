"""The board of proposed clusters of a province with 3,000 groups, beside the same board with 30.

The registry list under any filter and a group's page stand beside it: they must cost as many queries. So does the board of
a contest (`bench.contest`).

Imports the program's models, so it comes after `world.province` has told the folder.
"""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bench import contest
from bench.promises import acting, case_of, shown
from bench.results import Result
from bench.timing import Promise, seconds
from bench.world import DAY
from sammachip.cases.models import Case, CaseLevel
from sammachip.core.thainum import fold, thai_sort_key
from sammachip.org.models import Area
from sammachip.registry.families import product_families
from sammachip.registry.models import Group, GroupKind, Village
from sammachip.trail import clock

FEW, MANY, BAR = 30, 3000, 8
SIDES = ("cluster-proposals", "clusters-alone", "clusters-unplaced", "clusters")
FILTERS = (
    "",
    "q=ผ้า",
    "kind=occupational",
    "otop=no",
    "place=3101",
    "occupation=farming",
    "category=food",
    "activity=active",
    "lacks=phone",
    "lacks=spot",
)


def promises() -> list[Promise]:
    """What is promised of a contest's board, and of each side of the board of clusters."""
    case = case_of("31")
    browser = Client(SERVER_NAME="localhost")
    browser.force_login(acting("somchai").person, backend="django.contrib.auth.backends.ModelBackend")
    addresses = [reverse(f"web:{side}", args=[case.pk]) for side in SIDES]
    fill(FEW)
    few, registry = [measured(browser, address) for address in addresses], registry_queries(browser)
    fill(MANY)
    many = [measured(browser, address) for address in addresses]
    for address, after in registry_queries(browser).items():
        assert after <= registry[address], f"{address}: {registry[address]} queries became {after}"
    for side, (_, before), (_, after) in zip(SIDES, few, many, strict=True):
        assert after <= before, f"{side}: {before} queries became {after}"
    board, theirs, of_contest = contest.promises()
    others = {"thirty": few[0][0], "pretalx-76": theirs}
    Result("board", many[0][0], others, "s", instead={"pretalx-76": board}).write()
    return of_contest + [
        Promise(f"{side} of {FEW} groups, and of {MANY:,}", small[0], large[0], BAR)
        for side, small, large in zip(SIDES, few, many, strict=True)
    ]


def measured(browser: Client, address: str) -> tuple[float, int]:
    """The time of a page, and how many queries it costs."""
    return seconds(lambda: shown(browser, address)), queries(browser, address)


def queries(browser: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        shown(browser, address)
    return len(asked)


def registry_queries(browser: Client) -> dict[str, int]:
    """What the list under each filter costs, and the page of one group of the province, by address."""
    group = Group.objects.filter(path__startswith=case_of("31").path).earliest("pk")
    listed = [f"{reverse('web:groups')}?{narrowed}" for narrowed in FILTERS]
    return {
        address: queries(browser, address) for address in (*listed, reverse("web:group", args=[group.pk]))
    }


def fill(total: int) -> None:
    """Bring the province to so many groups, over all its districts and products, some of a product nobody knows."""
    districts = list(Case.objects.filter(parent=case_of("31")).select_related("office").order_by("office"))
    areas = {one.pk: Area.objects.filter(parent=one.office_id).order_by("code")[0] for one in districts}
    words = [word for one in product_families().families.values() for word in one.words] + ["ของที่ไม่รู้จัก"] * 20
    held = Case.objects.filter(level=CaseLevel.GROUP, parent__in=districts).count()
    for number in range(held, total):
        district = districts[number % len(districts)]
        enrol(
            district,
            areas[district.pk],
            f"กลุ่มวัดเวลา {number}",
            words[number * 7 % len(words)],
            10 + number % 80,
        )


def enrol(district: Case, area: Area, name: str, product: str, moo: int) -> None:
    """A group and its case as rows only: what is measured is the reading."""
    village, _made = Village.objects.get_or_create(
        code=f"{area.code}{moo:02}", defaults={"area": area, "moo": moo, "name": "วัดเวลา"}
    )
    group = Group.objects.create(
        name=name,
        name_sort=thai_sort_key(name),
        name_folded=fold(name),
        kind=GroupKind.OCCUPATIONAL,
        village=village,
        path=area.path,
        product=product,
    )
    Case.objects.create(
        programme=district.programme,
        edition=district.edition,
        level=CaseLevel.GROUP,
        parent=district,
        group=group,
        path=f"{area.path}g{group.pk}/",
        opened_path=area.path,
        joined_on=DAY,
        opened_at=clock.now(),
    )
