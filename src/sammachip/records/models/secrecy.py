"""How secret a letter is, and what the register says of a secret one.

Of a secret letter its line stands in the register for all who see the register, without its subject; what it says is for
those alone whom the line names: who wrote, checked, signed and numbered it, the head of the office that sends and of each
that it went to, who received it there and who was given it (ระเบียบว่าด้วยการรักษาความลับของทางราชการ พ.ศ. 2544).
"""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from sammachip.core.letter import SECRECIES


class Secrecy(models.TextChoices):
    CONFIDENTIAL = "confidential", _("ลับ")
    SECRET = "secret", _("ลับมาก")


def secrecy_of(face: str) -> str:
    """The class that a paper bears on its face; a word that is none of them is taken for the strictest."""
    by_word = {word: key for key, word in SECRECIES.items()}
    return by_word.get(face, Secrecy.SECRET.value) if face else ""


def subject_in_register(secrecy: str, subject: str) -> str:
    """What the register says a letter is about: of a secret one its class alone, in Thai as all that it keeps."""
    if not secrecy:
        return subject
    with override("th"):
        return str(_("หนังสือ{secrecy} ไม่แสดงเรื่องในทะเบียน")).format(secrecy=Secrecy(secrecy).label)
