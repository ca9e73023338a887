"""Aliases, and where module specifiers lead."""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path

import pytest
from app_files import make, package, tree_of

from electron_migrate.app.aliases import read_aliases
from electron_migrate.app.manifest import read_manifest
from electron_migrate.app.modules import Builtin, Electron, LocalFile, Missing, Package, Resolved, Resolver, imports_of
from electron_migrate.app.packages import find_bundler
from electron_migrate.app.tsconfig import read_projects
from electron_migrate.code.source import Source


def resolver_of(root: Path, files: Mapping[str, object]) -> Resolver:
    tree = tree_of(root, {"package.json": package(), **files})
    manifest = read_manifest(tree)
    projects, problems = read_projects(tree.files)
    assert not problems
    return Resolver(tree, read_aliases(tree, find_bundler(tree, manifest, projects), projects), manifest)


def resolve(root: Path, files: Mapping[str, object], specifier: str, importer: str = "src/a.js", *, folder: str | None = None) -> Resolved:
    return resolver_of(root, {importer: "", **files}).resolve(importer, specifier, folder=folder)


@pytest.mark.parametrize(
    "specifier", ["electron", "electron/main", "electron/renderer", "electron/common", "@electron/remote", "@electron/remote/main"]
)
def test_electron_is_known_under_all_its_names(tmp_path: Path, specifier: str) -> None:
    assert resolve(tmp_path, {"electron.js": "", "src/electron.js": ""}, specifier) == Electron(specifier)


@pytest.mark.parametrize(
    ("specifier", "name"),
    [("fs", "fs"), ("node:fs", "fs"), ("fs/promises", "fs/promises"), ("node:test", "test"), ("original-fs", "original-fs")],
)
def test_node_built_ins(tmp_path: Path, specifier: str, name: str) -> None:
    assert resolve(tmp_path, {}, specifier) == Builtin(name)


@pytest.mark.parametrize(
    ("specifier", "expected"),
    [
        ("lodash", Package("lodash", "")),
        ("lodash/fp", Package("lodash", "fp")),
        ("@scope/pkg", Package("@scope/pkg", "")),
        ("@scope/pkg/deep/x.js", Package("@scope/pkg", "deep/x.js")),
        ("events/", Package("events", "")),
        ("electron-store", Package("electron-store", "")),
        ("electron/js2c", Package("electron", "js2c")),
        ("./nothing", Missing("./nothing")),
        ("../../../etc/passwd", Missing("../../../etc/passwd")),
        ("/etc/passwd", Missing("/etc/passwd")),
        ("not a name", Missing("not a name")),
        ("@/nothing", Missing("@/nothing")),
        ("https://example.org/x.js", Missing("https://example.org/x.js")),
        ("../node_modules/@a/b/dist/c.js", Package("@a/b", "dist/c.js")),
        ("", Missing("")),
    ],
)
def test_packages_and_what_leads_nowhere(tmp_path: Path, specifier: str, expected: Resolved) -> None:
    assert resolve(tmp_path, {}, specifier) == expected


@pytest.mark.parametrize(
    ("specifier", "files", "path"),
    [
        ("./b", ["src/b.js"], "src/b.js"),
        ("./b.js", ["src/b.js", "src/b.js.js"], "src/b.js"),
        ("./b", ["src/b/index.js"], "src/b/index.js"),
        ("./b", ["src/b.js", "src/b/index.js"], "src/b.js"),
        ("./b/", ["src/b/index.js"], "src/b/index.js"),
        ("./b", ["src/b.json"], "src/b.json"),
        ("./b.json", ["src/b.json"], "src/b.json"),
        ("./b", ["src/b.ts", "src/b.js"], "src/b.js"),
        ("./b.vue", ["src/b.vue"], "src/b.vue"),
        ("./b.css", ["src/b.css"], "src/b.css"),
        ("../c", ["c.mjs"], "c.mjs"),
        ("..", ["index.js"], "index.js"),
        (".", ["src/index.ts"], "src/index.ts"),
        ("./b?worker", ["src/b.js"], "src/b.js"),
        ("raw-loader!./b.txt", ["src/b.txt"], "src/b.txt"),
        ("./types", ["src/types.d.ts"], "src/types.d.ts"),
        ("/src/b.js", ["src/b.js"], "src/b.js"),
        ("~/src/b", ["src/b.js"], "src/b.js"),
    ],
)
def test_paths_find_files_as_node_and_bundlers_do(tmp_path: Path, specifier: str, files: list[str], path: str) -> None:
    assert resolve(tmp_path, dict.fromkeys(files, ""), specifier) == LocalFile(path)


