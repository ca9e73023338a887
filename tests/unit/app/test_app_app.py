"""The app as a whole: what counts as one, and where its main process starts."""

from __future__ import annotations

import os
import pickle
from collections.abc import Mapping
from pathlib import Path

import pytest
from app_files import MAIN, make, package

from electron_migrate.app.app import NotAnApp, entry_path, read_app
from electron_migrate.app.packages import Bundler


def entry_of(root: Path, files: Mapping[str, object]) -> tuple[str | None, str]:
    return entry_path(read_app(make(root, files)))


def test_an_app_is_read_as_one_value(tmp_path: Path) -> None:
    app = read_app(
        make(tmp_path, {"package.json": package(main="main.js"), "main.js": MAIN, "index.html": "<script src=a.js></script>", "a.js": ""})
    )
    assert app.root == tmp_path.resolve()
    assert app.manifest.electron_major == 12
    assert [page.path for page in app.pages] == ["index.html"]
    assert (app.bundler, app.package_manager, app.language) == (None, None, "javascript")
    assert app.problems == ()
    assert pickle.loads(pickle.dumps(app)) == app


def test_problems_of_all_readers_come_together_once(tmp_path: Path) -> None:
    app = read_app(make(tmp_path, {"package.json": "{", "main.js": MAIN, "tsconfig.json": "{{", "x.js": "é".encode("latin-1")}))
    assert [problem.path for problem in app.problems] == ["package.json", "tsconfig.json", "x.js"]


def test_the_excluded_is_not_read(tmp_path: Path) -> None:
    app = read_app(make(tmp_path, {"package.json": package(), "index.js": MAIN, "old/a.html": ""}), exclude=("old",))
    assert app.pages == ()


@pytest.mark.parametrize(
    ("files", "path", "said"),
    [
        ({}, "nothing", "does not exist"),
        ({"a.js": MAIN}, "a.js", "not a folder"),
        ({"folder/a.txt": ""}, "folder", "no Electron app"),
        ({"folder/package.json": {"name": "web"}, "folder/a.js": "console.log('electron-free')"}, "folder", "no Electron app"),
        ({"folder/node_modules/electron/package.json": {"version": "12.0.0"}}, "folder", "is empty"),
        ({"folder/package.json": '{"a": 1}'.encode("utf-16")}, "folder", "UTF-16"),
    ],
)
def test_what_is_no_app_is_refused_in_one_line_with_help(tmp_path: Path, files: Mapping[str, object], path: str, said: str) -> None:
    make(tmp_path, files)
    with pytest.raises(NotAnApp) as caught:
        read_app(tmp_path / path)
    assert said in caught.value.message
    assert caught.value.help
    assert "\n" not in caught.value.message + caught.value.help


