"""The page in a real Chromium: what an official does, with the boxes where the words are."""

from __future__ import annotations

import hashlib
import io
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import docx
import pytest
from PIL import Image, ImageDraw, ImageFont
from playwright.sync_api import Browser, FloatRect, Page, sync_playwright

from archive.demonstration import contents
from archive.extract.reading import Box
from archive.laws.importing import import_laws
from archive.laws.numerals import numeral_of
from tests.archive.laws.test_import import folder as law_folder
from tests.needs import missing, needs
from tests.search_api.http.conftest import add_cases, build, receive
from tests.search_api.http.serving import Served, serving
from tests.templates.samples import HOMESTEAD, MUSHROOMS

pytestmark = pytest.mark.chromium

TOKEN = "token-for-the-browser-test"
WIDTH, HEIGHT = 1240, 1754
SIZE = 34
LINES = (
    (320, 200, "关于红星村宅基地边界问题的来信"),
    (160, 330, "县信访局领导："),
    (230, 420, "我家与邻居的围墙自二〇一六年起有争议，"),
    (160, 510, "请求镇政府派人丈量，并拆除越界的围墙。"),
    (720, 700, "反映人：王建国"),
    (720, 780, "2022年5月6日"),
)
"""Left, top and text of every line on the scan."""
WORD = "围墙"


@dataclass(frozen=True, slots=True)
class Visit:
    """A browser looking at a server."""

    page: Page
    served: Served
    complaints: list[str]
    """What the console said, and every request to another host."""


def _font() -> ImageFont.FreeTypeFont:
    if not shutil.which("fc-match"):
        missing("fontconfig (fc-match)")
    found = subprocess.run(
        ["fc-match", "--format=%{file}", "Noto Sans CJK SC:lang=zh-cn"], capture_output=True, text=True, check=True
    ).stdout
    if "CJK" not in found:
        missing("the Noto CJK fonts")
    return ImageFont.truetype(found, SIZE, index=2)


def _scan(path: Path) -> dict[str, list[Box]]:
    """Write a scanned letter; returns where the ink of the word is, as fractions of the page."""
    font = _font()
    image = Image.new("L", (WIDTH, HEIGHT), 250)
    draw = ImageDraw.Draw(image)
    places: list[Box] = []
    for left, top, text in LINES:
        draw.text((left, top), text, font=font, fill=25)
        at = text.find(WORD)
        if at >= 0:
            start = left + draw.textlength(text[:at], font=font)
            box = draw.textbbox((start, top), WORD, font=font)
            places.append((box[0] / WIDTH, box[1] / HEIGHT, box[2] / WIDTH, box[3] / HEIGHT))
    image.save(path, "PNG", dpi=(150, 150))
    return {WORD: places}


def _law(day: str, words: str) -> str:
    """Fourteen articles of an invented text of a law."""
    articles = "\n\n".join(f"第{numeral_of(number)}条 {words}第{numeral_of(number)}条。" for number in range(1, 15))
    return f"# 中华人民共和国土地管理法\n\n{day} 修正\n\n<!-- INFO END -->\n\n{articles}\n"


@pytest.fixture(scope="module")
def truth(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Box]]:
    """A home with two cases and a scan that was read, and where the word truly stands on it."""
    folder = tmp_path_factory.mktemp("browser")
    places = _scan(folder / "来信.png")[WORD]
    own = build(folder / "home")
    laws = {day: _law(day, words) for day, words in (("1998年8月29日", "旧的"), ("2019年8月26日", "新的"))}
    import_laws(own.office.record, [law_folder(folder / "laws", **laws)])
    add_cases(own, HOMESTEAD, MUSHROOMS)
    scan = receive(own, folder / "来信.png", HOMESTEAD.no)
    (folder / "回访.txt").write_text("回访记录：周海对调解结果满意。\n2022年5月20日", "utf-8")
    own.read([scan, receive(own, folder / "回访.txt", MUSHROOMS.no)])
    own.close()
    return folder / "home", places


