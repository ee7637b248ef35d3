"""Error pages: what happened, what comes next, what was typed, and a number found in the log."""

import re

import pytest

from web.asking import signed_in
from web.samples import REASON, begun, text

pytestmark = [pytest.mark.django_db, pytest.mark.urls("web.samples")]


def test_unknown_address_is_404_with_a_next_step(client):
    response = client.get("/no-such-page")

    assert response.status_code == 404
    assert "ไม่พบหน้านี้" in text(response)


def test_a_host_that_is_not_ours_is_told_so_and_is_no_fault(client):
    answer = client.get("/login/", headers={"Host": "elsewhere.example"})

    assert answer.status_code == 400
    assert "ALLOWED_HOSTS" in answer.content.decode()


def test_refusal_is_403_with_its_reason_and_undoes_everything(desk):
    response = desk.post("/sample/refused", {"problem": "ฝนตกหนัก", "password": "secret-word"})

    assert response.status_code == 403
    assert REASON in text(response)
    assert begun() == 0


def test_refusal_gives_back_what_was_typed_but_no_secret(desk):
    response = desk.post("/sample/refused", {"problem": "ฝนตกหนัก <b>", "password": "secret-word"})

    assert "ฝนตกหนัก &lt;b&gt;" in text(response)
    assert "secret-word" not in text(response)


def test_refusal_gives_back_no_name_that_only_programs_read(desk):
    picked = {"problem": "user-name ของข้าพเจ้า", "role": "district-head", "form": "on_behalf"}

    shown = text(desk.post("/sample/refused", picked))

    assert "user-name ของข้าพเจ้า" in shown
    assert "district-head" not in shown
    assert "on_behalf" not in shown


def test_refusal_leads_back_to_the_page_it_came_from(desk):
    response = desk.post("/sample/refused", headers={"referer": "http://testserver/cases/7?tab=plan"})

    assert 'href="/cases/7?tab=plan"' in text(response)


def test_stale_is_409_gives_back_what_was_typed_and_undoes_everything(desk):
    response = desk.post("/sample/stale", {"problem": "ฝนตกหนัก"})

    assert response.status_code == 409
    assert "ฝนตกหนัก" in text(response)
    assert begun() == 0


def test_stale_where_nothing_was_typed_points_at_no_text(desk):
    response = desk.post("/sample/stale")

    assert "กลับไปหน้าเดิมเพื่อดูข้อมูลล่าสุด" in text(response)
    assert "ข้อความของท่านข้างล่าง" not in text(response)


def test_stale_with_two_versions_shows_them_side_by_side(desk):
    response = desk.post("/sample/stale_input")

    assert response.status_code == 409
    assert re.search(r"ของฉัน 18.*ของเขา 21", text(response), re.DOTALL)


def test_input_no_form_took_is_422_with_its_sentences(desk):
    response = desk.post("/sample/bad_input", {"members": "0"})

    assert response.status_code == 422
    assert "จำนวนสมาชิกต้องมากกว่า 0" in text(response)


def test_form_older_than_its_log_in_gives_back_what_was_typed(officer):
    client = signed_in(officer, enforce_csrf_checks=True)

    response = client.post("/sample/done", {"problem": "ฝนตกหนัก"})

    assert response.status_code == 403
    assert "ฝนตกหนัก" in text(response)
    assert begun() == 0


def test_too_much_at_once_is_413(officer, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    client = signed_in(
        officer, enforce_csrf_checks=True
    )  # the check reads the form first, as it does for everyone
    client.get("/components")  # brings the cookie without which nothing is read

    response = client.post(
        "/sample/done", "problem=" + "x" * 200, content_type="application/x-www-form-urlencoded"
    )

    assert response.status_code == 413
    assert "ขนาดใหญ่เกินไป" in text(response)
    assert response.wsgi_request.read() == b""  # a browser that is still sending would hear no answer


def test_failure_shows_a_number_that_the_log_carries_and_nothing_of_the_inside(client, caplog):
    client.raise_request_exception = False

    response = client.get("/sample/broken")

    number = response.headers["X-Error-Number"]
    assert response.status_code == 500
    assert re.fullmatch(r"\d{4}-\d{4}", number)
    assert number in text(response)
    assert "what went wrong inside" not in text(response)
    assert [r.getMessage() for r in caplog.records if r.name == "sammachip.errors"] == [
        f"error {number} at GET /sample/broken"
    ]
