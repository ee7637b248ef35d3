"""Which offices spend on a case, and who of them: its own office, the district over a group, and the province where its
programme has the province buy or spend as well."""

from collections.abc import Sequence

from sammachip.cases.models import Case, CaseLevel
from sammachip.cases.queries import office_code
from sammachip.core.area import level_of
from sammachip.money.kinds_purchase import PURCHASE
from sammachip.money.models import Spending, SpendingPath
from sammachip.money.stages import SPEND
from sammachip.org.hats import Actor
from sammachip.org.models import DEPARTMENT, Office, OfficeLevel, Role

SPENDERS: dict[str, tuple[str, ...]] = {
    OfficeLevel.DISTRICT: (Role.FIELD_OFFICER, Role.DISTRICT_FINANCE, Role.DISTRICT_HEAD),
    OfficeLevel.PROVINCE: (Role.PROVINCE_OFFICER, Role.PROVINCE_FINANCE, Role.PROVINCE_HEAD),
    OfficeLevel.NATION: (Role.DEPARTMENT_OFFICER, Role.DEPARTMENT_HEAD),
}
_BELOW_OFFICES = (CaseLevel.GROUP, CaseLevel.SUBDISTRICT)
_KIND_OF = {SpendingPath.ACTIVITY: SPEND, SpendingPath.PURCHASE: PURCHASE}
"""The kind of the stage on which money goes each way."""


def spending_office(case: Case) -> str:
    """The code of the office that spends on this case as a rule: its own, or the district over the group or sub-district."""
    if case.level in _BELOW_OFFICES:
        return office_code(case.path, Role.FIELD_OFFICER)
    return str(case.office_id)


def spending_offices(case: Case, path: str) -> list[str]:
    """The codes of all that may spend on this case that way, the nearest first: the province, too, where the pack names a
    role of it among those who do."""
    nearest = spending_office(case)
    if case.level not in _BELOW_OFFICES or not _lets_province(case, path):
        return [nearest]
    return [nearest, office_code(case.path, Role.PROVINCE_OFFICER)]


def _lets_province(case: Case, path: str) -> bool:
    roles = set(SPENDERS[OfficeLevel.PROVINCE])
    stages = (one for one in case.edition.pack.stages if one.kind == _KIND_OF[SpendingPath(path)])
    return any(roles.intersection(one.by) for one in stages)


def office_of(actor: Actor, case: Case, path: str) -> str:
    """The code of the office for which this hat spends on the case; "" where it spends for none."""
    return next((code for code in spending_offices(case, path) if spends_for(actor, code)), "")


def spends_for(actor: Actor, office: Office | str) -> bool:
    code = office if isinstance(office, str) else office.code
    level = OfficeLevel.NATION if code == DEPARTMENT else OfficeLevel(level_of(code))
    return holds_any(actor, SPENDERS[level], code)


def spends_on(actor: Actor, spending: Spending) -> bool:
    """Whether the hat is of those who spend for the office whose spending it is."""
    return spends_for(actor, spending.office_id)


def holds_any(actor: Actor, roles: Sequence[str], office: Office | str) -> bool:
    return any(actor.holds(role, office) for role in roles)
