"""Where the scripts and tags of a page lead: other pages, and scripts that it adds while it runs. Texts only, as they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from electron_migrate.app.paths import PAGE_ENDINGS
from electron_migrate.code.markup import tags
from electron_migrate.code.parse import regions
from electron_migrate.code.source import Source


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses as written, seen from the page. `opened`: in a window of their own; `linked`: in the page's window; `scripts`: added to the page.

    `shown`: in the page's window, or in something that it embeds. `loaded`: in a webview, or in a window that the page makes.
    `guests`: it makes webviews, which may be what shows them.
    """

    opened: tuple[str, ...]
    linked: tuple[str, ...]
    scripts: tuple[str, ...]
    shown: tuple[str, ...] = ()
    loaded: tuple[str, ...] = ()
    guests: bool = False
    preloads: tuple[str, ...] = ()
    """Scripts that are named as preloads of such webviews."""


@lru_cache(maxsize=4096)
def links_of(source: Source) -> Links:
    """Where one file of a page leads. Too many rather than too few: what is no page of the app falls away when it is looked up."""
    opened: dict[str, None] = {}
    linked: dict[str, None] = {}
    scripts: dict[str, None] = {}
    shown: dict[str, None] = {}
    loaded: dict[str, None] = {}
    preloads: dict[str, None] = {}
    guests = False
    page = source.path.lower().endswith(PAGE_ENDINGS)
    if page:
        for address, own_window in _of_tags(source):
            (opened if own_window else linked)[address] = None
    for data in (source.data[region.span.start : region.span.end] for region in regions(source)) if page else (source.data,):
        pages = _PAGE.search(data) is not None
        if pages:
            opened.update(dict.fromkeys(_named(OPENS, data, _PAGE)))
            linked.update(dict.fromkeys(_named(_GOES, data, _PAGE)))
            shown.update(dict.fromkeys(_named(_SHOWS, data, _PAGE)))
            loaded.update(dict.fromkeys(_named(_LOADS, data, _PAGE)))
        guests = guests or MAKES_GUEST.search(data) is not None
        if guests:
            preloads.update(dict.fromkeys(_plain(match.group("file")) for match in _PRELOAD.finditer(data)))
        if b".js" in data or b".mjs" in data or b".cjs" in data:
            scripts.update(dict.fromkeys(_named(_ADDS, data, _SCRIPT, whole_file=False)))
            if page and _INSERTS.search(data):
                scripts.update(dict.fromkeys(_plain(one) for one in _SCRIPT.findall(data)))
    return Links(tuple(opened), tuple(linked), tuple(scripts), tuple(shown), tuple(loaded), guests, tuple(preloads))


_PAGE = re.compile(rb"[\w@%./\\-]+\.html?(?![\w(])")
_SCRIPT = re.compile(rb"[\w@%./\\-]+\.[cm]?js(?![\w(])")
OPENS = re.compile(rb"(?:(?<![\w$.])|\b(?:window|self|top|parent|globalThis)\s*\??\.\s*)open\s*(?:\?\.)?\(")
_GOES = re.compile(
    rb"(?<![\w$])location\s*(?:\.\s*href\s*)?=(?![=>])|(?<![\w$])location\s*\.\s*(?:assign|replace)\s*\("
    rb"|(?<![\w$])(?:href|action|srcdoc|data)\s*=(?![=>])|setAttribute\s*\(\s*['\"`](?:href|action)['\"`]\s*,"
    rb"|(?<![\w$])fetch\s*\(|\.\s*(?:load|get|ajax|attr|prop)\s*\(|(?<![\w$])href\s*:"
)
# What an embedded document may be given as well.
_SHOWS = re.compile(rb"(?<![\w$])(?:src|url)\s*(?:=(?![=>])|:)|setAttribute\s*\(\s*['\"`]src['\"`]\s*,")
# Only a webview or a window of Electron's has such a method: never the page's own window.
_LOADS = re.compile(rb"\.\s*load(?:URL|File)\s*\(")
MAKES_GUEST = re.compile(rb"createElement\s*\(\s*['\"`]webview['\"`]|<webview\b|new\s+WebView\s*\(")
_PRELOAD = re.compile(rb"(?<![\w$])preload\s*(?:=|:|['\"`]\s*,)\s*\\?['\"`](?:file://)?(?P<file>[\w@%./\\-]+\.[cm]?js)\b")
_ADDS = re.compile(
    rb"(?<![\w$])src\s*(?:=(?![=>])|:)|setAttribute\s*\(\s*['\"`]src['\"`]\s*,|(?<![\w$])importScripts\s*\(|\b\w*[sS]cripts?\w*\s*\("
)
# A page that puts script tags into itself: which ones may be settled in any line of it.
_INSERTS = re.compile(rb"createElement\s*\(\s*['\"`]script['\"`]|document\s*\.\s*write(?:ln)?\s*\(")
_FARTHEST = 300


def _named(trigger: re.Pattern[bytes], data: bytes, wanted: re.Pattern[bytes], *, whole_file: bool = True) -> Iterator[str]:
    """The addresses in what a trigger is given; where that is no text, and `whole_file`, every such text of the file."""
    for match in trigger.finditer(data):
        given = re.split(rb"[;\n]", data[match.end() : match.end() + _FARTHEST].lstrip(), maxsplit=1)[0]
        found = wanted.findall(given)
        if not found and whole_file and not _SAYS.search(given):
            yield from (_plain(one) for one in wanted.findall(data))
            return
        yield from (_plain(one) for one in found)


# A string or number is what it is: no page.
_SAYS = re.compile(rb"^\s*(?:['\"]|`[^$`]*`|\d|\)|\{|$)")


def _plain(written: bytes) -> str:
    return written.decode("utf-8", "replace").replace("\\", "/").lstrip("/")


def _of_tags(source: Source) -> Iterator[tuple[str, bool]]:
    """(address, whether it opens a window) of links, forms, embedded documents and refreshes."""
    for tag in tags(source):
        names: tuple[str, ...] = ()
        if tag.name in ("a", "area"):
            names = ("href", "xlink:href")
        elif tag.name in ("form", "button", "input"):
            names = ("action", "formaction")
        elif tag.name in ("object", "embed"):
            names = ("data", "src")
        elif tag.name == "meta" and (tag.value("http-equiv") or "").strip().lower() == "refresh":
            refresh = re.search(r"url\s*=\s*['\"]?([^'\"\s]+)", tag.value("content") or "", re.IGNORECASE)
            if refresh is not None:
                yield refresh.group(1), False
        target = (tag.value("target") or "").lower()
        for name in names:
            if address := tag.value(name):
                yield address, target not in ("", "_self", "_top", "_parent")