@pytest.fixture(scope="module")
def served(truth: tuple[Path, list[Box]]) -> Iterator[Served]:
    """The server over that home."""
    with serving(truth[0], JUANZONG_TOKEN=TOKEN) as running:
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The system's own Chromium."""
    program = needs.chromium()
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture(params=[1280, 390], ids=["desk", "phone"])
def visit(request: pytest.FixtureRequest, served: Served, browser: Browser) -> Iterator[Visit]:
    """A browser window that has logged in with the token."""
    with _window(browser, served, request.param) as window:
        window.page.goto(f"{served.address}/?q=&sort=newest")
        window.page.get_by_label("访问令牌").fill(TOKEN)
        window.page.get_by_role("button", name="登录").click()
        assert window.page.url == f"{served.address}/?q=&sort=newest"
        window.page.goto(f"{served.address}/")
        yield window


@contextmanager
def _window(browser: Browser, served: Served, width: int) -> Iterator[Visit]:
    context = browser.new_context(viewport={"width": width, "height": 900}, locale="zh-CN")
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    own = urlsplit(served.address).netloc
    page.on("request", lambda sent: complaints.append(sent.url) if urlsplit(sent.url).netloc != own else None)
    yield Visit(page, served, complaints)
    context.close()


def test_the_printed_link_logs_in_once(served: Served, browser: Browser) -> None:
    """The first minute of a new user: open what the terminal shows."""
    with _window(browser, served, 1280) as first, _window(browser, served, 1280) as second:
        first.page.goto(served.login)
        assert first.page.url == f"{served.address}/"
        assert first.complaints == []
        second.page.goto(served.login)
        assert "已经用过" in second.page.locator("[role=alert]").inner_text()


def test_from_a_search_to_the_word_on_the_scan(visit: Visit, truth: tuple[Path, list[Box]]) -> None:
    """A box beside the word sends the reader to the wrong line; at no width may it slip."""
    page = visit.page
    page.get_by_role("combobox").fill(WORD)
    page.get_by_role("combobox").press("Enter")
    before = page.locator(".hit").count()
    if page.locator("details.fold:not([open])").count():
        page.locator("details.fold > summary").click()
    page.locator('[data-facet="kind"] a', has_text="文档").click()
    assert "kind=document" in page.url
    assert 1 <= page.locator(".hit").count() < before
    assert page.locator(".hit mark").first.inner_text() == WORD

    page.locator(".hit h2 a", has_text="宅基地").click()
    page.locator(".picture img").evaluate("picture => picture.decode()")
    picture = page.locator(".picture img").bounding_box()
    assert picture is not None
    boxes = [box for one in page.locator("rect.word").all() if (box := one.bounding_box())]
    assert len(boxes) == len(truth[1]) == 2
    for box, (x0, y0, x1, y1) in zip(boxes, truth[1], strict=True):
        left = (box["x"] - picture["x"]) / picture["width"]
        right = left + box["width"] / picture["width"]
        top = (box["y"] - picture["y"]) / picture["height"]
        bottom = top + box["height"] / picture["height"]
        half = (x1 - x0) / 4  # half a character
        assert abs(left - x0) < half
        assert abs(right - x1) < half
        assert top - 0.004 < y0
        assert bottom + 0.004 > y1
        assert bottom - top < 3 * (y1 - y0)
    assert _ink(page, boxes[0]) > 0.05
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert visit.complaints == []


def _ink(page: Page, box: FloatRect) -> float:
    """The part of the screen inside a box that is dark: the strokes of the word."""
    shot = page.screenshot(full_page=True)
    scroll = page.evaluate("scrollY")
    with Image.open(io.BytesIO(shot)) as image:
        left, top = box["x"], box["y"] + scroll
        inside = image.convert("L").crop((int(left), int(top), int(left + box["width"]), int(top + box["height"])))
        pixels = list(inside.tobytes())
    return sum(value < 120 for value in pixels) / len(pixels)


