"""The main journey: from the province's register to the department's consolidated report, as people would walk it."""

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Browser, Locator, Page

from server import Server

pytestmark = [pytest.mark.journey, pytest.mark.slow]

PASSWORD = "sammachip-2561"
PICTURES = Path(__file__).resolve().parents[2] / "screenshots"
PROGRAMME = "โครงการพัฒนาศักยภาพสัมมาชีพชุมชนสู่ความยั่งยืน"
REPORT, CONSOLIDATED = "แบบรายงานความก้าวหน้า", "รายงานความก้าวหน้าภาพรวมจังหวัด"


class Walk:
    """One browser; people sign in and out of it as at a shared office computer."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.pictures = 0

    @contextmanager
    def as_person(self, username: str) -> Iterator[Page]:
        self.page.context.clear_cookies()
        self.page.goto("/login/")
        self.page.fill("[name=username]", username)
        self.page.fill("[name=password]", PASSWORD)
        self.press(self.page.locator("main button").first)
        yield self.page

    def look(self, name: str) -> None:
        """Keep pictures at both widths; nothing may be wider than the screen, or in the way of a keyboard or reader."""
        self.pictures += 1
        for width in (390, 1280):
            self.page.set_viewport_size({"width": width, "height": 900})
            self.page.evaluate("document.fonts.ready")
            assert self.page.evaluate("document.documentElement.scrollWidth") <= width, (name, width)
            target = PICTURES / f"programme-a-{self.pictures:02}-{name}-{width}.png"
            self.page.screenshot(path=target, full_page=True)
        found = Axe().run(self.page)
        assert found.violations_count == 0, (name, found.generate_report())

    def case(self) -> None:
        """From the desk to the case of one's own office."""
        self.page.goto("/")
        self.follow(self.page.get_by_role("main").get_by_role("link", name=PROGRAMME, exact=True).last)

    def task(self, title: str) -> None:
        self.case()
        self.follow(self.page.get_by_role("main").get_by_role("link", name=title, exact=True))

    def press(self, button: Locator) -> None:
        """Press a button that sends its form, and wait for the page that answers."""
        with self.page.expect_navigation():
            button.click()

    follow = press  # a link, likewise: what is read next is read off the page it leads to

    def confirm(self, button: Locator) -> None:
        """Press a button that asks first, and say yes."""
        button.click()
        self.press(self.page.locator("dialog[open] button").last)


@pytest.fixture
def walk(browser: Browser, demo: Server) -> Iterator[Walk]:
    context = browser.new_context(
        base_url=demo.address, locale="th-TH", timezone_id="Asia/Bangkok", accept_downloads=True
    )
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield Walk(page)
    context.close()
    assert complaints == []


def photo() -> dict[str, object]:
    file = io.BytesIO()
    Image.new("RGB", (320, 240), "seagreen").save(file, "JPEG")
    return {"name": "ประชุมกลุ่ม.jpg", "mimeType": "image/jpeg", "buffer": file.getvalue()}


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return re.sub(r"\s+", "", "".join(page.get_textpage().get_text_range() for page in document))


def download(page: Page, link: Locator) -> bytes:
    with page.expect_download() as waiting:
        link.click()
    return Path(waiting.value.path()).read_bytes()


def test_from_the_register_to_the_department(walk: Walk) -> None:
    province_records_the_transfer(walk)
    district_registers_its_groups_and_a_cluster(walk)
    district_spends_on_an_approved_activity(walk)
    district_reports(walk)
    province_returns_it_once_and_accepts_it(walk)
    report = department_opens_the_consolidated_report(walk)

    assert "๘๗๓,๖๐๐" in text_of(report)


def province_records_the_transfer(walk: Walk) -> None:
    with walk.as_person("fai") as page:
        page.goto("/money/registers/")
        walk.follow(page.get_by_role("main").get_by_role("link", name=PROGRAMME).first)
        assert "873,600.00" in page.content()
        walk.look("register")
        page.get_by_label("เลขที่เอกสารการโอน").fill("ตัวอย่าง 40/2561")
        page.get_by_label("วันที่โอน").fill("๑๐ กันยายน ๒๕๖๑")
        walk.press(page.get_by_role("button", name="บันทึกการโอน"))
        walk.look("transferred")
        row = page.get_by_role("row").filter(has_text="เมืองบุรีรัมย์").first
        assert "62,400.00" in row.inner_text()


