"""Scripts that meet on one page, in a browser, each before a page made for it."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

pytestmark = [pytest.mark.journey, pytest.mark.slow]

SCRIPTS = Path(__file__).resolve().parents[2] / "src/sammachip/web/static/web/js"
HOUSE = "http://house.test/"
DRAFT = """<!doctype html><html lang="th"><title>ร่าง</title>
<form method="post" data-autosave="/keep"><input name="words" aria-label="ข้อความ">
  <output data-autosave-state data-saved="บันทึกแล้ว"></output></form>
<form method="post" action="/remove" data-confirm="นำออก" data-yes="นำออก" data-no="ยังก่อน"><button>นำไฟล์ออก</button></form>
<script type="module" src="/confirm.js"></script><script type="module" src="/autosave.js"></script>"""

SHEET = """<!doctype html><html lang="th"><title>ใบคะแนน</title><style>#work { height: 9rem; overflow-y: auto }</style>
<div id="work"><p style="height: 90rem">แผน</p></div>
<form data-marks><input name="points.plan" aria-label="แผน"><input name="note.plan" aria-label="เหตุผล">
  <input name="points.clip" aria-label="คลิป"><button value="stay">ร่าง</button><button class="is-first">ปิดผนึก</button></form>
<script type="module" src="/marks.js"></script>"""


def test_marks_are_given_by_keys_alone_and_no_held_key_seals(visitor: Page) -> None:
    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(HOUSE)
        if path.endswith(".js"):
            route.fulfill(path=SCRIPTS / path, content_type="text/javascript")
        else:
            route.fulfill(body=SHEET, content_type="text/html; charset=utf-8")

    visitor.route(f"{HOUSE}**", answer)
    visitor.goto(HOUSE)

    expect(visitor.get_by_label("แผน")).to_be_focused()
    visitor.keyboard.type("8")
    visitor.keyboard.press("Enter")
    expect(visitor.get_by_label("คลิป")).to_be_focused()
    visitor.keyboard.press("PageDown")
    assert visitor.locator("#work").evaluate("it => it.scrollTop") > 0
    for _ in range(3):
        visitor.keyboard.down("Enter")
    expect(visitor.get_by_text("ปิดผนึก", exact=True)).to_be_focused()
    assert visitor.url == HOUSE


def test_a_grave_step_beside_a_draft_not_kept_yet_asks_once(visitor: Page) -> None:
    came: list[str] = []

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(HOUSE)
        if path.endswith(".js"):
            route.fulfill(path=SCRIPTS / path, content_type="text/javascript")
            return
        came.append(path)
        if path == "keep":
            route.fulfill(json={"missing": "", "preview": "", "computed": {}})
        else:
            route.fulfill(
                body=DRAFT if not path else "<p>นำออกแล้ว</p>", content_type="text/html; charset=utf-8"
            )

    visitor.route(f"{HOUSE}**", answer)
    visitor.goto(HOUSE)

    visitor.fill("input", "เขียนค้างไว้")
    visitor.click("text=นำไฟล์ออก")
    visitor.click("dialog .is-first")

    expect(visitor.locator("p")).to_have_text("นำออกแล้ว")
    assert came == ["", "keep", "remove"]
