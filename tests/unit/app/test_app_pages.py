"""HTML pages and their scripts."""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path

import pytest
from app_files import tree_of

from electron_migrate.app.packages import Bundler
from electron_migrate.app.pages import Page, read_pages
from electron_migrate.app.tsconfig import read_projects
from electron_migrate.code.parse import regions


def page_of(root: Path, html: str, others: Iterable[str] = (), path: str = "index.html") -> Page:
    tree = tree_of(root, {path: html, **dict.fromkeys(others, "")})
    return next(page for page in read_pages(tree) if page.path == path)


def test_scripts_keep_their_order_and_kind(tmp_path: Path) -> None:
    html = """<!DOCTYPE html>
<script src="js/a.js"></script>
<script>inline()</script>
<script type="text/template"><b></b></script>
<script type="module" src="./b.mjs"></script>
<script defer src="c.js"></script>
<script type="module" async>x()</script>
<script src="https://example.org/d.js"></script>
<script></script>
<p onclick="go()">
"""
    page = page_of(tmp_path, html, ["js/a.js", "b.mjs", "c.js"])
    assert [(script.index, script.path, script.url, script.module, script.deferred) for script in page.scripts] == [
        (0, "js/a.js", None, False, False),
        (1, None, None, False, False),
        (3, "b.mjs", None, True, True),
        (4, "c.js", None, False, True),
        (5, None, None, True, False),
        (6, None, "https://example.org/d.js", False, False),
        (7, None, None, False, False),
    ]
    assert [attribute.value for attribute in page.event_attributes] == ["go()"]


def test_inline_scripts_name_their_region(tmp_path: Path) -> None:
    tree = tree_of(tmp_path, {"a.html": "<p onclick='first()'><script>second()</script><script src=x.js></script><script>third()</script>"})
    source = tree.files["a.html"]
    (page,) = read_pages(tree)
    texts = [source.text(regions(source)[script.region].span) for script in page.scripts if script.region is not None]
    assert texts == ["second()", "third()"]


@pytest.mark.parametrize(
    ("src", "files", "expected"),
    [
        ("a.js", ["ui/a.js"], "ui/a.js"),
        ("../a.js", ["a.js"], "a.js"),
        ("./a.js?v=3", ["ui/a.js"], "ui/a.js"),
        ("a.js#x", ["ui/a.js"], "ui/a.js"),
        ("my%20file.js", ["ui/my file.js"], "ui/my file.js"),
        (".\\js\\a.js", ["ui/js/a.js"], "ui/js/a.js"),
        ("/a.js", ["ui/a.js", "a.js"], "ui/a.js"),
        ("/a.js", ["a.js"], "a.js"),
        ("/src/main.ts", ["src/main.ts"], "src/main.ts"),
        ("%PUBLIC_URL%/a.js", ["ui/a.js"], "ui/a.js"),
        ("../node_modules/jquery/dist/jquery.js", [], "node_modules/jquery/dist/jquery.js"),
        ("a&amp;b.js", ["ui/a&b.js"], "ui/a&b.js"),
    ],
)
def test_addresses_of_files_of_the_app(tmp_path: Path, src: str, files: list[str], expected: str) -> None:
    assert page_of(tmp_path, f'<script src="{src}"></script>', files, "ui/index.html").scripts[0].path == expected


@pytest.mark.parametrize(
    "src",
    [
        "nothing.js",
        "../../outside.js",
        "{{ script }}.js",
        "<%= htmlWebpackPlugin.files.js[0] %>",
        "${base}/a.js",
        "",
        "?x",
        "%2e%2e/%2e%2e/x.js",
    ],
)
def test_an_address_that_cannot_be_known_has_a_reason(tmp_path: Path, src: str) -> None:
    script = page_of(tmp_path, f'<script src="{src}"></script>', ["a.js"], "ui/index.html").scripts[0]
    assert (script.path, script.url, script.region) == (None, None, None)
    assert script.reason


@pytest.mark.parametrize("src", ["https://example.org/a.js", "//example.org/a.js", "app://bundle/a.js", "data:text/javascript,1"])
def test_an_address_elsewhere_is_a_url(tmp_path: Path, src: str) -> None:
    assert page_of(tmp_path, f'<script src="{src}"></script>').scripts[0].url == src


@pytest.mark.parametrize(
    ("base", "src", "expected"),
    [
        ("./", "a.js", "ui/a.js"),
        ("assets/", "a.js", "ui/assets/a.js"),
        ("assets/index.html", "a.js", "ui/assets/a.js"),
        ("../", "a.js", "a.js"),
        ("/", "a.js", "ui/a.js"),
        ("/assets/", "a.js", "ui/assets/a.js"),
    ],
)
def test_the_base_of_the_page_counts(tmp_path: Path, base: str, src: str, expected: str) -> None:
    files = ["ui/a.js", "ui/assets/a.js", "a.js"]
    assert page_of(tmp_path, f'<base href="{base}"><script src="{src}"></script>', files, "ui/index.html").scripts[0].path == expected


def test_a_base_elsewhere_makes_urls(tmp_path: Path) -> None:
    page = page_of(tmp_path, '<base href="https://example.org/app/"><script src="a.js"></script>', ["a.js"])
    assert page.scripts[0].url == "https://example.org/app/a.js"


