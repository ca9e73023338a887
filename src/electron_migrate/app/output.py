"""Which folders hold build output rather than source, and where the source of an output file is usually kept."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from electron_migrate.app.paths import SCRIPT_ENDINGS, TYPESCRIPT_ENDINGS, below, folder_of, join, stem

BUILD_FOLDERS = (
    "dist",
    "build",
    "out",
    "release",
    "coverage",
    "dist-electron",
    "dist_electron",
    ".webpack",
    ".vite",
    ".next",
    ".nuxt",
    ".cache",
    ".parcel-cache",
    ".angular",
)
"""Names that build tools give to their output, beside a package.json."""

_BUILD_SCRIPT = re.compile(r"(?:webpack|vite|rollup|esbuild)[\w.-]*\.(?:conf|config)(?:\.[\w-]+)*\.[cm]?[jt]s|dev-server\.js")
_SOURCE_FOLDERS = ("src", "source", "", "app", "electron", "src/main", "src/electron", "main", "lib", "public", "static", "ts")


def output_folders(kept: Collection[str], mains: Mapping[str, str | None]) -> Mapping[str, str]:
    """The build folders among the files in `kept`, with the reason for each.

    `mains` gives the `main` of every package.json, by its folder. A build folder that holds the entry of its package is source, unless the
    source of that entry is found elsewhere: some people write their app in `build/` or `dist/`. So is one that holds the build scripts.
    """
    present = {folder for path in kept for folder in _folders(path)}
    tooling = {folder_of(path) for path in kept if _BUILD_SCRIPT.fullmatch(posixpath.basename(path))}
    found: dict[str, str] = {}
    for package in sorted({"", *mains}):
        for name in BUILD_FOLDERS:
            folder = f"{package}/{name}" if package else name
            if folder in present and folder not in tooling and not _holds_the_entry(folder, package, mains, kept):
                found[folder] = "build output"
    return found


def output_folder_of(path: str) -> str | None:
    """The outermost part of `path` that has the name of a build folder."""
    parts = path.split("/")[:-1]
    for count, part in enumerate(parts, 1):
        if part in BUILD_FOLDERS:
            return "/".join(parts[:count])
    return None


def sources_of_output(path: str, output: str, *, roots: Iterable[str] = ()) -> Iterator[str]:
    """Where the source of an output file may be, likeliest first. `output` is the build folder; `roots` are further source folders."""
    rest = below(output, path)
    if rest is None:
        return
    package = folder_of(output)
    rests = [stem(rest)]
    for marker in (".prod", ".bundle", ".dev", ".bundle.dev", ".bundle.prod"):
        rests.extend(part[: -len(marker)] for part in rests[:1] if part.endswith(marker))
    # A package inside the package (`app/dist/main.js` of `src/main.js`) has its source beside it or at the root.
    folders = [*roots, *(join(base, folder) or "" for base in dict.fromkeys((package, "")) for folder in _SOURCE_FOLDERS)]
    for folder in dict.fromkeys(folders):
        for part in rests:
            for ending in (*TYPESCRIPT_ENDINGS, *SCRIPT_ENDINGS[:4]):
                candidate = f"{folder}/{part}{ending}" if folder else part + ending
                if below(output, candidate) is None:
                    yield candidate


def _holds_the_entry(folder: str, package: str, mains: Mapping[str, str | None], kept: Collection[str]) -> bool:
    for owner in dict.fromkeys((package, "")):
        main = join(owner, mains.get(owner) or "index.js")
        if main is None or (main != folder and below(folder, main) is None):
            continue
        entry = next((path for path in (main, *(main + end for end in SCRIPT_ENDINGS), f"{main}/index.js") if path in kept), None)
        if entry is not None and not any(source in kept for source in sources_of_output(entry, folder)):
            return True
    return False


def _folders(path: str) -> Iterator[str]:
    folder = folder_of(path)
    while folder:
        yield folder
        folder = folder_of(folder)
