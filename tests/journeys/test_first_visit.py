"""The first visit: the pages that everybody meets before anything else."""

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = [pytest.mark.journey, pytest.mark.slow]


def test_unknown_address_says_in_thai_what_to_do(visitor, picture):
    answer = visitor.goto("/nothing-here")

    assert answer.status == 404
    assert visitor.locator("h1").inner_text() == "ไม่พบหน้านี้"
    assert picture("404").stat().st_size > 0


@pytest.mark.parametrize("width", [390, 1280])
def test_design_components_are_accessible_and_fit_the_screen(visitor, picture, width):
    visitor.set_viewport_size({"width": width, "height": 900})

    visitor.goto("/components")

    found = Axe().run(visitor)
    assert found.violations_count == 0, found.generate_report()
    assert visitor.evaluate("document.documentElement.scrollWidth") <= width
    picture(str(width))
