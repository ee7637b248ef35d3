"""sammachip reset-password: the way back in for who keeps the machine; it leaves a trace."""

import pytest
from django.urls import reverse

from sammachip.cli import main
from sammachip.core.verdict import YES
from sammachip.org import actions_accounts as accounts
from sammachip.trail.models import Event, Notice

pytestmark = pytest.mark.django_db
NEW = "ทุ่งกุลา-ร้องไห้-2561"


def test_a_lost_password_is_set_anew_by_the_printed_code(cast, capsys):
    code = main(["reset-password", "somchai"])

    said = capsys.readouterr()
    assert code == 0
    assert f" {reverse('web:reset')} " in said.err
    assert accounts.use_reset_code("somchai", said.out.strip(), NEW) == YES


def test_the_code_leaves_an_event_and_a_notice_that_name_the_way(cast, capsys):
    main(["reset-password", "somchai"])

    event = Event.objects.about(cast.somchai.person).get()
    assert (event.verb, event.facts["at"]) == ("account.reset-code-issued", "machine")
    assert "เครื่องแม่ข่าย" in Notice.objects.get(person_id=cast.somchai.person.pk).text
    assert capsys.readouterr().out.strip() not in str(event.facts)


def test_an_unknown_name_is_refused_with_a_sentence(cast, capsys):
    code = main(["reset-password", "nobody"])

    said = capsys.readouterr()
    assert (code, said.out) == (1, "")
    assert said.err == "sammachip: ไม่มีผู้ใช้ชื่อ nobody — ตรวจชื่อผู้ใช้\n"


def test_a_suspended_account_is_refused_and_gets_no_code(cast, capsys):
    cast.somchai.person.is_active = False
    cast.somchai.person.save(update_fields=["is_active"])

    code = main(["reset-password", "somchai"])

    said = capsys.readouterr()
    assert (code, said.out) == (1, "")
    assert "ถูกระงับ" in said.err