def test_from_a_case_to_its_reply(visit: Visit) -> None:
    """The whole use of the page: open a case, write its paper, hold the Word file."""
    page = visit.page
    page.goto(f"{visit.served.address}/?kind=case&sort=newest")
    page.locator(".hit h2 a", has_text="宅基地").click()
    assert page.locator("h1").inner_text() == HOMESTEAD.title
    assert page.locator("#like").inner_text()

    page.get_by_role("button", name="写信访事项答复意见书").click()
    with page.expect_download() as caught:
        page.locator(".note.good a").click()
    content = Path(caught.value.path()).read_bytes()

    assert caught.value.suggested_filename.endswith(".docx")
    assert "王建国" in "\n".join(p.text for p in docx.Document(io.BytesIO(content)).paragraphs)
    listed = page.request.get(
        f"{visit.served.address}/api/cases/{HOMESTEAD.no}/papers", headers={"Authorization": f"Bearer {TOKEN}"}
    ).json()["papers"]
    assert hashlib.sha256(content).hexdigest() == listed[-1]["sha256"]
    assert visit.complaints == []


def test_from_a_case_to_its_articles_and_to_paragraphs_of_others(visit: Visit) -> None:
    """Who drafts looks up what the article said before, and takes what another office wrote, knowing what came with it."""
    page = visit.page
    page.goto(f"{visit.served.address}/cases/{HOMESTEAD.no}")
    page.get_by_role("link", name="引用了哪些法条").click()
    page.locator("#cites a", has_text="土地管理法第十四条").first.click()
    assert page.locator("#versions li").count() == 2
    page.locator("#versions summary").click()
    assert page.locator("#versions details .prose").inner_text() == "旧的第十四条。"
    page.get_by_role("link", name="哪些案件引用它").click()
    assert page.locator("#cited a", has_text=HOMESTEAD.title).count() >= 1
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    page.goto(f"{visit.served.address}/cases/{HOMESTEAD.no}")
    page.get_by_role("link", name="可以取用的段落").click()
    assert page.locator("#offers li").count() >= 1
    page.locator("#offers input").first.check()
    page.get_by_role("button", name="取用选中的").click()
    page.locator(".note.good").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert visit.complaints == []


def test_a_missing_field_is_asked_for_in_the_form(visit: Visit) -> None:
    """The case was not terminated: the page lists what is missing instead of failing, and offers no reply to a petition."""
    page = visit.page
    page.goto(f"{visit.served.address}/cases/{MUSHROOMS.no}")
    assert page.get_by_role("button", name="写信访事项答复意见书").count() == 0
    page.locator("summary", has_text="其他人民调解公文").click()
    page.get_by_role("button", name="写人民调解终止告知书").click()

    assert page.locator(".field.missing").count() >= 2
    visit.complaints[:] = [said for said in visit.complaints if "422" not in said]  # Chromium names the status
    assert visit.complaints == []


def test_an_upload_is_followed_to_its_end(visit: Visit, tmp_path: Path) -> None:
    """Who uploads sees it read, without touching anything."""
    page = visit.page
    width = page.viewport_size["width"] if page.viewport_size else 0
    (tmp_path / "新来信.txt").write_text(f"请解决小区供热不足的问题 {width}", "utf-8")
    page.goto(f"{visit.served.address}/upload")
    page.set_input_files("#files", tmp_path / "新来信.txt")
    page.locator("form button", has_text="上传").click()

    page.locator(".chip.indexed").wait_for(timeout=60_000)
    assert page.locator(".chip.indexed").inner_text() == "已入库"
    assert visit.complaints == []


