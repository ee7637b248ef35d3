"""A browser before the real server. Each journey leaves its pictures in screenshots/, which is not committed."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from server import Server

PICTURES = Path(__file__).resolve().parents[2] / "screenshots"
ARGUMENTS = [
    "--no-sandbox",  # Chromium refuses to run as root with one
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        path = os.environ.get("CHROMIUM", "/usr/bin/chromium")
        chromium = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def visitor(browser: Browser, demo: Server) -> Iterator[Page]:
    """A fresh visitor's page; the test fails when a script broke or the browser blocked something."""
    context = browser.new_context(
        base_url=demo.address,
        locale="th-TH",
        timezone_id="Asia/Bangkok",
        viewport={"width": 1280, "height": 900},
    )
    page = context.new_page()
    complaints: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type == "error" and "Failed to load resource" not in message.text:
            complaints.append(message.text)

    page.on("console", hear)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    assert complaints == []


@pytest.fixture
def picture(visitor: Page, request: pytest.FixtureRequest) -> Callable[[str], Path]:
    """Takes a picture of the whole page once its letters are there: `picture("after-sending")`."""

    def take(name: str) -> Path:
        visitor.evaluate("document.fonts.ready")
        target = PICTURES / f"{request.node.originalname}-{name}.png"
        visitor.screenshot(path=target, full_page=True)
        return target

    return take
