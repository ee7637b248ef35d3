"""The demo of one province, and then the whole country in the same database."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sammachip.org.hats import Actor

DAY = date(2018, 9, 10)


@contextmanager
def province() -> Iterator[None]:
    """Django set up over a new demo, in a folder that goes again. Must come before the program's models are imported."""
    with TemporaryDirectory(prefix="sammachip-bench-") as folder:
        os.environ["DATA"] = str(Path(folder) / "data")
        os.environ.pop("DATABASE_URL", None)
        os.environ.setdefault("LOG_LEVEL", "WARNING")
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sammachip.settings")
        import django  # noqa: PLC0415  the folder must be told before settings are read
        from django.db import connections  # noqa: PLC0415  as above

        django.setup()
        from django.conf import settings  # noqa: PLC0415  as above

        from sammachip.cli import demo  # noqa: PLC0415  as above

        settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
        demo.ensure(DAY)
        yield
        connections.close_all()


def open_country() -> None:
    """A case for each of the other districts, as the department opens them."""
    from django.db import transaction  # noqa: PLC0415  as above

    from sammachip.cases import actions  # noqa: PLC0415  as above
    from sammachip.cases.models import CaseLevel  # noqa: PLC0415  as above
    from sammachip.org.models import Office, OfficeLevel  # noqa: PLC0415  as above
    from sammachip.programmes.models import Edition  # noqa: PLC0415  as above

    edition, actor = Edition.objects.get(), acting("anong")
    with transaction.atomic():
        for office in Office.objects.filter(level=OfficeLevel.DISTRICT).order_by("code"):
            actions.open_case(edition, level=CaseLevel.DISTRICT, office=office, places=1, actor=actor)


def acting(username: str) -> "Actor":
    from sammachip.org.hats import Actor, hats_of  # noqa: PLC0415  as above
    from sammachip.org.models import Person  # noqa: PLC0415  as above

    person = Person.objects.get(username=username)
    return Actor(person, hats_of(person, DAY)[0])
