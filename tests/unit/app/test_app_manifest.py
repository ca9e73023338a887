"""What package.json, lock files and workspaces say of the app and its Electron."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from app_files import MAIN, make, package, tree_of

from electron_migrate.app.manifest import Manifest, module_type_of, read_manifest
from electron_migrate.app.version import exact_major, lowest_major


def manifest_of(root: Path, files: Mapping[str, object]) -> Manifest:
    return read_manifest(tree_of(root, files))


@pytest.mark.parametrize(
    ("written", "major"),
    [
        ("^9.4.1", 9),
        ("~8.2", 8),
        ("9.x", 9),
        ("9", 9),
        ("v9.0.0", 9),
        ("=10.1.5", 10),
        ("1.8.2-beta.3", 1),
        (">=12 <14", 12),
        (">= 12.0.0", 12),
        ("<14 >=12", 12),
        (">=12 >=14.1", 14),
        ("12.0.0 - 14.0.0", 12),
        ("^8 || ^9.1", 8),
        ("^11.0.0 || 9.x", 9),
        ("npm:electron@^11.0.0", 11),
        ("npm:electron-nightly@13.0.0-nightly.20210101", 13),
        ("https://github.com/castlabs/electron-releases#v18.0.3+wvcus", 18),
        ("github:castlabs/electron-releases#semver:^22.0.0", 22),
        ("<14", None),
        ("latest", None),
        ("*", None),
        ("", None),
        ("x", None),
        ("^9 || latest", None),
        ("git+https://example.org/electron.git", None),
        ("npm:other@1.0.0", None),
        ("catalog:", None),
        ("workspace:*", None),
        ("file:../electron-9", None),
        ("9" * 5_000, None),
    ],
)
def test_the_lowest_major_of_a_range(written: str, major: int | None) -> None:
    assert lowest_major(written) == major


@pytest.mark.parametrize(
    ("written", "major"), [("12.0.1", 12), ("v30.0.0-beta.1", 30), ("1", 1), ("^12.0.0", None), ("latest", None), ("", None)]
)
def test_the_major_of_a_version(written: str, major: int | None) -> None:
    assert exact_major(written) == major


def test_fields_are_taken_as_written(tmp_path: Path) -> None:
    manifest = manifest_of(
        tmp_path,
        {
            "package.json": {
                "name": "n",
                "version": "2.0.0",
                "main": "./main",
                "type": "module",
                "dependencies": {"a": "1", "both": "2"},
                "devDependencies": {"electron": "^12.0.0", "both": "1"},
                "optionalDependencies": {"o": "3"},
                "peerDependencies": {"p": "4"},
            }
        },
    )
    assert (manifest.name, manifest.version, manifest.main, manifest.module_type) == ("n", "2.0.0", "./main", "module")
    assert manifest.dependencies == {"a": "1", "both": "2", "electron": "^12.0.0", "o": "3", "p": "4"}
    assert manifest.dev == {"electron"}
    assert (manifest.electron_range, manifest.electron_resolved, manifest.electron_source, manifest.electron_major) == (
        "^12.0.0",
        None,
        "dependency range",
        12,
    )
    assert not manifest.problems


def test_a_missing_package_json_is_a_problem(tmp_path: Path) -> None:
    manifest = manifest_of(tmp_path, {"index.js": MAIN})
    assert manifest.source is None
    assert [problem.message for problem in manifest.problems] == ["there is no package.json"]
    assert manifest.electron_source == "not declared"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('{\n  "name": "x",\n  oops\n}', 3),
        ("", 1),
        ('{"a": 1', 1),
        ("[" * 100_000, None),
        (b'{\n"name": "\xe9"}', 2),
        ('{"main": "\\ud800.js"}', None),
        ('{"a": ' + "9" * 10_000 + "}", None),
    ],
)
def test_a_broken_package_json_is_a_problem_with_its_line(tmp_path: Path, text: str | bytes, line: int | None) -> None:
    manifest = manifest_of(tmp_path, {"package.json": text})
    assert len(manifest.problems) == 1
    assert (manifest.problems[0].path, manifest.problems[0].line) == ("package.json", line)
    assert manifest.main is None


def test_a_package_json_with_a_bom_is_read(tmp_path: Path) -> None:
    assert manifest_of(tmp_path, {"package.json": b'\xef\xbb\xbf{"main": "a.js"}'}).main == "a.js"


def test_a_package_json_in_utf_16_is_one_problem_and_says_so(tmp_path: Path) -> None:
    tree = tree_of(tmp_path, {"package.json": '{"main": "a.js"}'.encode("utf-16")})
    problems = {*tree.problems, *read_manifest(tree).problems}
    assert len(problems) == 1
    assert "UTF-16" in problems.pop().message


def test_values_of_the_wrong_kind_are_problems_and_the_rest_holds(tmp_path: Path) -> None:
    manifest = manifest_of(
        tmp_path, {"package.json": '{"name": "ok",\n"main": 7,\n"dependencies": ["electron"],\n"devDependencies": {"electron": 12}}'}
    )
    assert manifest.name == "ok"
    assert manifest.main is None
    assert manifest.dependencies == {}
    assert {(problem.line, problem.message) for problem in manifest.problems} == {
        (2, "`main` is not a string"),
        (3, "`dependencies` is not an object"),
    }


def test_a_package_json_that_is_no_object_is_a_problem(tmp_path: Path) -> None:
    assert [problem.message for problem in manifest_of(tmp_path, {"package.json": "[1]"}).problems] == ["holds no object"]


LOCKS = {
    "npm 1": ("package-lock.json", {"dependencies": {"electron": {"version": "12.0.7"}}}),
    "npm 3": ("package-lock.json", {"lockfileVersion": 3, "packages": {"": {}, "node_modules/electron": {"version": "12.0.7"}}}),
    "yarn 1": (
        "yarn.lock",
        '# yarn lockfile v1\n\n\nelectron-log@^4.0.0:\n  version "4.1.0"\n\nelectron@^12.0.0:\n  version "12.0.7"\n  resolved "x"\n',
    ),
    "yarn 1, several ranges": (
        "yarn.lock",
        'electron@^11.0.0:\n  version "11.0.0"\n\n"electron@>=12", electron@^12.0.0:\n  version "12.0.7"\n',
    ),
    "yarn 1, CRLF": ("yarn.lock", 'electron@^12.0.0:\r\n  version "12.0.7"\r\n  resolved "x"\r\n'),
    "yarn 2": (
        "yarn.lock",
        '__metadata:\n  version: 6\n\n"electron@npm:^12.0.0":\n  version: 12.0.7\n  resolution: "electron@npm:12.0.7"\n',
    ),
    "pnpm 5": ("pnpm-lock.yaml", "lockfileVersion: 5.4\n\nspecifiers:\n  electron: ^12.0.0\n\ndevDependencies:\n  electron: 12.0.7\n"),
    "pnpm 6": (
        "pnpm-lock.yaml",
        "lockfileVersion: '6.0'\n\ndevDependencies:\n  electron:\n    specifier: ^12.0.0\n    version: 12.0.7(supports-color@8.1.1)\n",
    ),
    "pnpm 9": (
        "pnpm-lock.yaml",
        "lockfileVersion: '9.0'\n\nimporters:\n\n  .:\n    devDependencies:\n      '@types/node':\n        specifier: ^20\n"
        "        version: 20.1.0\n"
        "      electron:\n        specifier: ^12.0.0\n        version: 12.0.7\n"
        "\npackages:\n\n  electron@12.0.7:\n    resolution: {integrity: x}\n",
    ),
    "bun": ("bun.lock", '{\n  "lockfileVersion": 1,\n  "packages": {\n    "electron": ["electron@12.0.7", "", {}, "sha"],\n  },\n}\n'),
}


@pytest.mark.parametrize(("path", "lock"), LOCKS.values(), ids=LOCKS)
def test_a_lock_file_gives_the_version_that_is_installed(tmp_path: Path, path: str, lock: object) -> None:
    manifest = manifest_of(tmp_path, {"package.json": package(), path: lock})
    assert (manifest.electron_resolved, manifest.electron_source, manifest.electron_major) == ("12.0.7", path, 12)
    assert not manifest.problems


def test_the_installed_package_is_the_last_witness(tmp_path: Path) -> None:
    manifest = manifest_of(tmp_path, {"package.json": package(), "node_modules/electron/package.json": {"version": "12.2.3"}})
    assert (manifest.electron_resolved, manifest.electron_source) == ("12.2.3", "node_modules/electron/package.json")


def test_a_lock_file_knows_what_a_tag_means(tmp_path: Path) -> None:
    manifest = manifest_of(
        tmp_path,
        {
            "package.json": package(devDependencies={"electron": "latest"}),
            "package-lock.json": {"dependencies": {"electron": {"version": "28.1.0"}}},
        },
    )
    assert manifest.electron_major == 28


def test_a_lock_file_that_package_json_contradicts_is_named_and_not_believed(tmp_path: Path) -> None:
    manifest = manifest_of(tmp_path, {"package.json": package(), "package-lock.json": {"dependencies": {"electron": {"version": "9.0.0"}}}})
    assert (manifest.electron_resolved, manifest.electron_source, manifest.electron_major) == (None, "dependency range", 12)
    assert [problem.path for problem in manifest.problems] == ["package-lock.json"]


@pytest.mark.parametrize("lock", ["{", "", "[]", '{"packages": []}', '{"dependencies": {"electron": "12.0.0"}}'])
def test_a_broken_lock_file_leaves_the_range(tmp_path: Path, lock: object) -> None:
    assert manifest_of(tmp_path, {"package.json": package(), "package-lock.json": lock}).electron_source == "dependency range"


@pytest.mark.parametrize("written", ["latest", "*", "catalog:", "git+https://example.org/x.git"])
def test_a_range_that_tells_nothing_gives_no_major_and_a_note(tmp_path: Path, written: str) -> None:
    manifest = manifest_of(tmp_path, {"package.json": package(devDependencies={"electron": written})})
    assert manifest.electron_range == written
    assert manifest.electron_major is None
    assert [problem.message for problem in manifest.problems] == [f"the Electron version is not known from `{written}`"]


@pytest.mark.parametrize("name", ["electron-nightly", "electron-prebuilt", "electron-prebuilt-compile"])
def test_electron_goes_by_other_names_too(tmp_path: Path, name: str) -> None:
    assert manifest_of(tmp_path, {"package.json": {"devDependencies": {name: "1.4.13"}}}).electron_major == 1


def test_electron_builder_may_name_the_version(tmp_path: Path) -> None:
    manifest = manifest_of(tmp_path, {"package.json": {"build": {"electronVersion": "11.2.0"}}})
    assert (manifest.electron_major, manifest.electron_source) == (11, "electron-builder configuration")


def test_the_inner_of_two_packages_names_main(tmp_path: Path) -> None:
    manifest = manifest_of(
        tmp_path,
        {
            "package.json": package(),
            "app/package.json": {"main": "main.js", "type": "module", "dependencies": {"got": "1"}},
            "app/main.js": MAIN,
        },
    )
    assert (manifest.app_folder, manifest.main, manifest.module_type, manifest.app_manifest) == (
        "app",
        "main.js",
        "module",
        "app/package.json",
    )
    assert manifest.dependencies == {"got": "1", "electron": "^12.0.0"}
    assert manifest.electron_major == 12


def test_electron_builder_may_put_the_inner_package_elsewhere(tmp_path: Path) -> None:
    files = {"package.json": package(build={"directories": {"app": "desktop"}}), "desktop/package.json": {"main": "m.js"}}
    assert manifest_of(tmp_path, files).app_folder == "desktop"


@pytest.mark.parametrize("folder", ["../outside", "/etc", "app\0"])
def test_an_inner_package_out_of_the_app_is_not_looked_at(tmp_path: Path, folder: str) -> None:
    make(tmp_path / "outside", {"package.json": {"main": "evil.js"}})
    assert manifest_of(tmp_path / "root", {"package.json": package(build={"directories": {"app": folder}})}).app_folder == ""


def test_a_root_main_that_is_there_beats_an_inner_package(tmp_path: Path) -> None:
    files = {"package.json": package(main="main.js"), "main.js": MAIN, "app/package.json": {"main": "inner.js"}, "app/inner.js": MAIN}
    assert manifest_of(tmp_path, files).app_folder == ""


@pytest.mark.parametrize(
    "declared",
    [
        {"package.json": {"workspaces": ["packages/*"]}},
        {"package.json": {"workspaces": {"packages": ["packages/**", "!packages/old"]}}},
        {"package.json": {}, "pnpm-workspace.yaml": "packages:\n  - 'packages/*'\n  # others\n  - tools\n"},
        {"package.json": {}, "pnpm-workspace.yaml": 'packages:\n- "packages/*"\n'},
        {"package.json": {}, "lerna.json": {"packages": ["packages/*"]}},
    ],
)
def test_the_one_workspace_package_with_electron_is_suggested_and_used(tmp_path: Path, declared: Mapping[str, object]) -> None:
    files = {
        **declared,
        "packages/core/package.json": {"name": "core"},
        "packages/desktop/package.json": {"name": "desk", "main": "start.js", "devDependencies": {"electron": "^20.0.0"}},
        "packages/desktop/start.js": MAIN,
    }
    manifest = manifest_of(tmp_path, files)
    assert [workspace.folder for workspace in manifest.workspaces] == ["packages/core", "packages/desktop"]
    assert "packages/desktop" in manifest.suggestion
    assert (manifest.electron_major, manifest.app_folder, manifest.main) == (20, "packages/desktop", "start.js")


def test_two_workspace_packages_with_electron_are_only_suggested(tmp_path: Path) -> None:
    electron = {"devDependencies": {"electron": "^20.0.0"}}
    manifest = manifest_of(tmp_path, {"package.json": {"workspaces": ["a", "b"]}, "a/package.json": electron, "b/package.json": electron})
    assert manifest.electron_major is None
    assert "a, b" in manifest.suggestion


def test_the_lock_file_of_the_monorepo_around_the_app_counts(tmp_path: Path) -> None:
    lock = {"packages": {"node_modules/electron": {"version": "11.0.0"}, "packages/app/node_modules/electron": {"version": "12.3.4"}}}
    make(tmp_path, {".git/HEAD": "ref", "package-lock.json": lock})
    manifest = manifest_of(tmp_path / "packages/app", {"package.json": package()})
    assert (manifest.electron_resolved, manifest.electron_source) == ("12.3.4", "package-lock.json")


def test_no_lock_file_outside_of_the_work_tree_counts(tmp_path: Path) -> None:
    make(tmp_path, {"package-lock.json": {"dependencies": {"electron": {"version": "12.3.4"}}}})
    assert manifest_of(tmp_path / "app", {"package.json": package(), ".git/HEAD": "ref"}).electron_resolved is None


def test_the_nearest_package_json_tells_how_a_script_is_loaded(tmp_path: Path) -> None:
    tree = tree_of(tmp_path, {"package.json": {"type": "module"}, "old/package.json": {}, "old/a.js": "", "b.js": ""})
    assert module_type_of(tree, "b.js") == "module"
    assert module_type_of(tree, "old/a.js") == "commonjs"
    assert module_type_of(tree, "b.cjs") == "commonjs"
    assert module_type_of(tree, "old/c.mts") == "module"
