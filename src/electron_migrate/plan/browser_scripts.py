"""The file of an installed package that a page can load with a script tag, and the global names that it sets: read from the package itself."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass

from electron_migrate.app.installed import Installed, InstalledPackage
from electron_migrate.facts.browser_build_table import load_browser_builds
from electron_migrate.facts.package_table import load_package_table


@dataclass(frozen=True, slots=True)
class BrowserScript:
    """`file` is app-relative. `globals`: what it sets, empty where it only adds to others; `needs`: packages whose scripts come first."""

    package: str
    file: str
    globals: tuple[str, ...]
    needs: tuple[str, ...] = ()


def browser_script(installed: Installed, name: str, subpath: str, importer: str) -> BrowserScript | str:
    """The script of a package as `importer` would find it; or why there is none that does the same as `require`."""
    package = installed.package(name, importer)
    if package is None:
        if name in load_package_table():
            return f"{name} needs Node"
        return f"{name} is not installed in the app's folder, so that nobody knows what it has for browsers: install the app's packages, then plan again"
    if subpath and installed.main_file(package) != installed.file_at(posixpath.join(package.folder, subpath)):
        return f"{name}/{subpath} is one file of a package, and loads others by require"
    for row in load_browser_builds().get(name, ()):
        file = posixpath.join(package.folder, row.file) if row.file else installed.main_file(package)
        source = installed.source(file) if file is not None else None
        if row.serves(package.major) and file is not None and source is not None and row.proof.encode() in source.data:
            return BrowserScript(name, file, row.globals, row.needs)
    return _umd(installed, package)


def _umd(installed: Installed, package: InstalledPackage) -> BrowserScript | str:
    """The file that `require` loads, where it is a universal module: without `module` it sets what it would have exported as a global."""
    file = installed.main_file(package)
    source = installed.source(file) if file is not None else None
    if file is None or source is None:
        return f"what {package.name} {package.version} loads is not known"
    match = next((found for pattern in (_ROLLUP, _WEBPACK) if (found := pattern.search(source.data[:_HEAD]))), None)
    if match is None:
        return f"{package.name} {package.version} has no build for script tags that does the same as require"
    if b"require(" in match.group("cjs") or _NEEDS_NODE.search(source.data):
        return f"{package.name} {package.version} loads other modules"
    return BrowserScript(package.name, file, (match.group("name").decode(),))


_HEAD = 6_000
_ROLLUP = re.compile(
    rb"typeof\s+exports\s*===?\s*['\"]object['\"]\s*&&\s*typeof\s+module\s*!==?\s*['\"]undefined['\"]\s*\?\s*(?P<cjs>module\.exports\s*=[^:;]{1,300}?)\s*:"
    rb"\s*typeof\s+define\s*===?\s*['\"]function['\"]\s*&&\s*define\.amd\s*\?\s*define\([^;:]{1,200}?\)\s*:"
    rb"[^;]{0,200}?\b(?:global|globalThis|self|root)\.(?P<name>[A-Za-z_$][\w$]*)\s*=\s*factory\(\s*\)"
)
"""`(global, factory) => … module.exports = factory() : … global.Name = factory()`, as rollup writes it. What has `exports` as a parameter may have
`exports.default`, which `require` gives as a member."""
_WEBPACK = re.compile(
    rb"if\s*\(typeof exports === 'object' && typeof module === 'object'\)\s*(?P<cjs>module\.exports = factory\(\);)\s*"
    rb"else if\s*\(typeof define === 'function' && define\.amd\)\s*define\([^;]{1,100}?\);\s*"
    rb"else if\s*\(typeof exports === 'object'\)\s*exports\[[^\]]+\] = factory\(\);\s*"
    rb"else\s*root\[\"(?P<name>[A-Za-z_$][\w$]*)\"\] = factory\(\);"
)
_NEEDS_NODE = re.compile(
    rb"(?<![\w$.])require\(\s*['\"](?:node:|electron\b|@electron/|(?:fs|path|os|child_process|crypto|http|https|net|tls|util|events|stream|url|zlib|assert"
    rb"|buffer|vm|tty|module|process)['\"/])|(?<![\w$.'\"])process\.env\.(?!NODE_ENV)"
)