@pytest.mark.parametrize(
    ("specifier", "files", "path"),
    [
        ("./b.js", ["src/b.ts"], "src/b.ts"),
        ("./b.js", ["src/b.tsx"], "src/b.tsx"),
        ("./b.mjs", ["src/b.mts"], "src/b.mts"),
        ("./b", ["src/b.ts", "src/b.js"], "src/b.ts"),
        ("./b", ["src/b.tsx"], "src/b.tsx"),
    ],
)
def test_typescript_names_files_by_what_they_compile_to(tmp_path: Path, specifier: str, files: list[str], path: str) -> None:
    assert resolve(tmp_path, dict.fromkeys(files, ""), specifier, importer="src/a.ts") == LocalFile(path)


def test_the_main_of_a_folders_package_json_counts(tmp_path: Path) -> None:
    files = {"src/lib/package.json": {"main": "deep/start"}, "src/lib/deep/start.js": "", "src/lib/index.js": ""}
    assert resolve(tmp_path, files, "./lib") == LocalFile("src/lib/deep/start.js")


@pytest.mark.parametrize("main", ["..", ".", "./", "../lib", "/etc", "nothing"])
def test_a_main_that_leads_in_circles_or_out_falls_back_to_index(tmp_path: Path, main: str) -> None:
    assert resolve(tmp_path, {"src/lib/package.json": {"main": main}, "src/lib/index.js": ""}, "./lib") == LocalFile("src/lib/index.js")


def test_a_script_of_a_page_resolves_against_the_pages_folder(tmp_path: Path) -> None:
    files = {"pages/b.js": "", "src/b.js": ""}
    assert resolve(tmp_path, files, "./b", folder="pages") == LocalFile("pages/b.js")
    assert resolve(tmp_path, files, "./src/b", folder="") == LocalFile("src/b.js")


def test_a_link_within_the_app_leads_to_the_file_that_is_read(tmp_path: Path) -> None:
    make(tmp_path, {"shared/b.js": "", "src/a.js": ""})
    try:
        (tmp_path / "src/shared").symlink_to("../shared")
    except OSError:
        pytest.skip("no links here")
    assert resolve(tmp_path, {}, "./shared/b") == LocalFile("shared/b.js")


def test_a_link_to_a_single_file_counts_once_its_ending_is_known(tmp_path: Path) -> None:
    make(tmp_path, {"shared/b.js": "", "src/a.js": ""})
    try:
        (tmp_path / "src/one.js").symlink_to("../shared/b.js")
    except OSError:
        pytest.skip("no links here")
    assert resolve(tmp_path, {}, "./one") == LocalFile("shared/b.js")


def test_compiled_files_lead_to_their_source(tmp_path: Path) -> None:
    compiled = 'Object.defineProperty(exports, "__esModule", { value: true })\n'
    assert resolve(tmp_path, {"src/b.ts": "", "src/b.js": compiled}, "./b.js") == LocalFile("src/b.ts")


def test_workspace_packages_are_files_of_the_app(tmp_path: Path) -> None:
    files = {
        "package.json": package(workspaces=["packages/*"]),
        "packages/core/package.json": {"name": "@my/core", "main": "dist/index.js"},
        "packages/core/src/index.ts": "",
        "packages/core/extra.js": "",
    }
    resolver = resolver_of(tmp_path, files)
    assert resolver.resolve("a.js", "@my/core") == LocalFile("packages/core/src/index.ts")
    assert resolver.resolve("a.js", "@my/core/extra") == LocalFile("packages/core/extra.js")
    assert resolver.resolve("a.js", "@my/other") == Package("@my/other", "")


def test_imports_of_package_json(tmp_path: Path) -> None:
    files = {"package.json": package(imports={"#db": {"browser": "./no.js", "node": {"default": "./src/db.js"}}}), "src/db.js": ""}
    resolver = resolver_of(tmp_path, files)
    assert resolver.resolve("a.js", "#db") == LocalFile("src/db.js")
    assert resolver.resolve("a.js", "#other") == Missing("#other")


