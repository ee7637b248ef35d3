"""What is laid again for a test is what the actions built for one before it."""

import pytest
from django.db import transaction

import make
import standing
from cast import gather
from sammachip.cases.models import Case, Task
from sammachip.programmes.models import Edition
from sammachip.registry.models import Group
from sammachip.trail.models import Chain, Event
from sammachip.trail.queries import breaks

SEEN = (Edition, Case, Task, Group, Chain, Event)


def ground() -> list[list[dict[str, object]]]:
    """All rows after a group was enrolled, in a test of its own."""
    with transaction.atomic():
        standing.begin()
        cast = gather()
        district = make.district(cast)
        make.enrolled(district, make.group(cast.malee), actor=cast.malee)
        rows = [list(model.objects.order_by("pk").values()) for model in SEEN]
        assert list(breaks()) == []
        transaction.set_rollback(True)
    return rows


@pytest.mark.django_db
def test_ground_laid_again_holds_the_rows_that_were_built(at):
    at(
        "2018-09-11 08:07"
    )  # no other test stands at this minute: the first builds, the second keeps, the third lays

    built, kept, laid = ground(), ground(), ground()

    assert built[2]
    assert kept == built
    assert laid == built
