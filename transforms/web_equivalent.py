"""Use the web platform's name for what a builtin module of Node gives under the same one.

## What it does
`new (require('url').URL)(address)` becomes `new URL(address)`, `querystring.escape(text)` `encodeURIComponent(text)`, and so on for names that mean
the same on both sides. The import goes with its last use.

## Why
An isolated page has no `require`, and needs none for these.

## When it stays its hand
`URL.canParse` and `URL.parse` below the Electron that has them, `fileURLToPath`, and everything that is only alike: `querystring.stringify` writes
a space in another way than URLSearchParams.

## Safety
Safe where both are the same function of text. `URL` is review below Electron 33: Chromium did not look into addresses of schemes that it does not know.
What Node's `console` prints moves from the terminal to the developer tools: review.
"""

from __future__ import annotations

from electron_migrate.api import (
    ApiUse,
    Call,
    Context,
    DropUnused,
    Example,
    Fix,
    Manual,
    Safety,
    Site,
    Spread,
    Transform,
)

TRANSFORM = Transform(
    id="web-equivalent",
    title="Use the web platform's name",
    rules=("node-builtin-in-page",),
    origins=(
        "node.url.URL",
        "node.url.URLSearchParams",
        "node.util.TextEncoder",
        "node.util.TextDecoder",
        "node.util.isArray",
        "node.querystring.escape",
        "node.perf_hooks.performance",
        "node.console.log",
        "node.console.error",
        "node.console.warn",
        "node.console.info",
    ),
    safety=Safety.SAFE,
)

EXAMPLES = (
    Example(
        "classes of the web",
        before="const { URL, URLSearchParams } = require('url')\nshow(new URL('https://example.org/a').host, new URLSearchParams(location.search).get('a'))\n",
        after="show(new URL('https://example.org/a').host, new URLSearchParams(location.search).get('a'))\n",
    ),
    Example(
        "by the module, and one that keeps it",
        before="const url = require('url')\nshow(new url.URL(address).pathname); show(url.fileURLToPath(address))\n",
        after="const url = require('url')\nshow(new URL(address).pathname); show(url.fileURLToPath(address))\n",
    ),
    Example(
        "escaped, handed over too",
        before="const { escape: encoded } = require('querystring')\nshow(encoded(text), texts.map(encoded))\n",
        after="show(encodeURIComponent(text), texts.map(encodeURIComponent))\n",
    ),
    Example(
        "a name that is taken by another use",
        before="const { URL } = require('url')\nshow(new URL(address).href, URL.domainToASCII)\n",
        after="const { URL } = require('url')\nshow(new window.URL(address).href, URL.domainToASCII)\n",
    ),
    Example(
        "the clock",
        before="const { performance } = require('perf_hooks')\nconst start = performance.now()\nshow(performance.now() - start)\n",
        after="const start = performance.now()\nshow(performance.now() - start)\n",
    ),
    Example(
        "Node's console",
        before="const console = require('console')\nconsole.log('started', 1); console.warn('slow')\n",
        after="console.log('started', 1); console.warn('slow')\n",
    ),
    Example(
        "Node's console by another name",
        before="const terminal = require('console')\nterminal.log('started')\n",
        after="console.log('started')\n",
    ),
    Example(
        "a console of one's own",
        before="const { Console } = require('console')\nnew Console(stream).log('started')\n",
        after=None,
        why="a page has no streams",
    ),
    Example(
        "what only Node's has",
        before="const { performance } = require('perf_hooks')\nshow(performance.eventLoopUtilization())\n",
        after=None,
        why="the page's clock has no such method",
    ),
    Example(
        "alike, and not the same",
        before="const querystring = require('querystring')\nshow(querystring.stringify({ a: 'b c' }))\n",
        after=None,
        why="URLSearchParams writes a space as +",
    ),
    Example(
        "spread arguments",
        before="const { escape } = require('querystring')\nshow(escape(...texts))\n",
        after=None,
        why="how many are passed is not known",
    ),
    Example(
        "a parameter of that name",
        before="function f (URL) { return new URL('a') }\n",
        after=None,
        why="it is the caller's",
    ),
)

_WEB = {"escape": "encodeURIComponent", "isArray": "Array.isArray"}
# What the web's namesake has besides the thing itself.
_STATIC = {
    "URL": frozenset({"createObjectURL", "revokeObjectURL"}),
    "console": frozenset({"log", "error", "warn", "info"}),
    "performance": frozenset({"now", "mark", "measure", "timeOrigin", "clearMarks", "clearMeasures", "getEntries", "getEntriesByName", "getEntriesByType"}),
}
_FUNCTIONS = frozenset({"encodeURIComponent", "Array.isArray"})
# Chromium 130 reads the host of an address whatever its scheme is (https://chromestatus.com/feature/5588748931096576).
_WHOLE_URLS = 33
_PRINTED = "Node's console prints to the terminal that the app was started from, the page's own to its developer tools."
_SCHEMES = "An address of a scheme that Chromium does not know keeps its host in `pathname` below Electron 33."


def rewrite(site: Site, context: Context) -> Fix | Manual:
    level = next(level for level in site.levels if len(level.origin) >= 2)
    names, value = level.origin, level.value
    printed = names[0] == "node:console"
    wanted = f"console.{names[1]}" if printed else _WEB.get(names[1], names[1])
    below = site.last.origin[2:]
    if level.use is ApiUse.GET and not printed and below and below[0] not in _STATIC.get(wanted, ()):
        return Manual(f"{wanted} of a page has no {below[0]}.", "Do it in main, or write it out.")
    if site.last.use is ApiUse.SET:
        return Manual("It is written.", "Leave the web platform as it is.")
    if isinstance(value, Call) and wanted in _FUNCTIONS and (len(value.arguments) != 1 or isinstance(value.arguments[0], Spread) or value.optional):
        return Manual("It is called with other arguments than the one that both take.", "Pass the text alone.")
    refused = context.bridge_of(site.unit)
    if isinstance(refused, Manual):
        return refused
    callee = value.function if isinstance(value, Call) else getattr(value, "constructor", value)
    first = wanted.partition(".")[0]
    if _is_taken(site, context, first, own=context.text(site.unit, callee.span) == wanted):
        wanted = f"{context.bridge_at(site.unit, callee.span).rpartition('.')[0]}.{wanted}"
    careful = _PRINTED if printed else _SCHEMES if first == "URL" and context.major < _WHOLE_URLS else ""
    return Fix(
        f"{wanted} of the web platform",
        Safety.REVIEW if careful else Safety.SAFE,
        "web platform",
        (),
        {site.unit.path: (context.replacement(site.unit, callee.span, wanted),)},
        (DropUnused(site.unit.path),),
        may_change=careful,
    )


def _is_taken(site: Site, context: Context, name: str, *, own: bool) -> bool:
    """True where the name means something of the script's own. `own`: it is what the use goes by; with other uses of it the import stays."""
    binding = context.scopes(site.unit).scope_at(site.span.start).lookup(name)
    if binding is None or not own:
        return binding is not None
    known = _STATIC.get(name, frozenset())
    for reference in binding.references:
        parent = reference.node.parent
        if reference.mode != "read" or parent is None or parent.type in ("new_expression", "type_annotation"):
            continue
        asked = parent.child_by_field_name("property") if parent.type == "member_expression" else None
        if asked is None or context.parsed(site.unit).text(asked) not in known:
            return True
    return False