def test_policy_webviews_and_pages_taken_in(tmp_path: Path) -> None:
    html = """<meta http-equiv="Content-Security-Policy" content="default-src 'self'">
<link rel="import" href="sections/a.html"><link rel="stylesheet" href="b.html">
<iframe src="frame.html?x=1"></iframe><iframe src="https://example.org/x.html"></iframe><iframe src="none.html"></iframe>
<webview src="https://example.org" nodeintegration></webview>
"""
    page = page_of(tmp_path, html, ["sections/a.html", "frame.html", "b.html"])
    assert page.imports == ("sections/a.html", "frame.html")
    assert [policy.content for policy in page.csp] == ["default-src 'self'"]
    assert [tag.value("src") for tag in page.webviews] == ["https://example.org"]


@pytest.mark.parametrize(
    ("src", "files", "expected"),
    [
        ("./dist/renderer.js", {"src/renderer.ts": ""}, "src/renderer.ts"),
        ("./dist/renderer.js", {"src/renderer.ts": "", "dist/renderer.js": "1", "package.json": {}}, "src/renderer.ts"),
        (
            "./js/renderer.js",
            {"tsconfig.json": {"compilerOptions": {"outDir": "js", "rootDir": "code"}}, "code/renderer.ts": ""},
            "code/renderer.ts",
        ),
        ("renderer.js", {"renderer.ts": ""}, "renderer.ts"),
    ],
)
def test_a_built_script_leads_to_its_source(tmp_path: Path, src: str, files: dict[str, object], expected: str) -> None:
    tree = tree_of(tmp_path, {"index.html": f"<script src={src}></script>", **files})
    (page,) = read_pages(tree, None, read_projects(tree.files)[0])
    assert (page.scripts[0].path, page.scripts[0].built) == (expected, src.removeprefix("./"))


def test_a_script_that_is_read_is_not_taken_for_built(tmp_path: Path) -> None:
    script = page_of(tmp_path, "<script src=a.js></script>", ["a.js", "a.ts"]).scripts[0]
    assert (script.path, script.built) == ("a.js", None)


@pytest.mark.parametrize(
    ("bundler", "files", "page", "scripts"),
    [
        ("create-react-app", {"public/index.html": "", "src/index.tsx": ""}, "public/index.html", ("src/index.tsx",)),
        ("vue-cli", {"public/index.html": "", "src/main.js": ""}, "public/index.html", ("src/main.js",)),
        (
            "vue-cli",
            {
                "vue.config.js": "pages: { index: { entry: 'src/ui/go.ts', template: 'public/index.html' } }",
                "public/index.html": "",
                "src/ui/go.ts": "",
            },
            "public/index.html",
            ("src/ui/go.ts",),
        ),
        (
            "angular-cli",
            {
                "angular.json": {
                    "projects": {"x": {"architect": {"build": {"options": {"index": "src/index.html", "main": "src/main.ts"}}}}}
                },
                "src/index.html": "",
                "src/main.ts": "",
            },
            "src/index.html",
            ("src/main.ts",),
        ),
        (
            "electron-forge-webpack",
            {
                "forge.config.js": "x: [{ html: './src/index.html', js: './src/renderer.js', preload: { js: './src/preload.js' } }]",
                "src/index.html": "",
                "src/renderer.js": "",
                "src/preload.js": "",
            },
            "src/index.html",
            ("src/renderer.js",),
        ),
        (
            "webpack",
            {
                "webpack.config.js": "entry: { app: path.join(__dirname, 'src', 'app.js'), main: './main.js' },\n"
                "plugins: [new HtmlWebpackPlugin({ template: path.resolve(__dirname, 'src/page.html') })]",
                "src/page.html": "",
                "src/app.js": "",
                "main.js": "",
            },
            "src/page.html",
            ("src/app.js",),
        ),
    ],
)
def test_scripts_that_a_bundler_puts_into_a_page(
    tmp_path: Path, bundler: str, files: dict[str, object], page: str, scripts: tuple[str, ...]
) -> None:
    (found,) = read_pages(tree_of(tmp_path, files), Bundler(bundler))
    assert (found.path, found.injected) == (page, scripts)


@pytest.mark.parametrize(
    "config", ["html template: '" * 20_000, "html entry: {" * 20_000, "html: path.join('a', " * 20_000, "html template: x(" * 30_000]
)
def test_a_hostile_configuration_does_not_hold_up_the_reader(tmp_path: Path, config: str) -> None:
    started = time.monotonic()
    read_pages(tree_of(tmp_path, {"webpack.config.js": config, "a.html": ""}), Bundler("webpack"))
    assert time.monotonic() - started < 20


def test_only_html_files_are_pages(tmp_path: Path) -> None:
    tree = tree_of(tmp_path, {"a.html": "", "b.htm": "", "c.vue": "<script></script>", "d.js": "", "e.component.html": ""})
    assert [page.path for page in read_pages(tree)] == ["a.html", "b.htm"]


@pytest.mark.parametrize(
    "html", [b"<script src=a.js", b"<script>", b"</script>", b"\xff<script src='\xff.js'></script>", b"<script src='a\0.js'></script>", b""]
)
def test_broken_pages_are_read_as_far_as_they_go(tmp_path: Path, html: bytes) -> None:
    read_pages(tree_of(tmp_path, {"a.html": html}))