def test_tsconfig_paths_are_followed_through_extends(tmp_path: Path) -> None:
    files = {
        "tsconfig.json": '{ "extends": "./config/base", // the base\n "compilerOptions": { "strict": true, }, }',
        "config/base.json": {"compilerOptions": {"baseUrl": "..", "paths": {"@app/*": ["src/*"], "config": ["src/config.ts"]}}},
        "src/x.ts": "",
        "src/config.ts": "",
    }
    resolver = resolver_of(tmp_path, files)
    assert resolver.resolve("src/a.ts", "@app/x") == LocalFile("src/x.ts")
    assert resolver.resolve("src/a.ts", "config") == LocalFile("src/config.ts")
    assert resolver.resolve("src/a.ts", "@app/none") == Package("@app/none", "")


def test_tsconfig_paths_without_base_url_start_at_their_own_file(tmp_path: Path) -> None:
    files = {"web/tsconfig.json": {"compilerOptions": {"paths": {"@/*": ["./src/*"]}}}, "web/src/x.ts": ""}
    resolver = resolver_of(tmp_path, files)
    assert resolver.resolve("web/src/a.ts", "@/x") == LocalFile("web/src/x.ts")
    assert resolver.resolve("other/a.ts", "@/x") == Missing("@/x"), "they hold below their own folder only"


def test_references_and_base_url(tmp_path: Path) -> None:
    files = {
        "tsconfig.json": {"files": [], "references": [{"path": "./tsconfig.web.json"}]},
        "tsconfig.web.json": {"compilerOptions": {"baseUrl": "src"}},
        "src/util/x.ts": "",
    }
    assert resolver_of(tmp_path, files).resolve("src/a.ts", "util/x") == LocalFile("src/util/x.ts")


@pytest.mark.parametrize("extends", ["./tsconfig.json", "../../outside/tsconfig.json", "@tsconfig/node18/tsconfig.json", ["./a", "./b"], 7])
def test_extends_in_circles_out_of_the_app_or_of_packages_ends(tmp_path: Path, extends: object) -> None:
    projects, problems = read_projects(
        tree_of(tmp_path, {"tsconfig.json": {"extends": extends, "compilerOptions": {"outDir": "js"}}}).files
    )
    assert [project.out_dir for project in projects] == ["js"]
    assert not problems


def test_a_broken_tsconfig_is_a_problem(tmp_path: Path) -> None:
    projects, problems = read_projects(tree_of(tmp_path, {"tsconfig.json": "{\n oops oops"}).files)
    assert not projects
    assert [(problem.path, problem.line) for problem in problems] == [("tsconfig.json", 2)]


@pytest.mark.parametrize(
    ("config", "text"),
    [
        (
            "webpack.config.js",
            "module.exports = { resolve: { alias: { '@': path.resolve(__dirname, 'src'), vue$: 'vue/dist/vue.esm.js' } } }",
        ),
        ("webpack.config.js", "alias: {\n  '@': path.join(__dirname, './', 'src'),\n}"),
        ("build/webpack.base.conf.js", "const resolve = dir => path.join(__dirname, '..', dir)\nalias: { '@': resolve('src') }"),
        (".electron-vue/webpack.renderer.config.js", "alias: {\n '@': path.join(__dirname, '../src'),\n 'vue$': 'vue/dist/vue.esm.js' }"),
        ("vite.config.ts", "resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } }"),
        ("vite.config.ts", "alias: [{ find: '@', replacement: resolve(__dirname, 'src') }]"),
        ("vite.config.ts", "alias: { '@/': `${__dirname}/src/` }"),
        ("vite.config.ts", "alias: { '@': '/src' }"),
        ("electron.vite.config.ts", "renderer: { resolve: { alias: { '@': resolve('src') } } }"),
        ("vue.config.js", "chainWebpack: config => { config.resolve.alias.set('@', path.resolve(__dirname, 'src')) }"),
        ("babel.config.js", "plugins: [['module-resolver', { alias: { '@': './src' } }]]"),
        (
            "webpack.config.js",
            "const root = path.resolve(__dirname)\nconst src = path.join(__dirname, 'src')\nalias: { '@': path.resolve(src) }",
        ),
    ],
)
def test_literal_aliases_of_bundlers(tmp_path: Path, config: str, text: str) -> None:
    assert resolve(tmp_path, {config: text, "src/deep/x.js": ""}, "@/deep/x") == LocalFile("src/deep/x.js")


@pytest.mark.parametrize(
    "text", ["alias: { '@': computed() }", "alias: { '@': path.join(__dirname, '../../..') }", "alias: { '@': 'vue' }", "alias: {"]
)
def test_aliases_that_are_computed_or_lead_out_are_left_alone(tmp_path: Path, text: str) -> None:
    assert resolve(tmp_path, {"webpack.config.js": text, "src/x.js": ""}, "@/x") == Missing("@/x")


