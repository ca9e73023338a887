"""Reads the major version out of what people write as an Electron version or range."""

from __future__ import annotations

import re

ELECTRON_PACKAGES = ("electron", "electron-nightly", "electron-prebuilt", "electron-prebuilt-compile", "@castlabs/electron-releases")
"""Packages that are Electron, the one that counts first."""

_VERSION = r"v?(\d{1,3})(?:\.(?:\d{1,9}|[xX*])){0,2}(?:[-+][0-9A-Za-z.+-]*)?"
_COMPARATOR = re.compile(rf"(?P<operator>\^|~>?|>=|<=|>|<|=)?\s*{_VERSION}(?=[\s,]|$)")
_GIT_TAG = re.compile(r"electron[^#]*#(?:semver:)?[\^~]?v?(\d{1,3})\.\d+\.\d+")


def lowest_major(version_range: str) -> int | None:
    """The lowest major version that `version_range` lets in; None where it does not tell (`latest`, `*`, a URL, `<14`)."""
    wanted = version_range.strip()
    if wanted.startswith("npm:"):
        package, _, wanted = wanted[4:].rpartition("@")
        if package not in ELECTRON_PACKAGES:
            return None
    if "/" in wanted or ":" in wanted:
        tag = _GIT_TAG.search(wanted)
        return int(tag.group(1)) if tag is not None else None
    majors = [_lowest_of_set(alternative) for alternative in wanted.split("||")]
    known = [major for major in majors if major is not None]
    return min(known) if known and len(known) == len(majors) else None


def exact_major(version: str) -> int | None:
    """The major version of `12.0.1`, `v12.0.1-beta.3`; None for anything else."""
    match = re.fullmatch(_VERSION, version.strip())
    return int(match.group(1)) if match is not None else None


def _lowest_of_set(alternative: str) -> int | None:
    """One set of comparators, all of which hold: the highest of their lower bounds."""
    low, dash, _ = alternative.partition(" - ")
    if dash:
        return exact_major(low)
    rest = alternative.strip()
    lowest: int | None = None
    while rest:
        match = _COMPARATOR.match(rest)
        if match is None:
            return None
        if match.group("operator") not in ("<", "<="):
            major = int(match.group(2))
            lowest = major if lowest is None else max(lowest, major)
        rest = rest[match.end() :].lstrip(" ,")
    return lowest
