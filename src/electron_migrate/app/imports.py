"""A cheap look at which modules a text names, without a syntax tree: to find files worth reading closely, never to edit them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from electron_migrate.code.source import Source


@dataclass(frozen=True, slots=True)
class ImportScan:
    """One literal specifier. `start` is the byte offset of its opening quote."""

    specifier: str
    start: int
    through: str
    """`import`, `export`, `importScripts`, `Worker`, or the text of what is called: `require`, `window.require`, `remote.require`, …"""
    worker: bool = False
    """True for a script that starts as a worker: its path is one of a URL, seen from the page or (with `import.meta.url`) from the file."""


def imports_of(source: Source) -> tuple[ImportScan, ...]:
    """The modules that `source` names literally, in order. Type-only imports are left out; `require` in a trailing comment is not."""
    data = source.data
    found: dict[int, ImportScan] = {}
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(data):
            if _in_comment(data, match.start()):
                continue
            through = match.group("call").decode("ascii") if kind == "call" else kind
            for literal in _LITERAL.finditer(match.group("specifier")):
                start = match.start("specifier") + literal.start()
                specifier = (literal.group(2) or b"").decode("utf-8", "replace")
                if specifier and _NO_SPECIFIER.search(specifier) is None:
                    found.setdefault(start, ImportScan(specifier, start, through, kind in ("Worker", "importScripts")))
    return tuple(found[start] for start in sorted(found))


_STRING = rb"""(?P<specifier>'[^'\n\\]*'|"[^"\n\\]*"|`[^`\n\\$]*`)"""
# What stands between two strings looks like a string too: `rel="import" href="x"`.
_NO_SPECIFIER = re.compile(r"[<>=(){};,\n]|^\s|\s$")
_LITERAL = re.compile(rb"""(['"`])([^'"`]*)\1""")
_COMMENTS = rb"(?:\s|/\*[^*]{0,200}\*/)*+"
# Between `import` and `from` stand only names, braces, commas and `*`: no quote, no parenthesis, no semicolon.
_NAMES_FROM = rb"(?:(?!(?:import|export)\b)[\w\s$*{},/]){0,4000}?(?<![\w$])from\s*"
_TYPE_ONLY = rb"(?!\s+type\s+(?!from\b)[\w{*])"
_REQUIRE = rb"(?P<call>(?<![\w$])(?:[\w$]++\.)?[\w$]*[rR]equire(?:__)?(?:\.resolve)?)\s*(?:\?\.)?\("
_NEW_WORKER = rb"\bnew\s+(?:[\w$]+\.)?(?:Shared)?Worker\s*\("

_PATTERNS: tuple[tuple[str, re.Pattern[bytes]], ...] = (
    ("import", re.compile(rb"(?<![\w$.])import\b" + _TYPE_ONLY + _NAMES_FROM + _STRING)),
    ("import", re.compile(rb"(?<![\w$.@'\"-])import\s*" + _STRING)),
    ("import", re.compile(rb"(?<![\w$.])import\s*\(" + _COMMENTS + _STRING)),
    ("export", re.compile(rb"(?<![\w$.])export\s*(?:\*|\{)" + _NAMES_FROM + _STRING)),
    ("call", re.compile(_REQUIRE + _COMMENTS + _STRING + rb"\s*[,)]")),
    ("importScripts", re.compile(rb"(?<![\w$])importScripts\s*\((?P<specifier>[^)]{0,2000})\)")),
    ("Worker", re.compile(_NEW_WORKER + _COMMENTS + rb"(?:new\s+URL\s*\(" + _COMMENTS + rb")?" + _STRING)),
)


def _in_comment(data: bytes, at: int) -> bool:
    """True on a line that starts as a comment. What looks so inside a template string is rare and only costs a hint."""
    start = data.rfind(b"\n", 0, at) + 1
    return _COMMENT.match(data, start, at) is not None and data.find(b"*/", start, at) < 0


_COMMENT = re.compile(rb"[ \t]*(?://|/?\*)")
