"""Tells hand-written source text from what a program wrote: bundles, minified and compiled files; and text from what is none."""

from __future__ import annotations

import re

SIZE_LIMIT = 2_000_000
"""Bytes; larger files are not read. Nobody writes such a file by hand."""

_LONG_MEAN = 500
_LONG_LINE = 2_000
_SMALL = 2_000

_MINIFIED_NAME = re.compile(r"[.-]min\.[cm]?js$", re.IGNORECASE)
_BLOB = re.compile(rb"[A-Za-z0-9+/=_%-]{200,}")
_SOURCE_MAP = re.compile(rb"//[#@] sourceMappingURL=(\S+)\s*\Z")
_GENERATED_HEADER = re.compile(
    rb"@generated\b"
    rb"|(?:auto(?:matically)?[ -]?generated|code generated|generated (?:by|from|file))[^\n]*\n?[^\n]*do not (?:edit|modify|change)"
    rb"|do not (?:edit|modify|change)[^\n]*\n?[^\n]*(?:generated)",
    re.IGNORECASE,
)
_BUNDLE_HEADER = re.compile(
    rb"\A(?>\s|/\*(?!\*{4}).*?\*/|//[^\n]*)*+"
    rb"(?:/\*{6}/|require=\(function|\(function\(\)\{function r\(e,n,t\)|\(function e\(t,n,r\)|parcelRequire\s*=)",
    re.DOTALL,
)
_COMPILED_HEADER = re.compile(rb"__esModule|var __(?:awaiter|importDefault|createBinding|importStar|extends)\b|@babel/runtime|_interopReq")


def why_unreadable_text(data: bytes) -> str | None:
    """Why these bytes are no text in an encoding that is read: UTF-16, or no text at all."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "UTF-16 text; save it as UTF-8 to have it analysed"
    head = data[:8_192]
    if b"\0" not in head:
        return None
    # Latin text in UTF-16 without a mark: every other byte is zero.
    if max(head[0::2].count(0), head[1::2].count(0)) * 10 > len(head) // 2 * 7 and len(head) > 3:
        return "UTF-16 text; save it as UTF-8 to have it analysed"
    return "binary"


def why_generated_script(path: str, data: bytes) -> str | None:
    """Why a script is taken for minified or generated; None for one that a person may have written."""
    if _MINIFIED_NAME.search(path):
        return "minified"
    if path.endswith((".pnp.cjs", ".pnp.js", ".pnp.loader.mjs")):
        return "generated: by yarn"
    # A licence comment may come first, so the header is looked for in comments near the top only.
    head = data[:1_000]
    if _GENERATED_HEADER.search(_leading_comments(head)):
        return "generated: its first comment says so"
    if _BUNDLE_HEADER.match(data[:4_000]):
        return "generated: a bundle"
    footer = _SOURCE_MAP.search(data[-4_000:])
    if footer is not None and _has_long_line(data[: data.rfind(b"sourceMappingURL=")]):
        return "generated: long lines and a source map"
    inline = data.rfind(b"sourceMappingURL=data:")
    if inline >= 0 and b"\n" not in data[inline:].rstrip():
        return "generated: it carries its source map"
    # Components hold drawings as long as a bundle's lines; minifiers write plain JavaScript.
    plain = path.lower().endswith((".js", ".mjs", ".cjs"))
    if plain and _mean_line(data) > _LONG_MEAN and len(data) > _SMALL and _mean_line(_BLOB.sub(b"", data)) > _LONG_MEAN:
        return "minified"
    return None


def is_compiled_script(data: bytes) -> bool:
    """True for the marks that TypeScript and Babel leave; only telling beside a source of the same name."""
    return _COMPILED_HEADER.search(data[:4_000]) is not None or _SOURCE_MAP.search(data[-4_000:]) is not None


def _leading_comments(head: bytes) -> bytes:
    comments = re.match(rb"(?:#![^\n]*\n)?(?>\s+|/\*.*?(?:\*/|\Z)|//[^\n]*|['\"]use strict['\"];?)*+", head, re.DOTALL)
    return comments.group() if comments is not None else b""


def _mean_line(data: bytes) -> float:
    return len(data) / (data.count(b"\n") + 1)


def _has_long_line(data: bytes) -> bool:
    return any(len(line) > _LONG_LINE for line in _BLOB.sub(b"", data).split(b"\n"))