@pytest.mark.skipif(os.name == "nt", reason="needs links")
def test_a_link_to_itself_is_no_app(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(NotAnApp):
        read_app(tmp_path / "loop")


@pytest.mark.parametrize(
    "files",
    [
        {"package.json": package()},
        {"main.js": MAIN},
        {"package.json": "broken", "main.js": MAIN},
        {"package.json": {}, "index.html": '<script>window.require("electron")</script>'},
        {"package.json": {"workspaces": ["a"]}, "a/package.json": package()},
        {"app/package.json": package(main="m.js")},
    ],
)
def test_any_sign_of_electron_makes_an_app(tmp_path: Path, files: Mapping[str, object]) -> None:
    read_app(make(tmp_path, files))


@pytest.mark.parametrize(
    ("main", "file"),
    [
        ("main.js", "main.js"),
        ("./main", "main.js"),
        ("src", "src/index.js"),
        ("src/", "src/index.js"),
        (None, "index.js"),
        (".", "index.js"),
        ("main.js", "main.ts"),
        ("main.cjs", "main.cjs"),
    ],
)
def test_main_as_node_reads_it(tmp_path: Path, main: str | None, file: str) -> None:
    fields = {} if main is None else {"main": main}
    assert entry_of(tmp_path, {"package.json": package(**fields), file: MAIN, "other.js": MAIN}) == (
        file,
        "`main` of package.json" if main else "Electron's default",
    )


def needs(*names: str, **fields: object) -> dict[str, object]:
    return package(devDependencies={"electron": "^12.0.0", **dict.fromkeys(names, "1.0.0")}, **fields)


@pytest.mark.parametrize(
    ("files", "entry"),
    [
        (
            {
                "package.json": needs(main="dist/main.js"),
                "tsconfig.json": {"compilerOptions": {"outDir": "dist", "rootDir": "code"}},
                "code/main.ts": MAIN,
            },
            "code/main.ts",
        ),
        (
            {
                "package.json": needs(main="js"),
                "tsconfig.json": {"compilerOptions": {"outDir": "js"}, "include": ["source"]},
                "source/index.ts": MAIN,
            },
            "source/index.ts",
        ),
        (
            {"package.json": needs(main="./out/main/index.js"), "electron.vite.config.ts": "", "src/main/index.ts": MAIN},
            "src/main/index.ts",
        ),
        (
            {
                "package.json": needs(main="./out/main/index.js"),
                "electron.vite.config.ts": "main: { rollupOptions: { input: { x: resolve(__dirname, 'electron/main/start.ts') } } }",
                "electron/main/start.ts": MAIN,
                "src/main.ts": "",
            },
            "electron/main/start.ts",
        ),
        (
            {"package.json": needs("vue-cli-plugin-electron-builder", main="background.js"), "src/background.ts": MAIN, "src/main.ts": ""},
            "src/background.ts",
        ),
        (
            {
                "package.json": needs("vue-cli-plugin-electron-builder", main="background.js"),
                "vue.config.js": "pluginOptions: { electronBuilder: { mainProcessFile: 'src/desktop/start.js' } }",
                "src/desktop/start.js": MAIN,
            },
            "src/desktop/start.js",
        ),
        (
            {
                "package.json": needs("@electron-forge/plugin-webpack", main=".webpack/main"),
                "webpack.main.config.ts": "export const mainConfig = { entry: './src/begin.ts' }",
                "webpack.renderer.config.ts": "entry: './src/page.ts'",
                "src/begin.ts": MAIN,
                "src/page.ts": MAIN,
            },
            "src/begin.ts",
        ),
        (
            {
                "package.json": needs("@electron-forge/plugin-vite", main=".vite/build/main.js"),
                "forge.config.ts": "build: [{ entry: 'src/preload.ts' }, { entry: 'src/main.ts', config: 'vite.main.config.ts' }]",
                "src/preload.ts": "import { contextBridge } from 'electron'",
                "src/main.ts": MAIN,
            },
            "src/main.ts",
        ),
        (
            {
                "package.json": needs("webpack", main="./.erb/dll/main.bundle.dev.js"),
                ".erb/configs/webpack.config.base.ts": "",
                "src/main/main.ts": MAIN,
                "release/app/package.json": {"main": "./dist/main/main.js"},
            },
            "src/main/main.ts",
        ),
        ({"package.json": needs("webpack", main="./app/main.prod.js"), "app/main.dev.js": MAIN}, "app/main.dev.js"),
        (
            {
                "package.json": needs("vite", "vite-plugin-electron", main="dist-electron/main.js"),
                "electron/main.ts": MAIN,
                "vite.config.ts": "",
            },
            "electron/main.ts",
        ),
        (
            {"package.json": needs("react-scripts", main="build/electron.js"), "public/electron.js": MAIN, "src/index.js": ""},
            "public/electron.js",
        ),
        ({"package.json": needs(main="dist/main.js"), ".gitignore": "dist\n", "dist/main.js": MAIN, "src/main.js": MAIN}, "src/main.js"),
        ({"package.json": needs(), "app/package.json": {"main": "start.js"}, "app/start.js": MAIN}, "app/start.js"),
        ({"package.json": {"workspaces": ["p/*"]}, "p/desk/package.json": needs(main="m.js"), "p/desk/m.js": MAIN}, "p/desk/m.js"),
        (
            {"package.json": needs(scripts={"start": "NODE_ENV=dev electron --inspect ./desktop/go.js"}), "desktop/go.js": "1"},
            "desktop/go.js",
        ),
        ({"package.json": needs(main="lost.js"), "deep/in/there.js": MAIN, "test/main.js": MAIN}, "deep/in/there.js"),
        ({"package.json": "broken", "somewhere/start.js": MAIN}, "somewhere/start.js"),
    ],
)
def test_a_main_that_is_built_leads_to_its_source(tmp_path: Path, files: Mapping[str, object], entry: str) -> None:
    found, why = entry_of(tmp_path, files)
    assert found == entry, why
    assert why


@pytest.mark.parametrize(
    ("files", "why"),
    [
        ({"package.json": package(main="../../etc/passwd")}, "leads out of the app"),
        ({"package.json": package(main="/etc/passwd")}, "leads out of the app"),
        ({"package.json": package(main="lost.js")}, "does not exist"),
        ({"package.json": package()}, "index.js"),
        ({"package.json": package(main="a\0b")}, "does not exist"),
        ({"package.json": package(main="main.js"), "main.js": MAIN.encode("utf-16"), "other.js": MAIN}, "UTF-16"),
        ({"package.json": package(main="main.js"), "main.js": "x" * 2_000_001}, "too large"),
        ({"package.json": package(main="dist/main.js"), ".gitignore": "dist", "dist/main.js": MAIN}, "dist/ is ignored by .gitignore"),
        ({"package.json": package(main="index.html"), "index.html": "<p>"}, "index.html"),
        ({"package.json": package(main="lost.js"), "a.js": MAIN, "b.js": MAIN}, "does not exist"),
    ],
)
def test_without_an_entry_the_reason_is_given(tmp_path: Path, files: Mapping[str, object], why: str) -> None:
    entry, reason = entry_of(tmp_path, files)
    assert entry is None
    assert why in reason


def test_the_bundler_is_part_of_the_app(tmp_path: Path) -> None:
    app = read_app(make(tmp_path, {"package.json": needs("parcel")}))
    assert app.bundler == Bundler("parcel")
