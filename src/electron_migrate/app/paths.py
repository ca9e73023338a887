"""App-relative paths: always `/`, never a leading `./`, and "" for the app's root."""

from __future__ import annotations

import posixpath
import re

SCRIPT_ENDINGS = (".js", ".mjs", ".cjs", ".jsx", ".ts", ".tsx", ".mts", ".cts")
TYPESCRIPT_ENDINGS = (".ts", ".tsx", ".mts", ".cts")
PAGE_ENDINGS = (".html", ".htm", ".ejs")
"""Of pages, and of the templates that bundlers make pages of."""


_TESTS = re.compile(r"(^|/)(__tests__|__mocks__|tests?|specs?|e2e)/|\.(test|spec|stories)\.[cm]?[jt]sx?$")


def is_test(path: str) -> bool:
    """True for a file of the app's tests: what it does, the app does not."""
    return _TESTS.search(path) is not None


def folder_of(path: str) -> str:
    """The folder that holds `path`; "" for the root."""
    return posixpath.dirname(path)


def join(folder: str, relative: str) -> str | None:
    """`relative` seen from `folder`, with `.` and `..` worked out; None when that leaves the app."""
    if relative.startswith("/"):
        return None
    path = posixpath.normpath(posixpath.join(folder, relative))
    if path == ".":
        return ""
    return None if path == ".." or path.startswith("../") else path


def below(folder: str, path: str) -> str | None:
    """The rest of `path` below `folder`, None when it is not in there."""
    if not folder:
        return path
    return path[len(folder) + 1 :] if path.startswith(folder + "/") else None


def stem(path: str) -> str:
    """`path` without its script ending (`.d.ts` counts as one); unchanged for other files."""
    lower = path.lower()
    for ending in (".d.ts", *SCRIPT_ENDINGS):
        if lower.endswith(ending):
            return path[: -len(ending)]
    return path
