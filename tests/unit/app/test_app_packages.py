"""Package manager, bundler and language, as files tell."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from app_files import package, tree_of

from electron_migrate.app.manifest import read_manifest
from electron_migrate.app.packages import Bundler, find_bundler, language_of, package_manager
from electron_migrate.app.tsconfig import read_projects


def bundler_of(root: Path, files: Mapping[str, object]) -> Bundler | None:
    tree = tree_of(root, files)
    return find_bundler(tree, read_manifest(tree), read_projects(tree.files)[0])


def needs(*names: str, **fields: object) -> dict[str, object]:
    return package(devDependencies={"electron": "^12.0.0", **dict.fromkeys(names, "1.0.0")}, **fields)


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"package.json": package(packageManager="pnpm@8.6.0"), "yarn.lock": ""}, "pnpm"),
        ({"package.json": package(packageManager=7), "yarn.lock": ""}, "yarn"),
        ({"package.json": package(), "package-lock.json": "{}"}, "npm"),
        ({"package.json": package(), "pnpm-lock.yaml": ""}, "pnpm"),
        ({"package.json": package(), "bun.lock": ""}, "bun"),
        ({"package.json": package(), "app/yarn.lock": "", "package-lock.json": "{}"}, "npm"),
        ({"package.json": package()}, None),
        ({"package.json": "{"}, None),
    ],
)
def test_the_package_manager(tmp_path: Path, files: Mapping[str, object], expected: str | None) -> None:
    tree = tree_of(tmp_path, files)
    assert package_manager(tree, read_manifest(tree)) == expected


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (
            {"package.json": needs("electron-vite", "vite"), "electron.vite.config.ts": ""},
            Bundler("electron-vite", "electron.vite.config.ts"),
        ),
        (
            {"package.json": needs("@electron-forge/plugin-webpack", "webpack"), "forge.config.js": ""},
            Bundler("electron-forge-webpack", "forge.config.js"),
        ),
        (
            {"package.json": needs(config={"forge": {"plugins": [["@electron-forge/plugin-webpack", {}]]}})},
            Bundler("electron-forge-webpack", "package.json"),
        ),
        (
            {"package.json": needs("@electron-forge/plugin-vite", "vite"), "forge.config.ts": ""},
            Bundler("electron-forge-vite", "forge.config.ts"),
        ),
        ({"package.json": needs("vue-cli-plugin-electron-builder", "webpack"), "vue.config.js": ""}, Bundler("vue-cli", "vue.config.js")),
        ({"package.json": needs("@angular/cli", "webpack"), "angular.json": "{}"}, Bundler("angular-cli", "angular.json")),
        ({"package.json": needs("react-scripts")}, Bundler("create-react-app")),
        ({"package.json": needs("react-scripts", "@craco/craco"), "craco.config.js": ""}, Bundler("craco", "craco.config.js")),
        ({"package.json": needs("vite", "vite-plugin-electron"), "vite.config.mts": ""}, Bundler("vite", "vite.config.mts")),
        ({"package.json": needs("webpack"), "webpack.config.js": ""}, Bundler("webpack", "webpack.config.js")),
        (
            {"package.json": needs("webpack"), ".erb/configs/webpack.config.base.ts": ""},
            Bundler("webpack", ".erb/configs/webpack.config.base.ts"),
        ),
        ({"package.json": needs("webpack", scripts={"build": "webpack --mode production"})}, Bundler("webpack")),
        ({"package.json": needs("webpack")}, None),
        ({"package.json": needs("parcel-bundler")}, Bundler("parcel")),
        ({"package.json": needs("rollup"), "rollup.config.js": ""}, Bundler("rollup", "rollup.config.js")),
        ({"package.json": needs("esbuild", scripts={"build": "esbuild src/a.ts --bundle"})}, Bundler("esbuild")),
        ({"package.json": needs("typescript"), "tsconfig.json": {"compilerOptions": {"outDir": "js"}}}, Bundler("tsc", "tsconfig.json")),
        ({"package.json": needs("typescript", scripts={"build": "tsc -p ."}), "tsconfig.json": {}}, Bundler("tsc")),
        ({"package.json": needs("typescript"), "tsconfig.json": {}}, None),
        ({"package.json": needs("jquery")}, None),
        ({"package.json": "not json"}, None),
    ],
)
def test_the_bundler(tmp_path: Path, files: Mapping[str, object], expected: Bundler | None) -> None:
    assert bundler_of(tmp_path, files) == expected


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"a.js": "code();"}, "javascript"),
        ({"a.ts": "code();", "a.d.ts": ""}, "typescript"),
        ({"a.ts": "code();", "b.js": "code();"}, "mixed"),
        ({"a.js": "code();", "types.d.ts": "declare const x: string"}, "javascript"),
        ({"a.ts": "code();", "webpack.config.js": "x" * 500, ".eslintrc.js": "x" * 500, "test/x.js": "x" * 500}, "typescript"),
        ({"a.vue": '<script lang="ts">code()</script>'}, "typescript"),
        ({"a.vue": "<script>code()</script>"}, "javascript"),
        ({}, "javascript"),
    ],
)
def test_the_language(tmp_path: Path, files: Mapping[str, object], expected: str) -> None:
    assert language_of(tree_of(tmp_path, files)) == expected