def district_registers_its_groups_and_a_cluster(walk: Walk) -> None:
    with walk.as_person("malee") as page:
        walk.look("desk-of-the-district")
        for number, name in enumerate(("กลุ่มขนมไทยตัวอย่าง", "กลุ่มขนมอบตัวอย่าง"), start=1):
            walk.case()
            walk.follow(page.get_by_role("link", name="ลงทะเบียนกลุ่มใหม่"))
            page.get_by_label("ตำบล").select_option(index=number)
            page.get_by_label("หมู่ที่").fill("4")  # on the demo's lists of villages
            page.get_by_label("ชื่อบ้าน").fill("ตัวอย่าง")
            page.get_by_label("ชื่อกลุ่ม").fill(name)
            page.get_by_label("ผลิตภัณฑ์ของกลุ่ม").fill("ขนมไทย")
            page.get_by_label("สมาชิก (คน)").fill("๑๒")
            page.get_by_label("สถานที่จำหน่าย").fill("ตลาดนัดชุมชน")
            page.get_by_label("ลงทะเบียนแล้ว").check()
            if number == 1:
                walk.look("new-group")
            for answer in page.locator('input[name^="a."][value="yes"]').all():
                answer.check()
            walk.press(page.get_by_role("button", name="ตรวจคุณสมบัติ"))
            if number == 1:
                walk.look("eligible")
            walk.press(page.get_by_role("button", name="ลงทะเบียนและนำเข้าโครงการ"))
        walk.task("จัดคลัสเตอร์กลุ่มอาชีพ")
        page.get_by_label("ชื่อคลัสเตอร์").fill("คลัสเตอร์ขนมตัวอย่าง")
        page.get_by_label("ผลิตสินค้าประเภทเดียวกัน", exact=True).check()
        for name in ("กลุ่มขนมไทยตัวอย่าง", "กลุ่มขนมอบตัวอย่าง"):
            page.get_by_label(name).check()
        walk.press(page.get_by_role("button", name="จัดคลัสเตอร์"))
        walk.look("cluster")
        assert "คลัสเตอร์ขนมตัวอย่าง" in page.content()


def district_spends_on_an_approved_activity(walk: Walk) -> None:
    with walk.as_person("malee") as page:
        page.goto("/money/")
        walk.follow(page.get_by_role("main").get_by_role("link", name="กลุ่มขนมไทยตัวอย่าง").first)
        money_of_the_group = page.url
        while (
            buttons := page.get_by_role("button", name="ปฏิบัติตามแล้ว").and_(page.locator(".is-first"))
        ).count():
            walk.press(buttons.first)
        walk.look("rules-answered")
        walk.follow(page.get_by_role("link", name="ขออนุมัติกิจกรรมใหม่"))
        page.get_by_label("กิจกรรม", exact=True).fill("อบรมการทำขนมและบรรจุภัณฑ์")
        page.get_by_label("วัตถุประสงค์และเหตุผล").fill("พัฒนาคุณภาพสินค้าตามแผนของกลุ่ม")
        for field, value in (
            ("item", "ค่าตอบแทนวิทยากร"),
            ("quantity", "๖"),
            ("unit", "ชั่วโมง"),
            ("price", "600"),
        ):
            page.locator(f"[name=lines-0-{field}]").fill(value)
        page.locator("[name=lines-0-expense_class]").select_option(label="ค่าตอบแทน")
        walk.look("spending-being-written")
        walk.press(page.get_by_role("button", name="บันทึกร่าง"))
        spending = page.url
        walk.press(page.get_by_role("button", name="เสนอขออนุมัติ"))
    with walk.as_person("mana") as page:
        page.goto(spending)
        form = open_act(page, "อนุมัติ")
        form.get_by_label("เลขที่บันทึก").fill("บร 0019.1/15")
        form.get_by_label("วันที่อนุมัติ").fill("10 ก.ย. 61")
        walk.press(form.get_by_role("button", name="อนุมัติ"))
        walk.look("spending-approved")
    with walk.as_person("fong") as page:
        page.goto(spending)
        form = open_act(page, "เพิ่มหลักฐาน")
        form.get_by_label("หลักฐาน", exact=True).select_option(index=1)
        form.get_by_label("เลขที่ / ที่เก็บต้นฉบับ").fill("แฟ้มโครงการ 1/2561")
        walk.press(form.get_by_role("button", name="เพิ่มหลักฐาน"))
        form = open_act(page, "บันทึกการเบิกจ่าย")
        form.get_by_label("จำนวนเงิน (บาท)").fill("๓,๖๐๐.๐๐")
        form.get_by_label("วันที่ตามเอกสาร").fill("10 ก.ย. 61")
        form.get_by_label("เลขที่เอกสาร").fill("ขบ 3600/2561")
        walk.press(form.get_by_role("button", name="บันทึกการเบิกจ่าย"))
        walk.look("spending-paid")
        page.goto(money_of_the_group)
        walk.look("money-of-the-group")
        assert "3,600.00" in page.content()


