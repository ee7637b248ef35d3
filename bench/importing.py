"""A province's whole register of groups, 20,140 rows of ten columns, read from XLSX, checked, previewed and applied with
its history; beside django-import-export, which has an environment of its own.

Each way runs in a process of its own. Times are processor seconds, those of child processes with them.
"""

import json
import os
import subprocess
import sys
import venv
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

import xlsxwriter

from bench.results import Result
from bench.timing import Promise
from sammachip.org.models import Area, AreaLevel

ROWS = 20_140
HEADING = ("ชื่อกลุ่ม", "ชนิดกลุ่ม", "จังหวัด", "อำเภอ", "ตำบล", "หมู่ที่", "บ้าน", "ผลิตภัณฑ์", "สมาชิก (คน)", "โทรศัพท์")
PRODUCTS = ("ผ้าไหมทอมือ", "เสื่อกก", "ข้าวกล้องบรรจุถุง", "น้ำพริก", "เครื่องจักสาน")
USUAL_BAR, BULK_BAR, MEMORY_BAR = 0.2, 1.0, 300.0
HERE = Path(__file__).parent
ENVIRONMENT = HERE.parent / "var" / "bench" / "django-import-export"
THEIRS = ("django-import-export[xlsx]==4.3.14", f"Django=={version('Django')}")


def promises() -> list[Promise]:
    """Five times faster than its usual way, not slower than its bulk way, and within 300 MB."""
    with TemporaryDirectory(prefix="sammachip-import-") as folder:
        sheet = Path(folder, "groups.xlsx")
        write_sheet(sheet)
        ours = told_by(sys.executable, "bench.importing_ours", str(sheet))
        python = str(environment() / "bin" / "python")
        usual, bulk = (
            told_by(python, "bench.importing_theirs", str(sheet), way, folder)["seconds"]
            for way in ("usual", "bulk")
        )
    Result("import", ours["seconds"], {"usual": usual, "bulk": bulk}, "s").write()
    return [
        Promise("20,140 groups beside django-import-export its usual way", usual, ours["seconds"], USUAL_BAR),
        Promise("20,140 groups beside django-import-export its bulk way", bulk, ours["seconds"], BULK_BAR),
        Promise("megabytes of parent and child together, of 300", MEMORY_BAR, ours["megabytes"], 1.0),
    ]


def told_by(python: str, module: str, *given: str) -> dict[str, float]:
    """What a run in a process of its own says of itself."""
    run = subprocess.run(
        [python, "-m", module, *given],
        cwd=HERE.parent,
        env=os.environ,
        stdout=subprocess.PIPE,
        check=True,
    )
    told: dict[str, float] = json.loads(run.stdout)
    return told


def environment() -> Path:
    """The other's own environment, made once."""
    if not (ENVIRONMENT / "bin" / "python").exists():
        venv.create(ENVIRONMENT, with_pip=True)
        pip = [str(ENVIRONMENT / "bin" / "python"), "-m", "pip", "install", "--quiet", *THEIRS]
        subprocess.run(pip, check=True)
    return ENVIRONMENT


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
