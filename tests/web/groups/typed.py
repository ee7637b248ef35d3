"""What the pages of a group are sent in these tests, and where they stand."""

from sammachip.registry.models import Group

NEW = "/groups/new/"
TYPED = {
    "tambon": "310101",
    "moo": "๓",
    "village": "บ้านโคกสมมุติ",
    "name": "กลุ่มจักสานสมมุติ",
    "kind": "occupational",
    "product": "ตะกร้าไม้ไผ่",
    "occupation_kind": "processing",
    "members_count": "๑๘",
    "sale_places": "ตลาดนัดชุมชน",
    "otop_registered": "no",
    "chair_name": "นางสมมุติ ใจดี",
    "phone": "081-234 5678",
    "said_on": "๕ กันยายน ๒๕๖๑",
}


def of(group: Group, more: str = "") -> str:
    return f"/groups/{group.pk}/{more}"


def known(group: Group, **changed: str) -> dict[str, str]:
    """The correction form as the page gave it, with these answers changed."""
    return {
        "seen": str(group.version),
        "name": group.name,
        "kind": group.kind,
        "product": group.product,
        "members_count": str(group.members_count or ""),
        "chair_name": group.chair_name,
        "phone": group.phone,
        "said_on": "10 กันยายน 2561",
        **changed,
    }


def told_rows(*, seen: str = "1", kept: str = "", **cells: str) -> dict[str, str]:
    """The page of a group's products with one row on it."""
    row = {f"a.products.0.{column}": cell for column, cell in cells.items()}
    return {"seen": seen, "a.said_on": "10 กันยายน 2561", **row} | ({"a.products.0.id": kept} if kept else {})