def test_a_letter_that_is_being_read_says_so(visit: Visit) -> None:
    """Reading a scan takes seconds: who sees nothing happen sends it again."""
    page = visit.page
    page.goto(f"{visit.served.address}/precedents")
    page.set_input_files("#letter", next(contents.originals().rglob("01人民调解申请书.jpg")))
    page.evaluate(
        "document.querySelector('form[data-busy]').addEventListener('submit', (event) => {"
        " sessionStorage.said = event.target.querySelector('button').textContent; })"
    )
    page.get_by_role("button", name="找类案").click(no_wait_after=True)

    page.locator("ol.hits").wait_for(timeout=120_000)
    assert page.evaluate("sessionStorage.said").startswith("正在读来信")
    assert HOMESTEAD.title in page.locator("ol.hits").inner_text()
    assert visit.complaints == []


def test_the_keyboard_is_enough(visit: Visit) -> None:
    """Not everybody can use a mouse."""
    page = visit.page
    page.goto(f"{visit.served.address}/cases/{HOMESTEAD.no}")
    page.keyboard.press("/")
    page.keyboard.type("宅基地")
    page.keyboard.press("Enter")
    page.wait_for_url("**/?q=**")
    page.keyboard.press("Tab")
    for _ in range(40):
        if page.evaluate("document.activeElement.closest('.hit h2') !== null"):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/*s/**")

    assert page.locator("h1").count() == 1
    assert visit.complaints == []


def test_the_timeline_is_one_stop_of_the_tab_key(visit: Visit) -> None:
    """Dozens of bars before the first hit would keep those without a mouse from it; a bar out of reach would too."""
    page = visit.page
    page.goto(f"{visit.served.address}/?q=&sort=newest&by=month")
    bars = page.locator(".timeline svg a")
    assert bars.count() > 1
    assert [bar.get_attribute("tabindex") for bar in bars.all()] == ["0", *["-1"] * (bars.count() - 1)]
    bars.first.focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.getAttribute('href')") == bars.nth(1).get_attribute("href")
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("document.activeElement.getAttribute('href')") == bars.first.get_attribute("href")


def test_search_works_without_scripts(visit: Visit) -> None:
    """An old browser, or one that blocks scripts, still searches, filters and reads."""
    browser = visit.page.context.browser
    assert browser is not None
    context = browser.new_context(java_script_enabled=False, storage_state=visit.page.context.storage_state())
    page = context.new_page()
    page.goto(f"{visit.served.address}/")
    page.get_by_role("searchbox").fill(WORD)
    page.get_by_role("button", name="检索").click()
    page.locator('[data-facet="kind"] a', has_text="文档").click()
    page.locator(".hit h2 a").first.click()

    assert page.locator("mark").first.inner_text() == WORD
    assert page.locator("rect.word").count() == 2


def test_completion_is_used_by_keyboard(visit: Visit) -> None:
    """Somebody who never takes the hands off the keys is offered words, steps through them and takes one."""
    page = visit.page
    page.goto(f"{visit.served.address}/")
    box = page.get_by_role("combobox")
    box.press_sequentially("宅基")
    page.get_by_role("option").first.wait_for()
    offered = page.get_by_role("option").locator("span").all_inner_texts()
    box.press("ArrowDown")

    assert "宅基地" in offered
    assert box.get_attribute("aria-expanded") == "true"
    assert box.input_value() == offered[0]
    box.press("Escape")
    assert (box.input_value(), page.get_by_role("option").count()) == ("宅基", 0)
    box.press_sequentially("地")
    box.press("Enter")
    page.wait_for_url("**/?q=*")
    assert page.locator(".hit").count() > 0
    assert visit.complaints == []


def test_a_search_is_saved_where_it_is_read(visit: Visit) -> None:
    """The name is offered and the way back stands on every page; at no width does anything stick out."""
    page = visit.page
    page.goto(f"{visit.served.address}/?q={WORD}&kind=document")
    page.locator("details.saving > summary").click()
    assert page.get_by_label("名字").input_value() == WORD
    page.get_by_role("button", name="存下来").click()

    assert page.url.endswith("/saved")
    assert "种类：文档" in page.locator("section.card").inner_text()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("button", name="删去").click()
    page.get_by_role("link", name="存下的").click()
    assert page.locator("section.card").count() == 0
    assert visit.complaints == []