def test_an_alias_with_a_dollar_is_exact(tmp_path: Path) -> None:
    files = {"webpack.config.js": "alias: { store$: path.resolve(__dirname, 'src/store.js') }", "src/store.js": ""}
    resolver = resolver_of(tmp_path, files)
    assert resolver.resolve("a.js", "store") == LocalFile("src/store.js")
    assert resolver.resolve("a.js", "store/x") == Package("store", "x")


def test_conventional_aliases_need_the_bundler_and_the_folder(tmp_path: Path) -> None:
    vue = package(devDependencies={"electron": "^12.0.0", "@vue/cli-service": "^4.0.0"})
    assert resolve(tmp_path / "a", {"package.json": vue, "src/x.js": ""}, "@/x") == LocalFile("src/x.js")
    assert resolve(tmp_path / "b", {"src/x.js": ""}, "@/x") == Missing("@/x")


def test_a_hostile_configuration_does_not_hold_up_the_reader(tmp_path: Path) -> None:
    started = time.monotonic()
    resolver_of(
        tmp_path,
        {"webpack.config.js": "alias: {" + "'a': path.resolve(x, 'y', " * 20_000, "vite.config.js": "const a = path.join('" * 20_000},
    )
    assert time.monotonic() - started < 10


def scanned(text: str, path: str = "a.js") -> list[tuple[str, str]]:
    return [(scan.specifier, scan.through) for scan in imports_of(Source.of(path, text.encode()))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("import a from 'x'", [("x", "import")]),
        ('import { a,\n  b as c } from "./x"', [("./x", "import")]),
        ("import*as a from'x';import b,{c}from'y'", [("x", "import"), ("y", "import")]),
        ("import 'x'\nimport './y.css'", [("x", "import"), ("./y.css", "import")]),
        ("import type { A } from 'x'\nimport type from 'y'\nexport type { A } from 'z'", [("y", "import")]),
        ("import { type A, b } from 'x'", [("x", "import")]),
        ("export * from 'x'; export * as n from 'y'; export { a } from 'z'", [("x", "export"), ("y", "export"), ("z", "export")]),
        ("const a = await import('x')", [("x", "import")]),
        ("import(/* webpackChunkName: 'c' */ './x')", [("./x", "import")]),
        ("import a = require('x')", [("x", "require")]),
        ("const { a } = require( `x` )", [("x", "require")]),
        ("window.require('electron')", [("electron", "window.require")]),
        ("remote.require('./x')", [("./x", "remote.require")]),
        ("window.nodeRequire('x'); __non_webpack_require__('y')", [("x", "window.nodeRequire"), ("y", "__non_webpack_require__")]),
        ("require.resolve('x')", [("x", "require.resolve")]),
        ("const electron = window.require ? window.require('electron') : null", [("electron", "window.require")]),
        ("require(name); require('a' + b); require(`./${x}`)", []),
        ("// require('x')\n/* require('y')\n * require('z')\n */", []),
        ("importScripts('a.js', 'b.js')", [("a.js", "importScripts"), ("b.js", "importScripts")]),
        ("new Worker('w.js')", [("w.js", "Worker")]),
        ("new Worker(new URL('./w.ts', import.meta.url), { type: 'module' })", [("./w.ts", "Worker")]),
        ("new SharedWorker('s.js')", [("s.js", "Worker")]),
        ('<link rel="import" href="x.html"><a class="import" id="y">', []),
        ("@import '~@/x.scss';", []),
        ("$('btn-import').on('click', f)", []),
        ("imported('x'); reimport 'y'; a.import('z'); myrequirement('q')", []),
    ],
)
def test_what_a_cheap_scan_finds(text: str, expected: list[tuple[str, str]]) -> None:
    assert scanned(text) == expected


def test_the_scan_gives_the_offset_of_the_quote_and_flags_workers() -> None:
    text = "const a = require('x')\nnew Worker('w.js')\n"
    first, second = imports_of(Source.of("a.js", text.encode()))
    assert (first.start, first.worker) == (text.index("'x'"), False)
    assert (second.start, second.worker) == (text.index("'w.js'"), True)


@pytest.mark.parametrize(
    "text", ["import " * 200_000, "export {" * 100_000, "require" * 200_000, "require('a');" * 50_000, "import{a,b" * 100_000]
)
def test_a_hostile_text_does_not_hold_up_the_scan(text: str) -> None:
    started = time.monotonic()
    scanned(text)
    assert time.monotonic() - started < 10
