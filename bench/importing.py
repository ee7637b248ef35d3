"""A province's whole register of groups, 20,140 rows of ten columns, read from XLSX, checked, previewed and applied with
its history; beside django-import-export, which has an environment of its own.

Each way runs in a process and over data of its own, in turn with the others; what is told is the median of its rounds.
Times are processor seconds, those of child processes with them.
"""

import shutil
import sys
from importlib.metadata import version
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import xlsxwriter
from django.conf import settings

from bench.results import Result
from bench.theirs import python_with
from bench.timing import Promise, told_by
from sammachip.org.models import Area, AreaLevel

ROWS = 20_140
HEADING = ("ชื่อกลุ่ม", "ชนิดกลุ่ม", "จังหวัด", "อำเภอ", "ตำบล", "หมู่ที่", "บ้าน", "ผลิตภัณฑ์", "สมาชิก (คน)", "โทรศัพท์")
PRODUCTS = ("ผ้าไหมทอมือ", "เสื่อกก", "ข้าวกล้องบรรจุถุง", "น้ำพริก", "เครื่องจักสาน")
USUAL_BAR, BULK_BAR, MEMORY_BAR = 0.2, 1.0, 300.0
ROUNDS = 3
HERE = Path(__file__).parent
ENVIRONMENT = HERE.parent / "var" / "bench" / "django-import-export"
THEIRS = ("django-import-export[xlsx]==4.3.14", f"Django=={version('Django')}")


def promises() -> list[Promise]:
    """Five times faster than its usual way, not slower than its bulk way, and within 300 MB."""
    with TemporaryDirectory(prefix="sammachip-import-") as folder:
        sheet = Path(folder, "groups.xlsx")
        write_sheet(sheet)
        rounds = [each_way(sheet) for _round in range(ROUNDS)]
    ours, usual, bulk, memory = (median(figures) for figures in zip(*rounds, strict=True))
    Result("import", ours, {"usual": usual, "bulk": bulk}, "s").write()
    return [
        Promise("20,140 groups beside django-import-export its usual way", usual, ours, USUAL_BAR),
        Promise("20,140 groups beside django-import-export its bulk way", bulk, ours, BULK_BAR),
        Promise("megabytes of parent and child together, of 300", MEMORY_BAR, memory, 1.0),
    ]


def each_way(sheet: Path) -> tuple[float, float, float, float]:
    """The seconds of ours, of their usual and of their bulk way, and the megabytes of ours."""
    theirs = str(python_with(THEIRS, ENVIRONMENT))
    with TemporaryDirectory(prefix="sammachip-import-") as folder:
        own = Path(folder, "data")
        shutil.copytree(settings.DATA_DIR, own)
        ours = told_by(sys.executable, "bench.importing_ours", str(sheet), env={"DATA": str(own)})
        usual, bulk = (
            told_by(theirs, "bench.importing_theirs", str(sheet), way, folder)["seconds"]
            for way in ("usual", "bulk")
        )
    return ours["seconds"], usual, bulk, ours["megabytes"]


def write_sheet(file: Path) -> None:
    """Invented groups over every sub-district of the province; telephones have lost their leading zero."""
    areas = list(
        Area.objects.filter(level=AreaLevel.SUBDISTRICT, path__startswith="/31/")
        .select_related("parent")
        .order_by("code")
    )
    with xlsxwriter.Workbook(str(file), {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADING)
        for number in range(ROWS):
            area = areas[number % len(areas)]
            moo = number // len(areas) % 20 + 1
            district = area.parent.name_th if area.parent else ""
            place = ("บุรีรัมย์", district, area.name_th, moo, f"ตัวอย่าง {moo}")
            said = (PRODUCTS[number % len(PRODUCTS)], number % 40 + 5, 800_000_000 + number)
            sheet.write_row(number + 1, 0, (f"กลุ่มสมมุติที่ {number}", "กลุ่มอาชีพ", *place, *said))
