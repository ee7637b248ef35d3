"""Forms of packs as XLSForms: each one compiles, and asks on the phone what the house asks."""

import re
from pathlib import Path
from xml.etree.ElementTree import fromstring, tostring

import pytest
from pyxform.xls2xform import convert

from programmes.conftest import ROOT
from sammachip.core.collected import answers_in, pictures_in, read_submission
from sammachip.core.fields import FieldType
from sammachip.core.xlsform import HINT, LABEL, MESSAGE, XlsForm
from sammachip.programmes import packfile, xlsforms
from sammachip.programmes.models import Edition, Programme

PACKS = sorted((ROOT / "packs").glob("*.yaml"))


def edition(path: Path) -> Edition:
    """An edition that is not kept: its forms need no database."""
    return Edition(
        programme=Programme(code=packfile.read(path.read_text("utf-8"), filename=path.name).code),
        number=3,
        digest=path.name,
        source=path.read_text("utf-8"),
    )


def row(form: XlsForm, name: str) -> dict[str, str]:
    return next(dict(one) for one in form.survey if one["name"] == name and not one["type"].startswith("end"))


@pytest.mark.parametrize("path", PACKS, ids=lambda path: path.stem)
def test_every_form_of_every_pack_compiles_without_a_warning(registered: None, path: Path) -> None:
    found = edition(path)

    for key in found.pack.forms:
        warnings: list[str] = []
        compiled = convert(xlsforms.workbook(found, key), warnings=warnings, file_type=".xlsx").xform
        assert warnings == []
        assert f'id="{found.programme.code}.{key}" version="3"' in compiled
        assert sorted(re.findall(r"<bind nodeset=\S+", compiled)) == sorted(
            re.findall(r"<bind nodeset=\S+", xlsforms.xform(found, key).decode())
        )


def test_a_question_keeps_its_words_bounds_and_condition(registered: None) -> None:
    form = xlsforms.collected_form(edition(ROOT / "packs/sammachip-sustain-2561.yaml"), "activity")

    assert row(form, "fund_for") == {
        "type": "text",
        "name": "fund_for",
        LABEL: "ใช้เพื่อรายการใด",
        HINT: "เพื่อตรวจว่าไม่ซ้ำกับรายการตามแผน",
        "relevant": "${kind} = 'funding'",
        "constraint": "string-length(.) <= 500",
        MESSAGE: "ไม่เกิน 500 ตัวอักษร",
    }
    assert row(form, "fund_source")["required"] == "${kind} = 'funding'"
    assert row(form, "held_on")["appearance"] == "buddhist"
    assert row(form, "people")["constraint"] == ". >= 0"
    assert row(form, "photos")["type"] == "begin_repeat"
    assert row(form, "photos-file")["type"] == "image"
    assert row(form, "photos-file")["constraint"] == "position(..) <= 10"
    assert [one["name"] for one in form.choices if one["list_name"] == "kind"] == [
        "plan_item",
        "funding",
        "market",
    ]


def test_tables_are_repeats_and_their_fixed_rows_are_groups(registered: None) -> None:
    sustain = edition(ROOT / "packs/sammachip-sustain-2561.yaml")
    plan = xlsforms.collected_form(sustain, "plan")
    scored = xlsforms.collected_form(sustain, "five_k")

    assert row(plan, "lines")["type"] == "begin_repeat"
    assert row(plan, "lines")[LABEL] == "รายการ — อย่างน้อย 1 รายการ"
    assert row(plan, "lines-amount")["calculation"] == "(${lines-price} * ${lines-quantity})"
    assert row(scored, "gathering-register")["type"] == "begin_group"
    assert row(scored, "gathering-register-score")["required"] == "yes"


def test_what_the_phone_cannot_do_is_said_in_the_form(registered: None) -> None:
    progress = xlsforms.collected_form(edition(ROOT / "packs/sammachip-sustain-2561.yaml"), "progress")
    income = xlsforms.collected_form(edition(ROOT / "packs/sammachip-sustain-2561.yaml"), "income")

    assert row(progress, "paid") == {"type": "note", "name": "paid", LABEL: "เบิกจ่ายแล้ว: ระบบเติมให้"}
    assert row(progress, "lead-groups")[LABEL] == "มีกลุ่มอาชีพเป้าหมาย จำนวน …… กลุ่ม รายละเอียด ดังนี้"
    assert row(income, "check-1")[LABEL].startswith("ต้องแก้: รายได้สองแถวเป็นช่วงเดียวกัน")
    assert "selected(join(' ', ${incomes-moment}), 'before')" in row(income, "check-1")["relevant"]


@pytest.mark.parametrize("path", PACKS, ids=lambda path: path.stem)
def test_what_a_phone_fills_in_is_found_again(registered: None, path: Path) -> None:
    found = edition(path)

    for key, form in found.pack.forms.items():
        collected = read_submission(filled_in(xlsforms.xform(found, key)))
        answers = answers_in(form, collected)
        asked = [one for one in form.fields if not one.filled]
        assert (collected.programme, collected.form, collected.task) == (found.programme.code, key, 7)
        assert set(answers) == {
            one.key for one in asked if one.type not in (FieldType.PHOTOS, FieldType.FILE)
        }
        assert bool(pictures_in(form, collected)) == any(one.type is FieldType.PHOTOS for one in asked)


def filled_in(xform: bytes) -> bytes:
    """What a phone sends back of this form when every question is answered with a 7."""
    [data] = [one for one in fromstring(xform).iter() if one.get("id") and one.get("version")]
    for one in data.iter():
        if not len(one):
            one.text = "7"
    return tostring(data)
