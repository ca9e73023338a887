"""The HTML report in a real Chromium, from a file: it filters, zooms and opens by mouse and keyboard, and says nothing on the console."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "unit" / "report"))

from report_sample import SCAN  # noqa: E402 - the sample of the report tests

from electron_migrate.facts.model import Safety  # noqa: E402
from electron_migrate.options import Options  # noqa: E402
from electron_migrate.pipeline import plan  # noqa: E402
from electron_migrate.report.burn_down import BurnDown, Point, Row  # noqa: E402
from electron_migrate.report.html.page import plan_html, scan_html  # noqa: E402

pytestmark = pytest.mark.slow
_FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync")

# WCAG 2: the least contrast ratio of any text against the page
_LEAST_CONTRAST = """() => {
  const channel = (value) => value / 255 <= 0.03928 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4
  const light = (colour) => {
    const [red, green, blue] = colour.match(/\\d+/g).map(Number).map(channel)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  const back = light(getComputedStyle(document.body).backgroundColor)
  const texts = [...document.querySelectorAll('p, td, .chip, .site, .reason, a')].filter((one) => one.offsetParent)
  return Math.min(...texts.map((one) => light(getComputedStyle(one).color)).map((ink) => (Math.max(ink, back) + 0.05) / (Math.min(ink, back) + 0.05)))
}"""


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[object]:
    with sync_api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=list(_FLAGS))
        yield opened
        opened.close()


BURN = BurnDown(
    now=3,
    start=9,
    rules=(Row("raw-ipc", "A page uses ipcRenderer itself", 3, 9),),
    windows=(Row("w1", "app.js", 3, 16, "not isolated"),),
    points=(Point("2026-10-01", 9), Point("2026-10-11", 6), Point("2026-11-10", 3)),
)

# What a checker of accessibility looks for first: names, labels, headings, ids, tables, and nothing that only the mouse reaches
_WRONG_FOR_SOME = """() => {
  const wrong = []
  const say = (one, what) => wrong.push(what + ': ' + one.outerHTML.slice(0, 90))
  const named = (one) => (one.getAttribute('aria-label') || one.textContent || '').trim() ||
    (one.getAttribute('aria-labelledby') && document.getElementById(one.getAttribute('aria-labelledby')))
  const ids = [...document.querySelectorAll('[id]')].map((one) => one.id)
  ids.filter((id, at) => ids.indexOf(id) !== at).forEach((id) => wrong.push('id twice: ' + id))
  document.querySelectorAll('button, a, summary, [role=button], [role=img], [role=group], section').forEach((one) => named(one) || say(one, 'no name'))
  document.querySelectorAll('[aria-labelledby]').forEach((one) => document.getElementById(one.getAttribute('aria-labelledby')) || say(one, 'label is missing'))
  document.querySelectorAll('input, select').forEach((one) => (one.labels && one.labels.length) || say(one, 'no label'))
  document.querySelectorAll('a[href^="#"]').forEach((one) => document.getElementById(one.getAttribute('href').slice(1)) || say(one, 'leads nowhere'))
  document.querySelectorAll('[role=button]').forEach((one) => one.tabIndex >= 0 || say(one, 'no key reaches it'))
  document.querySelectorAll('[tabindex]').forEach((one) => one.tabIndex > 0 && say(one, 'jumps the order'))
  document.querySelectorAll('table').forEach((one) => one.querySelector('caption') || say(one, 'no caption'))
  document.querySelectorAll('svg').forEach((one) => one.closest('[role=img], [role=group]') || say(one, 'no role'))
  let last = 0
  document.querySelectorAll('h1, h2, h3, h4').forEach((one) => {
    const level = Number(one.tagName[1])
    if (level > last + 1) say(one, 'a level is left out')
    last = level
  })
  if (document.querySelectorAll('main').length !== 1 || document.querySelectorAll('h1').length !== 1) wrong.push('main or h1')
  if (!document.documentElement.lang) wrong.push('no language')
  return wrong
}"""


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The plan of a corpus app, as the report of `plan -o`."""
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(plan_html(plan(ROOT / "corpus" / "notes" / "before", Options(), Safety.REVIEW), Options(), BURN), "utf-8")
    return path


@pytest.fixture
def page(browser, report: Path):  # type: ignore[no-untyped-def] # playwright is optional
    """The report, opened from its file; fails at the end if anything was said on the console or asked of the network."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme="light", reduced_motion="reduce")
    opened = context.new_page()
    said: list[str] = []
    opened.on("console", lambda message: said.append(message.text))
    opened.on("pageerror", lambda error: said.append(str(error)))
    opened.on("request", lambda request: None if request.url.startswith("file:") else said.append(request.url))
    opened.goto(report.as_uri())
    yield opened
    context.close()
    assert said == []


def _shown(page) -> int:  # type: ignore[no-untyped-def]
    return int(page.locator("#rows tr").count())


def test_filters_narrow_the_findings(page) -> None:  # type: ignore[no-untyped-def]
    everything = _shown(page)
    page.select_option("#rule", "raw-ipc")
    raw = _shown(page)
    assert 0 < raw < everything
    assert page.inner_text("#shown") == f"{raw} of {everything} findings"
    page.fill("#search", "notes:save")
    assert 0 < _shown(page) < raw
    page.fill("#search", "no such thing")
    assert _shown(page) == 0
    page.click("#reset")
    assert _shown(page) == everything
    page.select_option("#safety", "review")
    assert 0 < _shown(page) < everything
    page.select_option("#safety", "")
    page.fill("#file", "js/window.js")
    assert all("js/window.js" in text for text in page.locator("#rows td.place").all_inner_texts())


def test_a_channel_of_the_map_filters_by_click_and_by_key(page) -> None:  # type: ignore[no-untyped-def]
    everything = _shown(page)
    box = page.locator('#map g.box.channel[data-value="notes:save"]')
    box.click()
    assert 0 < _shown(page) < everything
    assert "notes:save" in page.inner_text("#further")
    assert box.get_attribute("aria-pressed") == "true"
    assert page.locator("#map .line.lit").count() > 0
    page.click("#further button")
    assert _shown(page) == everything
    box.focus()
    page.keyboard.press("Enter")
    assert 0 < _shown(page) < everything


def test_the_map_zooms(page) -> None:  # type: ignore[no-untyped-def]
    width = int(page.get_attribute("#map svg", "width"))
    page.click("#zoom-in")
    assert int(page.get_attribute("#map svg", "width")) > width
    page.click("#zoom-out")
    page.click("#zoom-out")
    assert int(page.get_attribute("#map svg", "width")) < width


def test_a_group_opens_its_diff(page) -> None:  # type: ignore[no-untyped-def]
    group = page.locator("details.group").last
    assert not group.locator("table.diff").first.is_visible()
    group.locator("summary").focus()
    page.keyboard.press("Enter")
    assert group.locator("table.diff").first.is_visible()
    assert group.locator("td.new").first.bounding_box()["width"] > 250


def test_both_themes_can_be_read(page) -> None:  # type: ignore[no-untyped-def]
    def contrast() -> float:
        return float(page.evaluate(_LEAST_CONTRAST))

    assert contrast() >= 4.5
    page.click("#theme")
    assert page.evaluate("document.documentElement.classList.contains('dark')")
    assert contrast() >= 4.5


def test_a_narrow_screen_shows_all_of_it(page) -> None:  # type: ignore[no-untyped-def]
    page.set_viewport_size({"width": 400, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 400
    assert page.locator("#rows tr").first.is_visible()


def test_five_thousand_findings_are_quick(browser, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    findings = tuple(replace(SCAN.findings[number % len(SCAN.findings)], id=f"x:{number}") for number in range(5000))
    path = tmp_path / "many.html"
    path.write_text(scan_html(replace(SCAN, findings=findings)), "utf-8")
    opened = browser.new_page()
    opened.goto(path.as_uri())
    assert opened.locator("#rows tr").count() == 200, "the rest comes when it is asked for"
    opened.click("#more")
    assert opened.locator("#rows tr").count() == 400
    opened.fill("#search", "zzz")
    assert opened.inner_text("#shown") == "0 of 5000 findings"
    opened.close()


def test_names_labels_headings_and_roles_are_there_for_who_does_not_see_it(page) -> None:  # type: ignore[no-untyped-def]
    assert page.evaluate(_WRONG_FOR_SOME) == []
    for summary in page.locator("details > summary").all()[:3]:
        summary.click()
    assert page.evaluate(_WRONG_FOR_SOME) == []


def test_the_tab_key_goes_through_it_in_the_order_of_the_page(page) -> None:  # type: ignore[no-untyped-def]
    places = []
    for _ in range(25):
        page.keyboard.press("Tab")
        places.append(page.evaluate("[...document.querySelectorAll('*')].indexOf(document.activeElement)"))
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none", "the focus is seen"
    assert places == sorted(places)
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("[...document.querySelectorAll('*')].indexOf(document.activeElement)") == places[-1]


def test_the_first_tab_skips_to_the_findings(page) -> None:  # type: ignore[no-untyped-def]
    page.keyboard.press("Tab")
    assert page.locator(".skip").bounding_box()["x"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#findings"


def test_the_burn_down_shows_what_is_left_and_filters(page) -> None:  # type: ignore[no-untyped-def]
    section = page.locator("#burn-down")
    assert "3 of 9 left" in section.inner_text()
    assert section.locator("svg").get_attribute("aria-label") == "From 9 on 2026-10-01 to 3 on 2026-11-10"
    xs = [float(circle.get_attribute("cx")) for circle in section.locator("circle").all()]
    assert xs == [0, 150, 600], "equal times are equal steps"
    everything = _shown(page)
    section.get_by_role("button", name="raw-ipc").click()
    assert 0 < _shown(page) < everything
    page.set_viewport_size({"width": 400, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 400