def open_act(page: Page, title: str) -> Locator:
    """The form of one act on a spending, unfolded if it was folded."""
    details = (
        page.get_by_role("main").locator("details").filter(has=page.get_by_text(title, exact=True)).first
    )
    if details.get_attribute("open") is None:
        details.locator("summary").click()
    return details


def district_reports(walk: Walk) -> None:
    with walk.as_person("malee") as page:
        walk.task(REPORT)
        walk.press(page.get_by_role("button", name="ทำฉบับใหม่"))
        page.get_by_label("อยู่ระหว่างดำเนินการ", exact=True).first.check()
        page.locator("[name='a.process.step_1.result']").fill("สำรวจครบทั้ง 2 กลุ่ม")
        walk.press(page.get_by_role("button", name="บันทึกร่าง"))
        first = page.locator(".photo-step").first
        first.locator("summary").click()
        first.locator("input[type=file]").set_input_files(photo())
        first.get_by_label("คำบรรยายภาพ").fill("สำรวจข้อมูลกลุ่มขนมไทย")
        walk.press(first.get_by_role("button", name="เพิ่มภาพ"))
        walk.look("report-being-written")
        walk.press(page.get_by_role("button", name="บันทึกและส่ง"))
        walk.look("report-sent")
        assert "ส่งแล้ว รอตรวจ" in page.content()
    sign_first(walk, "mana")


def sign_first(walk: Walk, username: str) -> None:
    """Open what waits on one's desk and sign it."""
    with walk.as_person(username) as page:
        walk.follow(page.get_by_role("link", name="เปิดงานนี้"))
        open_latest(walk)
        walk.confirm(page.get_by_role("button", name="และลงนาม"))


def open_latest(walk: Walk) -> None:
    """From a task's page to its latest filing; some links lead there at once."""
    if "/tasks/" in walk.page.url:
        walk.follow(walk.page.get_by_role("table").get_by_role("link").first)


def province_returns_it_once_and_accepts_it(walk: Walk) -> None:
    with walk.as_person("somchai") as page:
        open_from_town(walk)
        walk.look("province-reads")
        page.get_by_text("ส่งคืนให้แก้ไข", exact=True).first.click()
        page.get_by_label("เหตุผลที่ส่งคืน").fill("ขอให้เพิ่มผลของขั้นตอนที่ ๒")
        walk.press(page.get_by_role("button", name="ส่งคืนพร้อมเหตุผล"))
    with walk.as_person("malee") as page:
        walk.look("desk-after-return")
        walk.task(REPORT)
        open_latest(walk)
        walk.follow(page.get_by_role("link", name="กรอกต่อ"))
        walk.look("returned-with-reason")
        page.locator("[name='a.process.step_2.result']").fill("รวมเป็นคลัสเตอร์ขนมตัวอย่างแล้ว")
        walk.press(page.get_by_role("button", name="บันทึกและส่ง"))
    sign_first(walk, "mana")
    with walk.as_person("somchai") as page:
        open_from_town(walk)
        walk.look("what-changed")
        assert "รวมเป็นคลัสเตอร์ขนมตัวอย่างแล้ว" in page.content()
        walk.confirm(page.get_by_role("button", name="และลงนาม"))
        walk.look("accepted")
        report = text_of(download(page, page.get_by_role("link", name="PDF")))
        assert "๖๒,๔๐๐.๐๐" in report
        assert "๓,๖๐๐.๐๐" in report
        assert "คลัสเตอร์ขนมตัวอย่าง" in report


def open_from_town(walk: Walk) -> None:
    walk.follow(walk.page.get_by_role("main").get_by_role("link").filter(has_text="สพอ.เมืองบุรีรัมย์").first)
    open_latest(walk)


def department_opens_the_consolidated_report(walk: Walk) -> bytes:
    with walk.as_person("somchai") as page:
        walk.task(CONSOLIDATED)
        walk.press(page.get_by_role("button", name="เริ่มกรอก"))
        walk.look("consolidated-being-written")
        walk.press(page.get_by_role("button", name="บันทึกและส่ง"))
        walk.look("consolidated-sent")
    sign_first(walk, "suda")
    with walk.as_person("anong") as page:
        walk.follow(page.get_by_role("link", name="เปิดงานนี้"))
        open_latest(walk)
        walk.confirm(page.get_by_role("button", name="และลงนาม"))
        walk.look("department")
        return download(page, page.get_by_role("link", name="PDF"))
