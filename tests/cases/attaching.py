"""A report that asks for files beside its answers, for the tests of files."""

import make
from cast import Cast
from sammachip.cases.models import Filing

FILES = """    form: progress
    files:
      clip: {label: คลิปวิดีโอ, accept: video, required: true, max_seconds: 3, help: เล่าการดำเนินงาน}
      plan: {label: แผนธุรกิจ, accept: document}
      more: {label: ไฟล์อื่น, accept: any, at_most: 2}
    repeats: any date
"""


def draft(cast: Cast) -> Filing:
    """Malee's report of เมืองบุรีรัมย์, with everything answered and no file given."""
    text = make.PACK_A.read_text()
    asked = text.replace("    form: progress\n    repeats: any date\n", FILES)
    assert asked != text
    district = make.district(cast, make.publish(cast, asked))
    return make.filing(make.task(district, "report"), cast.malee, {"standing": "ongoing"})
