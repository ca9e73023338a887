"""Which files of an app are read, and why the others are not."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest
from app_files import MAIN, make, package, tree_of

from electron_migrate.app.disk import read_source
from electron_migrate.app.tree import Tree, read_tree

posix = pytest.mark.skipif(os.name == "nt", reason="needs links and pipes")


def problem_of(tree: Tree, path: str) -> list[str]:
    return [problem.message for problem in tree.problems if problem.path == path]


def test_source_files_are_read_and_all_files_are_named(tmp_path: Path) -> None:
    names = [
        "a.js",
        "b.mjs",
        "c.cjs",
        "d.jsx",
        "e.ts",
        "f.tsx",
        "g.mts",
        "h.cts",
        "i.vue",
        "j.html",
        "k.HTM",
        "l.json",
        "m.d.ts",
        "sub/n.js",
    ]
    tree = tree_of(tmp_path, {**dict.fromkeys(names, "{}\n"), "icon.png": b"\x89PNG\0", "style.css": "a {}"})
    assert list(tree.files) == sorted(names)
    assert tree.names == {*names, "icon.png", "style.css"}
    assert tree.files["sub/n.js"].path == "sub/n.js"
    assert not tree.problems
    assert not tree.skipped


def test_folders_of_packages_and_version_control_are_never_entered(tmp_path: Path) -> None:
    tree = tree_of(
        tmp_path,
        {"a.js": "1", "node_modules/x/index.js": "1", "sub/node_modules/y.js": "1", ".git/z.js": "1", "bower_components/q.js": "1"},
    )
    assert tree.names == {"a.js"}


@pytest.mark.parametrize("folder", ["dist", "build", "out", "release", ".webpack", ".vite", ".next", "coverage"])
def test_build_output_is_left_out_but_its_files_are_known(tmp_path: Path, folder: str) -> None:
    tree = tree_of(
        tmp_path, {"package.json": package(main="main.js"), "main.js": MAIN, f"{folder}/bundle.js": "1", f"src/{folder}/part.js": "1"}
    )
    assert f"{folder}/bundle.js" not in tree.files
    assert f"{folder}/bundle.js" in tree.names
    assert tree.skipped == {f"{folder}/": "build output"}
    assert f"src/{folder}/part.js" in tree.files, "a folder of that name deeper down is the author's own"


@pytest.mark.parametrize(
    ("main", "file"), [("dist/main.js", "dist/main.js"), ("./build", "build/index.js"), ("out/electron/start", "out/electron/start.js")]
)
def test_a_build_folder_with_the_hand_written_entry_is_read(tmp_path: Path, main: str, file: str) -> None:
    tree = tree_of(tmp_path, {"package.json": package(main=main), file: MAIN, "src/other.js": "1"})
    assert file in tree.files


def test_a_build_folder_with_an_entry_whose_source_is_there_is_output(tmp_path: Path) -> None:
    tree = tree_of(tmp_path, {"package.json": package(main="dist/main.js"), "dist/main.js": MAIN, "src/main.ts": MAIN})
    assert set(tree.files) == {"package.json", "src/main.ts"}


def test_a_build_folder_that_git_ignores_is_output_whatever_main_says(tmp_path: Path) -> None:
    tree = tree_of(tmp_path, {"package.json": package(main="dist/main.js"), "dist/main.js": MAIN, ".gitignore": "dist/\n"})
    assert set(tree.files) == {"package.json"}
    assert tree.skipped == {"dist/": "ignored by .gitignore"}


def test_the_package_inside_a_release_folder_is_still_known(tmp_path: Path) -> None:
    tree = tree_of(tmp_path, {"package.json": package(), "release/app/package.json": {"main": "dist/main.js"}, "release/app/x.js": "1"})
    assert set(tree.files) == {"package.json", "release/app/package.json"}


def test_gitignore_files_hold_below_their_folder_and_inner_ones_win(tmp_path: Path) -> None:
    tree = tree_of(
        tmp_path,
        {
            ".gitignore": "*.gen.js\n/local.js\ncache/\n# note\n\n",
            "a.gen.js": "1",
            "local.js": "1",
            "sub/local.js": "1",
            "sub/.gitignore": "!keep.gen.js\nown.js\n",
            "sub/keep.gen.js": "1",
            "sub/drop.gen.js": "1",
            "sub/own.js": "1",
            "own.js": "1",
            "cache/deep/x.js": "1",
            "cache/.gitignore": "!*\n",
        },
    )
    assert set(tree.files) == {"own.js", "sub/keep.gen.js", "sub/local.js"}
    assert tree.skipped["cache/"] == "ignored by .gitignore"
    assert "cache/deep/x.js" in tree.names


def test_the_gitignore_of_the_work_tree_around_the_app_counts(tmp_path: Path) -> None:
    make(tmp_path, {".git/HEAD": "ref", ".gitignore": "*.tmp.js\n/packages/app/own.js\n", "packages/app/a.js": "1"})
    tree = tree_of(tmp_path / "packages/app", {"b.tmp.js": "1", "own.js": "1"})
    assert set(tree.files) == {"a.js"}


def test_an_app_that_the_work_tree_around_it_ignores_is_read_all_the_same(tmp_path: Path) -> None:
    make(tmp_path, {".git/HEAD": "ref", ".gitignore": "*\n"})
    assert set(tree_of(tmp_path / "code/app", {"a.js": "1"}).files) == {"a.js"}


def test_malformed_and_costly_patterns_are_named_and_the_rest_holds(tmp_path: Path) -> None:
    name = "a" * 200 + ".js"
    started = time.monotonic()
    tree = tree_of(tmp_path, {".gitignore": "*a*a*a*a*a*a*a*a*b\nx.js\n", name: "1", "x.js": "1"})
    assert set(tree.files) == {name}
    assert problem_of(tree, ".gitignore") == ["pattern not honoured: *a*a*a*a*a*a*a*a*b"]
    assert time.monotonic() - started < 5


def test_exclude_takes_patterns_as_gitignore_does(tmp_path: Path) -> None:
    tree = tree_of(tmp_path, {"a.js": "1", "vendor/x.js": "1", "sub/b.spec.js": "1"}, exclude=("vendor/", "*.spec.js"))
    assert set(tree.files) == {"a.js"}
    assert tree.skipped == {"vendor/": "excluded", "sub/b.spec.js": "excluded"}


def test_a_bundle_of_20_mb_is_not_read(tmp_path: Path) -> None:
    make(tmp_path, {"a.js": "1"})
    with open(tmp_path / "bundle.js", "wb") as stream:
        stream.truncate(20_000_000)
    tree = read_tree(tmp_path)
    assert set(tree.files) == {"a.js"}
    assert tree.skipped == {"bundle.js": "too large (20.0 MB)"}


@pytest.mark.parametrize(
    ("path", "text", "reason"),
    [
        ("lib/x.min.js", "1", "minified"),
        (".pnp.cjs", "x", "generated: by yarn"),
        ("lib/x.js", "var a=1;" * 500, "minified"),
        ("x.js", "// @generated by protoc\nexports.a = 1\n", "generated: its first comment says so"),
        (
            "x.ts",
            "/* eslint-disable */\n/**\n * This file was automatically generated.\n * DO NOT EDIT.\n */\nexport {}\n",
            "generated: its first comment says so",
        ),
        ("x.js", "/******/ (() => { // webpackBootstrap\n", "generated: a bundle"),
        ("x.js", "/*! licence */\n(function(){function r(e,n,t){}})()\n", "generated: a bundle"),
        (
            "x.js",
            "a\n" * 100 + "b;" * 2000 + "\n" + "c\n" * 100 + "//# sourceMappingURL=x.js.map\n",
            "generated: long lines and a source map",
        ),
        ("x.js", "a()\n//# sourceMappingURL=data:application/json;base64,AAAA\n", "generated: it carries its source map"),
    ],
)
def test_minified_and_generated_scripts_are_skipped_with_the_reason(tmp_path: Path, path: str, text: str, reason: str) -> None:
    tree = tree_of(tmp_path, {path: text, "a.js": "1"})
    assert tree.skipped == {path: reason}
    assert set(tree.files) == {"a.js"}


@pytest.mark.parametrize(
    "text",
    [
        "module.exports = '" + "iVBORw0KGgo" * 400 + "'\nconst a = 1\n",
        "const banner = 'generated, do not edit'\n",
        "// our code generator; edit freely\nconst a = 1\n",
        "foo()\n//# sourceMappingURL=x.js.map\n",
        "(function () { 'use strict' })()\n",
        "'use strict'; require('electron').app.on('ready', () => { start() })",
        "",
    ],
)
def test_hand_written_scripts_are_read(tmp_path: Path, text: str) -> None:
    assert set(tree_of(tmp_path, {"x.js": text}).files) == {"x.js"}


def test_a_page_or_json_file_on_one_long_line_is_read(tmp_path: Path) -> None:
    tree = tree_of(tmp_path, {"a.html": "<p>" + "word " * 2000, "b.json": '["' + "word " * 2000 + '"]'})
    assert set(tree.files) == {"a.html", "b.json"}


def test_what_typescript_compiled_is_skipped_beside_its_source(tmp_path: Path) -> None:
    compiled = '"use strict";\nObject.defineProperty(exports, "__esModule", { value: true });\n'
    tree = tree_of(tmp_path, {"main.ts": "export {}", "main.js": compiled, "lone.js": compiled, "both.ts": "", "both.js": "hand()\n"})
    assert tree.skipped == {"main.js": "generated: compiled from main.ts"}


def test_what_tsconfig_compiles_into_a_folder_of_any_name_is_skipped(tmp_path: Path) -> None:
    tree = tree_of(
        tmp_path,
        {
            "tsconfig.json": '{ "compilerOptions": { "outDir": "app", }, "include": ["source"] } // loose JSON',
            "source/main.ts": "",
            "app/main.js": "1",
            "app/vendor.js": "1",
            "app/index.html": "<p>",
        },
    )
    assert tree.skipped == {"app/main.js": "generated: compiled from source/main.ts"}
    assert {"app/vendor.js", "app/index.html"} <= set(tree.files)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_named_as_such(tmp_path: Path, encoding: str) -> None:
    tree = tree_of(tmp_path, {"x.js": "const greeting = 'hello'\n".encode(encoding)})
    assert "UTF-16" in tree.skipped["x.js"]
    assert problem_of(tree, "x.js") == [tree.skipped["x.js"]]


def test_binary_content_is_skipped(tmp_path: Path) -> None:
    tree = tree_of(tmp_path, {"x.js": b"\x7fELF\x02\x01\x01\0\0\0abcdefgh"})
    assert tree.skipped == {"x.js": "binary"}


def test_invalid_utf_8_is_kept_as_bytes_and_noted_with_its_line(tmp_path: Path) -> None:
    raw = b"const a = 1\nconst b = '\xe9'\n"
    tree = tree_of(tmp_path, {"x.js": raw})
    assert tree.files["x.js"].raw == raw
    assert [(problem.path, problem.line) for problem in tree.problems] == [("x.js", 2)]


def test_bom_newlines_and_a_missing_last_one_stay_as_they_are(tmp_path: Path) -> None:
    raw = b"\xef\xbb\xbfa\r\nb\nc"
    source = tree_of(tmp_path, {"x.js": raw}).files["x.js"]
    assert source.bom == b"\xef\xbb\xbf"
    assert source.data == b"a\r\nb\nc"
    assert source.raw == raw


@posix
def test_links_out_of_the_app_loops_and_dead_links_are_not_followed(tmp_path: Path) -> None:
    outside = make(tmp_path / "outside", {"secret.js": "1", "folder/x.js": "1"})
    app = make(tmp_path / "app", {"a.js": "1"})
    (app / "file.js").symlink_to(outside / "secret.js")
    (app / "folder").symlink_to(outside / "folder")
    (app / "up").symlink_to("..")
    (app / "self").symlink_to("self")
    (app / "dead.js").symlink_to("nothing.js")
    tree = read_tree(app)
    assert set(tree.files) == {"a.js"}
    assert tree.names == {"a.js"}
    assert tree.skipped == {
        "dead.js": "a link to nothing",
        "file.js": "a link out of the app",
        "folder": "a link out of the app",
        "self": "a link that leads to itself",
        "up": "a link out of the app",
    }


@posix
def test_links_within_the_app_are_read_where_they_lead(tmp_path: Path) -> None:
    app = make(tmp_path, {"src/a.js": "1", "src/deep/b.js": "1"})
    (app / "linked").symlink_to("src")
    (app / "one.js").symlink_to("src/a.js")
    (app / "src/deep/round").symlink_to("..")
    tree = read_tree(app)
    assert set(tree.files) == {"src/a.js", "src/deep/b.js"}
    assert tree.real("linked/deep/b.js") == "src/deep/b.js"
    assert tree.real("one.js") == "src/a.js"
    assert tree.real("src/a.js") == "src/a.js"


@posix
def test_the_root_itself_may_be_a_link(tmp_path: Path) -> None:
    app = make(tmp_path / "app", {"a.js": "1"})
    (tmp_path / "link").symlink_to(app)
    tree = read_tree(tmp_path / "link")
    assert set(tree.files) == {"a.js"}
    assert tree.root == app.resolve()


@posix
def test_a_file_that_became_a_link_since_it_was_listed_is_not_followed(tmp_path: Path) -> None:
    secret = make(tmp_path / "outside", {"secret.js": "1"}) / "secret.js"
    app = make(tmp_path / "app", {})
    app.mkdir()
    (app / "a.js").symlink_to(secret)
    assert isinstance(read_source(app, "a.js"), str)


@posix
def test_pipes_are_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.js")
    assert read_tree(tmp_path).skipped == {"pipe.js": "not a regular file"}


@posix
def test_unreadable_files_and_folders_are_named_and_the_rest_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path, {"a.js": "1", "closed.js": "1", "shut/x.js": "1"})
    open_, scan = os.open, os.scandir

    def refuse_open(path: str, flags: int) -> int:
        if str(path).endswith("closed.js"):
            raise PermissionError(13, "Permission denied")
        return open_(path, flags)

    def refuse_scan(path: str) -> object:
        if str(path).endswith("shut"):
            raise PermissionError(13, "Permission denied")
        return scan(path)

    monkeypatch.setattr(os, "open", refuse_open)
    monkeypatch.setattr(os, "scandir", refuse_scan)
    tree = read_tree(tmp_path)
    assert set(tree.files) == {"a.js"}
    assert tree.skipped == {"closed.js": "unreadable: Permission denied", "shut/": "unreadable folder: Permission denied"}
    assert {problem.path for problem in tree.problems} == {"closed.js", "shut/"}


@posix
@pytest.mark.skipif(sys.platform == "darwin", reason="its file system refuses such names")
def test_a_file_name_that_is_not_utf_8_is_named_without_breaking_anything(tmp_path: Path) -> None:
    make(tmp_path, {"a.js": "1"})
    with open(os.fsencode(tmp_path) + b"/caf\xe9.js", "wb") as stream:
        stream.write(b"1")
    tree = read_tree(tmp_path)
    assert set(tree.files) == {"a.js"}
    assert [problem.message for problem in tree.problems] == ["its name is not UTF-8"]
    for path in tree.skipped:
        path.encode()


def test_lock_files_and_the_installed_electron_stand_apart_whatever_their_size(tmp_path: Path) -> None:
    tree = tree_of(
        tmp_path,
        {
            "package-lock.json": '{"x": "' + "y" * 3_000_000 + '"}',
            "yarn.lock": "# yarn",
            "node_modules/electron/package.json": {"version": "12.1.0"},
        },
    )
    assert set(tree.locks) == {"package-lock.json", "yarn.lock", "node_modules/electron/package.json"}
    assert not tree.files


@posix
def test_an_installed_electron_outside_of_the_app_is_not_read(tmp_path: Path) -> None:
    outside = make(tmp_path / "outside", {"package.json": {"version": "12.1.0"}})
    app = make(tmp_path / "app", {"node_modules/x": "1"})
    (app / "node_modules/electron").symlink_to(outside)
    assert not read_tree(app).locks


def test_reading_writes_nothing(tmp_path: Path) -> None:
    make(tmp_path, {"package.json": package(), "main.js": MAIN, ".gitignore": "x"})
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    read_tree(tmp_path)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


def test_five_thousand_files_are_read_in_seconds(tmp_path: Path) -> None:
    for folder in range(100):
        (tmp_path / f"src/f{folder}").mkdir(parents=True)
        for name in range(50):
            (tmp_path / f"src/f{folder}/m{name}.js").write_text("const { app } = require('electron')\n" * 20)
    make(
        tmp_path,
        {
            ".gitignore": "\n".join(
                ["*.log", "dist/", ".DS_Store", "*.tmp", "/cache", "coverage/", ".idea/", "*.iml", "npm-debug.log*", "env"]
            )
        },
    )
    started = time.monotonic()
    assert len(read_tree(tmp_path).files) == 5_000
    assert time.monotonic() - started < 30


def test_a_path_that_is_no_folder_raises(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_tree(tmp_path / "nothing")
    with pytest.raises(NotADirectoryError):
        read_tree(make(tmp_path, {"a.js": "1"}) / "a.js")
