"""A day in the field: the network is cut mid-survey, three surveys are written, and each comes in once."""

import io
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from journeys.field_ground import NAMES, PASSWORD
from server import serving, surroundings

pytestmark = [pytest.mark.journey, pytest.mark.slow]

TESTS = Path(__file__).resolve().parents[1]
PICTURES = TESTS.parent / "screenshots"
PATIENT = 40_000  # a machine that may be busy with other tests
WEAVERS, BASKETS, SWEETS = NAMES


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where an office answers whose district has three groups to survey."""
    folder = tmp_path_factory.mktemp("field") / "data"
    with serving(folder) as server:
        lay = [sys.executable, str(TESTS / "journeys" / "field_ground.py")]
        subprocess.run(lay, env={**surroundings(folder), "PYTHONPATH": str(TESTS)}, check=True)
        yield server.address


@pytest.fixture
def phone(browser: Browser, office: str) -> Iterator[BrowserContext]:
    """A small phone that knows where it is; the test fails when a script broke."""
    context = browser.new_context(
        base_url=office,
        locale="th-TH",
        timezone_id="Asia/Bangkok",
        viewport={"width": 360, "height": 740},
        geolocation={"latitude": 14.99, "longitude": 103.1},
        permissions=["geolocation"],
    )
    complaints: list[str] = []
    context.on("weberror", lambda error: complaints.append(str(error.error)))
    yield context
    context.close()
    assert complaints == []


def signed_in(context: BrowserContext, name: str, where: str) -> Page:
    page = context.new_page()
    page.goto(f"/login/?next={where}")
    page.fill("[name=username]", name)
    page.fill("[name=password]", PASSWORD)
    follow(page, page.locator("main button").first)
    return page


def follow(page: Page, way: Locator) -> None:
    """Take this link or button, and wait for the page it leads to: what is read next is read off that one."""
    with page.expect_navigation():
        way.click()


def look(page: Page, name: str) -> None:
    page.evaluate("document.fonts.ready")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360, name
    page.screenshot(path=PICTURES / f"field-{name}-360.png", full_page=True)
    found = Axe().run(page)
    assert found.violations_count == 0, (name, found.generate_report())


def outbox(page: Page) -> None:
    expect(page.locator("[data-outbox]")).to_have_attribute("data-begun", "yes", timeout=PATIENT)


def survey(page: Page, group: str) -> None:
    """Open the survey of this group as it was taken along."""
    page.locator("summary", has_text="แบบสำรวจ").click()
    follow(page, page.locator(".along a", has_text=group).filter(has_text="สำรวจ"))
    expect(page.locator("form[data-field]")).to_have_attribute("data-begun", "yes", timeout=PATIENT)


def finish(page: Page) -> None:
    follow(page, page.get_by_role("button", name="เสร็จ เก็บเข้ากล่องรอส่ง"))
    outbox(page)


def correct(context: BrowserContext, group: str, members: str, sale_places: str) -> None:
    """The district's head corrects the registry of this group meanwhile, on another computer."""
    page = signed_in(context, "mana", "/groups/")
    follow(page, page.get_by_role("link", name=group).first)
    follow(page, page.get_by_role("link", name="แก้ไข").first)
    page.fill("[name=members_count]", members)
    page.fill("[name=sale_places]", sale_places)
    follow(page, page.locator("main form button.is-first").first)
    expect(page.get_by_text("บันทึกแล้ว เปลี่ยน 2 ข้อ")).to_be_visible()


def photo() -> dict[str, object]:
    file = io.BytesIO()
    Image.new("RGB", (640, 480), "seagreen").save(file, "JPEG")
    return {"name": "IMG_0001.jpg", "mimeType": "image/jpeg", "buffer": file.getvalue()}


