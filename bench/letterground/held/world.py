"""Programmes, people and offices of the held-back half."""

import random

from bench.letterground.senders import ACTING, IN_POST, KEEPING, Sender, Signer, phone_number
from bench.letterground.world import LETTERS, Programme, World, halves

WORLD = World(
    provinces=halves(1),
    programmes=(
        Programme("โครงการท่องเที่ยววิถีลุ่มน้ำโดยชุมชน", "โครงการท่องเที่ยวเชิงเกษตรโดยชุมชน"),
        Programme("โครงการจัดการขยะครัวเรือนแบบมีส่วนร่วม", "โครงการจัดการน้ำเสียครัวเรือนแบบมีส่วนร่วม"),
        Programme("โครงการกองทุนหมุนเวียนเพื่ออาชีพ", "โครงการกองทุนหมุนเวียนเพื่อการศึกษา"),
        Programme("โครงการช่างชุมชนซ่อมสร้าง", "โครงการช่างฝีมือซ่อมสร้าง"),
        Programme("โครงการธนาคารเมล็ดพันธุ์ประจำตำบล", "โครงการธนาคารปุ๋ยหมักประจำตำบล"),
        Programme("โครงการสมุนไพรพึ่งตนเอง", "โครงการสมุนไพรแปรรูปส่งออก"),
        Programme("โครงการหมู่บ้านน้ำสะอาด", "โครงการหมู่บ้านอากาศสะอาด"),
        Programme("โครงการประมงพื้นบ้านยั่งยืน", "โครงการปศุสัตว์พื้นบ้านยั่งยืน"),
    ),
    men=("อนุชา", "สุรพล", "วิเชียร", "ณรงค์ชัย", "ไพโรจน์"),
    women=("มาลัย", "สุดารัตน์", "จันทร์เพ็ญ", "ปิยนุช", "เรณู"),
    family_names=("คงสมบูรณ์", "สายธาร", "ภูผาแดง", "นาคำ", "เกษมสุขใจ", "ทุ่งทอง", "ไพรวัลย์ดี", "หอมหวล"),
    streets=("สุขเกษม", "ศรีวิชัยเก่า", "รอบเวียง", "ชลประทาน", "มิตรไมตรี"),
    titles=(("นาย", "ว่าที่ ร.ต.", "พันจ่าเอก "), ("นาง", "นางสาว", "ดร.")),
)

DEPARTMENTS = (
    ("กรมส่งเสริมการปกครองท้องถิ่น", "มท 0810.3", "อธิบดี", "ถนนนครราชสีมา"),
    ("กรมพลศึกษา", "กก 0304", "อธิบดี", "ถนนพระรามที่ 1"),
    ("กรมประมง", "กษ 0505.4", "อธิบดี", "ถนนพหลโยธิน"),
    ("กรมอนามัย", "สธ 0906.02", "อธิบดี", "ถนนติวานนท์"),
)
"""Name, letters, the head's post without the name, and the street."""

SERVICES = (
    ("สำนักงานเกษตรจังหวัด", "0009", "เกษตรจังหวัด", "กลุ่มส่งเสริมและพัฒนาเกษตรกร"),
    ("สำนักงานส่งเสริมการปกครองท้องถิ่นจังหวัด", "0023.3", "ท้องถิ่นจังหวัด", "กลุ่มงานส่งเสริมและพัฒนาท้องถิ่น"),
    (
        "สำนักงานพัฒนาสังคมและความมั่นคงของมนุษย์จังหวัด",
        "0005",
        "พัฒนาสังคมและความมั่นคงของมนุษย์จังหวัด",
        "กลุ่มนโยบายและวิชาการ",
    ),
)
"""Services of a ministry in a province: name, code, the head's post, section."""


def service(world: World, rng: random.Random, *, most: int = 99) -> Sender:
    """A ministry's service in a province; its letters are the province's."""
    place = world.province(rng, most=most)
    office, code, post, section = rng.choice(SERVICES)
    governor = f"ผู้ว่าราชการจังหวัด{place.name}"
    return Sender(
        f"{LETTERS[place.code]} {code}",
        (
            f"{office}{place.name}",
            f"{rng.randint(2, 480)} ถนน{world.street(rng)}",
            f"อำเภอเมือง จังหวัด{place.name} {place.code}000",
        ),
        (f"{office}{place.name}", f"จังหวัด{place.name}"),
        "จังหวัด",
        (f"{office}{place.name}", section),
        (
            Signer(f"{post}{place.name}"),
            Signer(f"{post}{place.name}", ACTING, governor),
            Signer("นักวิชาการชำนาญการพิเศษ", KEEPING, f"{post}{place.name}"),
            Signer(f"หัวหน้า{section}", IN_POST, f"{post}{place.name}"),
        ),
        phone_number(rng, place.code),
        place.code,
    )
