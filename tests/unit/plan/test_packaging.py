"""New files are named in the lists of what is packaged, where these would leave them out."""

from __future__ import annotations

from pathlib import Path

import pytest

from electron_migrate.facts.model import Safety
from electron_migrate.facts.packaging import ships
from electron_migrate.options import Options
from electron_migrate.pipeline import PlanResult, plan

MAIN = (
    "const { app, BrowserWindow } = require('electron')\n"
    "new BrowserWindow({ webPreferences: { nodeIntegration: true, contextIsolation: false } }).loadFile('index.html')\n"
)
PAGE = "<script>require('electron').clipboard.clear()</script>\n"
NEW = ("preload.js", "ipc-handlers.js", "trusted-ipc.js")


def planned(folder: Path, build: str = "", *, name: str = "", config: str = "") -> tuple[dict[str, str], PlanResult]:
    """The app after all steps; `build`: more of package.json; `config` is the text of the file `name`."""
    package = f'{{\n  "main": "main.js",\n  "devDependencies": {{ "electron": "9.4.1" }}{build}\n}}\n'
    for path, text in {"package.json": package, "main.js": MAIN, "index.html": PAGE, name: config}.items():
        if path:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text)
    result = plan(folder, Options(), Safety.REVIEW)
    after = {path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*") if path.is_file()}
    after.update({file.path: (file.after or b"").decode() for step in result.steps for file in step.files})
    return after, result


PATTERNS = [
    (["main.js", "*.html"], False),
    (["**/*"], True),
    (["*.js"], True),
    (["!docs/**"], True),
    (["**/*", "!preload.js"], False),
    (["!preload.js", "**/*"], True),
    (["{main,preload}.js"], True),
    (["./preload.js"], True),
    (["[a-p]*.js"], True),
    (["+(main|preload).js"], None),
]


@pytest.mark.parametrize(("patterns", "wanted"), PATTERNS, ids=lambda value: str(value))
def test_what_patterns_let_in(patterns: list[str], wanted: bool | None) -> None:  # noqa: FBT001
    assert ships(patterns, "preload.js") is wanted


def test_a_folder_takes_all_that_is_in_it() -> None:
    assert ships(["src"], "src/a/b.js") is True
    assert ships(["src/*"], "src/a/b.js") is False
    assert ships(["src/**/*"], "src/a/b.js") is True
    assert ships(["**/.env"], "src/.env") is True


JSON = {
    "a list on lines": (
        ',\n  "build": {\n    "files": [\n      "main.js",\n      "index.html"\n    ]\n  }',
        '    "files": [\n      "main.js",\n      "index.html",\n      "preload.js",\n      "ipc-handlers.js",\n      "trusted-ipc.js"\n    ]',
    ),
    "a list on one line": (
        ', "build": { "files": ["main.js", "index.html"] }',
        '"files": ["main.js", "index.html", "preload.js", "ipc-handlers.js", "trusted-ipc.js"]',
    ),
    "one text": (', "build": { "files": "{main.js,*.html}" }', '"files": ["{main.js,*.html}", "preload.js", "ipc-handlers.js", "trusted-ipc.js"]'),
    "a part of them": (', "build": { "files": ["*.html", "[!t]*.js"] }', '"files": ["*.html", "[!t]*.js", "trusted-ipc.js"]'),
}


@pytest.mark.parametrize("form", JSON)
def test_package_json(form: str, tmp_path: Path) -> None:
    build, wanted = JSON[form]
    after, result = planned(tmp_path, build)
    assert wanted in after["package.json"]
    for path, text in after.items():
        (tmp_path / path).write_text(text)
    assert plan(tmp_path, Options(), Safety.REVIEW).steps == ()
    assert not result.held


FILES = {
    "yaml": ("electron-builder.yml", "appId: x\nfiles:\n  - main.js # the app\n  - '*.html'\nasar: true\n", "  - '*.html'\n  - 'preload.js'\n  - 'ipc-handlers.js'\n"),
    "a script": ("electron-builder.config.js", "module.exports = { files: ['main.js'] }\n", "files: ['main.js', 'preload.js', 'ipc-handlers.js', 'trusted-ipc.js']"),
    "json": ("electron-builder.json", '{ "files": ["main.js"] }\n', '"files": ["main.js", "preload.js", "ipc-handlers.js", "trusted-ipc.js"]'),
}  # fmt: skip


@pytest.mark.parametrize("form", FILES)
def test_a_file_of_its_own(form: str, tmp_path: Path) -> None:
    name, config, wanted = FILES[form]
    after, _ = planned(tmp_path, name=name, config=config)
    assert wanted in after[name]
    assert all(file in after[name] for file in NEW)


@pytest.mark.parametrize("build", ["", ', "build": { "files": ["**/*"] }', ', "build": { "files": ["**/*", "!**/*.ts"] }'])
def test_what_is_packaged_anyway_changes_nothing(build: str, tmp_path: Path) -> None:
    before = f'{{\n  "main": "main.js",\n  "devDependencies": {{ "electron": "9.4.1" }}{build}\n}}\n'
    after, _ = planned(tmp_path, build)
    assert after["package.json"] == before


BY_HAND = {
    "computed": ("", "electron-builder.config.js", "module.exports = { files: ['main.js', ...more()] }\n", "preload.js"),
    "a pattern that is not read": (', "build": { "files": ["+(main|index).*"] }', "", "", "lets preload.js"),
    "left out by Forge": (', "config": { "forge": { "packagerConfig": { "ignore": ["^/preload"] } } }', "", "", "`ignore` in package.json leaves preload.js out"),
    "left out by Forge in a file": ("", "forge.config.js", "module.exports = { packagerConfig: { ignore: [/trusted/, /^\\/docs/] } }\n", "leaves trusted-ipc.js out"),
}  # fmt: skip


@pytest.mark.parametrize("form", BY_HAND)
def test_what_a_person_has_to_do_is_a_group_of_its_own(form: str, tmp_path: Path) -> None:
    build, name, config, why = BY_HAND[form]
    after, result = planned(tmp_path, build, name=name, config=config)
    held = {group.id: group.held for group in result.held}
    assert held["packaging"].startswith("By hand: ")
    assert why in held["packaging"]
    assert "preload.js" in after