def test_three_surveys_written_without_a_network_come_in_once_each(
    phone: BrowserContext, browser: Browser, office: str
) -> None:
    page = signed_in(phone, "malee", "/field/")
    outbox(page)
    page.get_by_role("button", name="เก็บทั้งหมดลงเครื่อง").click()
    expect(page.locator("[data-said]")).to_have_attribute("data-state", "taken", timeout=PATIENT)

    survey(page, WEAVERS)
    page.fill("[name='a.members_count']", "15")
    phone.set_offline(True)  # mid-survey
    for part in range(1, 4):
        page.get_by_role("button", name="ไปส่วนถัดไป").click()
        expect(page.locator("[data-part][open]")).to_have_count(1)
        expect(page.locator("[data-part]").nth(part)).to_have_attribute("open", "")
    page.fill("[name='a.problems']", "ขาดวัตถุดิบ")
    expect(page.locator("[data-progress]").last).to_have_text("ตอบแล้ว 1 จาก 3 ข้อ")
    page.set_input_files("[data-pictures]", photo())
    expect(page.locator(".picture [data-taken]")).to_contain_text("14.99000, 103.10000")
    page.fill(".picture input", "สมาชิกประชุมกลุ่ม")
    look(page, "form")
    page.locator(".brand").click()  # leads out of the field: one stays, and is told so
    expect(page.locator("dialog[open]")).to_contain_text("ร่างที่เขียนไว้ยังอยู่ในเครื่องนี้")
    look(page, "stays")
    page.locator("dialog[open] button").click()
    expect(page.locator("[name='a.problems']")).to_have_value("ขาดวัตถุดิบ")
    finish(page)

    survey(page, BASKETS)
    page.fill("[name='a.members_count']", "20")
    rows = page.locator("#a-committee tbody tr")
    before = rows.count()
    page.locator("[data-more-of=a-committee]").click()
    expect(rows).to_have_count(before + 1)
    for number in range(before + 1):
        page.fill(f"[name='a.committee.{number}.post']", "กรรมการ")
        page.fill(f"[name='a.committee.{number}.name']", f"นางสมมุติ คนที่{number + 1}")
    finish(page)

    survey(page, SWEETS)
    page.fill("[name='a.members_count']", "ยี่สิบ")
    expect(page.locator("[data-kept]")).to_have_attribute("data-state", "saved")
    page.close()

    page = phone.new_page()
    page.goto("/field/")
    outbox(page)
    expect(page.locator(".draft")).to_have_count(3)
    follow(page, page.locator(".draft", has_text=SWEETS).get_by_role("link", name="เขียนต่อ"))
    expect(page.locator("[name='a.members_count']")).to_have_value("ยี่สิบ")
    finish(page)
    look(page, "outbox")

    other = browser.new_context(base_url=office, locale="th-TH")
    correct(other, WEAVERS, "13", "ตลาดนัดวันเสาร์")
    other.close()

    phone.set_offline(False)
    expect(page.locator(".draft[data-state=placed]")).to_have_count(3, timeout=PATIENT)
    look(page, "sent")
    met = page.locator(".draft", has_text=WEAVERS)
    expect(met.locator("[data-part=disputed] tbody tr")).to_have_count(1)
    expect(met.locator("[data-part=disputed] tbody tr")).to_contain_text("15")
    expect(met.locator("[data-part=disputed] tbody tr")).to_contain_text("13")
    expect(met.locator("[data-part=told]")).to_contain_text("ตลาดนัดวันเสาร์")
    expect(page.locator(".draft", has_text=SWEETS).locator("[data-part=wrong]")).to_contain_text("ยี่สิบ")

    # The answer was lost on its way: what is sent again has no second effect.
    page.evaluate("""async () => {
      const { draftsOf, keep } = await import(document.querySelector("[data-store]").dataset.store);
      for (const one of await draftsOf(document.body.dataset.person)) await keep({ ...one, state: "sending" });
    }""")
    page.reload()
    expect(page.locator(".draft[data-state=placed]")).to_have_count(3, timeout=PATIENT)

    with page.expect_download() as waiting:
        met.get_by_role("button", name="ส่งออกเป็นแฟ้ม").click()
    assert "<instanceID>uuid:" in Path(waiting.value.path()).read_text()
    page.locator(".draft", has_text=BASKETS).get_by_role("button", name="ลบจากเครื่อง").click()
    page.locator("#sure button[value=yes]").click()
    expect(page.locator(".draft")).to_have_count(2)

    follow(page, met.get_by_role("link", name="เปิดในระบบ"))
    expect(page.locator("[name='a.members_count']")).to_have_value("15")
    expect(page.locator("[name='a.sale_places']")).to_have_value("ตลาดนัดวันเสาร์")
    expect(page.locator(".photo-step figcaption")).to_contain_text("สมาชิกประชุมกลุ่ม")
    expect(page.locator(".photo-step figcaption")).to_contain_text("14.99000, 103.10000")
    assert drafts_in(page) == 3

    phone.clear_cookies()
    page = signed_in(phone, "mana", "/field/")
    outbox(page)
    expect(page.locator(".draft")).to_have_count(0)
    expect(page.locator("[data-others] b")).to_have_text("2")
    assert (
        page.evaluate("caches.keys()").count(f"field-pages-{page.evaluate('document.body.dataset.person')}")
        == 1
    )
    assert len(taken_along(page)) == 1

    page.locator("details.hat summary").click()
    follow(page, page.locator("details.hat form[action$='/logout/'] button"))
    expect(page.locator("[name=password]")).to_be_visible()
    page.wait_for_function("!sessionStorage.getItem('field-left')")
    assert taken_along(page) == []


def taken_along(page: Page) -> list[str]:
    return [one for one in page.evaluate("caches.keys()") if one.startswith("field-pages-")]


def drafts_in(page: Page) -> int:
    """How many filings the officer has under work, counted on the tasks themselves."""
    page.goto("/field/")
    found = 0
    for link in page.locator(".along a").filter(has_text="สำรวจข้อมูลกลุ่มอาชีพ").all():
        answer = page.request.get(str(link.get_attribute("href")).replace("/field", ""))
        found += answer.text().count('<th scope="row"><a href="/filings/')
    return found
