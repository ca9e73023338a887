"""Take addresses apart on the bridge instead of with Node's `url` in a page.

## What it does
`url.parse(address)` becomes `window.electronAPI.url.parse(address)`: the preload calls the same function of the `url` module, which a sandboxed
preload has too. `url.resolve`, and `url.format` of parts, go the same way.

## Why
An isolated page has no `require`. The web's URL answers otherwise: it throws where `url.parse` gives nulls, and drops a default port.

## When it stays its hand
What `url.parse` gave is passed on, or asked for more than its parts; `fileURLToPath` and `pathToFileURL`, which depend on the system.

## Safety
Review: in the sandbox the module is the npm package of that name, which takes some malformed addresses apart in another way.
"""

from __future__ import annotations

from electron_migrate.api import (
    ApiUse,
    BridgeMember,
    Call,
    Context,
    DropUnused,
    Edit,
    Example,
    Fix,
    Literal,
    Manual,
    MemberKind,
    Object,
    Parameter,
    Property,
    Safety,
    Site,
    Spread,
    Transform,
    used_beyond,
)

TRANSFORM = Transform(
    id="node-url",
    title="Take addresses apart on the bridge",
    rules=("node-builtin-in-page",),
    origins=("node.url",),
    safety=Safety.REVIEW,
)

_URL = "const url = require('url')\n"

EXAMPLES = (
    Example(
        "a part of an address",
        before=_URL + "show(url.parse(address).hostname || address)\n",
        after="show(window.electronAPI.url.parse(address).hostname || address)\n",
    ),
    Example(
        "its parts by a name, and with the query",
        before="//- renderer.ts\nimport * as URL from 'url'\nlet parts = URL.parse(text)\nif (!parts.host) parts = URL.parse('https://' + text)\nshow(parts.protocol)\n"
        "const { query, pathname } = URL.parse(text, true)\nshow(query.page, pathname)\nexport {}\n",
        after="//- renderer.ts\nlet parts = window.electronAPI.url.parse(text)\nif (!parts.host) parts = window.electronAPI.url.parse('https://' + text)\n"
        "show(parts.protocol)\nconst { query, pathname } = window.electronAPI.url.parseWithQuery(text)\nshow(query.page, pathname)\nexport {}\n",
    ),
    Example(
        "resolved, and put together",
        before="const { resolve, format } = require('url')\nshow(resolve(base, '../a'), format({ pathname: '/a', query: { page: 1 } }))\n",
        after="show(window.electronAPI.url.resolve(base, '../a'), window.electronAPI.url.format({ pathname: '/a', query: { page: 1 } }))\n",
    ),
    Example(
        "what it gave is put together again",
        before=_URL + "const parts = url.parse(address)\nparts.search = ''\nshow(parts.format())\n",
        after=None,
        why="the answer has no methods on the bridge",
    ),
    Example(
        "what it gave is passed on",
        before=_URL + "const parts = url.parse(address)\nload(parts)\n",
        after=None,
        why="whether its methods are called there is not known",
    ),
    Example(
        "an address of the web's class",
        before=_URL + "show(url.format(new URL(address), { fragment: false }))\n",
        after=None,
        why="it cannot be cloned",
    ),
    Example(
        "a path",
        before=_URL + "show(url.fileURLToPath(address))\n",
        after=None,
        why="it depends on the system",
    ),
    Example(
        "the function handed over",
        before=_URL + "addresses.map(url.parse)\n",
        after=None,
        why="what else its caller passes would be taken for an option",
    ),
    Example(
        "spread arguments",
        before=_URL + "show(url.resolve(...parts))\n",
        after=None,
        why="what is passed is not known",
    ),
    Example(
        "something else of that name",
        before="const url = makeUrl()\nshow(url.parse('a').host)\n",
        after=None,
        why="it is the page's own",
    ),
    Example(
        "already on the bridge",
        before="show(window.electronAPI.url.parse('a').host)\n",
        after=None,
        why="it is migrated",
    ),
)

# https://nodejs.org/api/url.html#legacy-urlobject
_PARTS = frozenset(
    {"protocol", "slashes", "auth", "host", "port", "hostname", "hash", "search", "query", "pathname", "path", "href"}
)
_PARSED = (
    "{ protocol: string | null, slashes: boolean | null, auth: string | null, host: string | null, port: string | null, "
    "hostname: string | null, hash: string | null, search: string | null, query: {query}, pathname: string | null, "
    "path: string | null, href: string }"
)
_ADDRESS = Parameter("address", "string")
_MEMBERS = {
    "parse": ("parseUrl(address)", (_ADDRESS,), _PARSED.replace("{query}", "string | null")),
    "parseWithQuery": ("parseUrlWithQuery(address)", (_ADDRESS,), _PARSED.replace("{query}", "Record<string, string | string[] | undefined>")),
    "resolve": ("resolveUrl(from, to)", (Parameter("from", "string"), Parameter("to", "string")), "string"),
    "format": ("formatUrl(parts)", (Parameter("parts", "object"),), "string"),
}
_MAY_CHANGE = "In the sandbox, url is the npm package of that name: some malformed addresses are taken apart in another way."


def rewrite(site: Site, context: Context) -> Fix | Manual:
    level = next((level for level in site.levels if len(level.origin) == 2), None)
    if level is None or level.origin[1] not in ("parse", "resolve", "format"):
        return Manual(
            "It has no counterpart on the bridge." if level is not None else "The url module itself is handed on or kept.",
            "For text of the page use the global URL; for paths ask main, as fileURLToPath and pathToFileURL depend on the system.",
        )
    name, call = level.origin[1], level.value
    if level.use is not ApiUse.CALL or not isinstance(call, Call) or call.optional:
        return Manual("The function is handed over, so what it is called with is not known.", "Write a function that calls it with the address alone.")
    if any(isinstance(one, Spread) for one in call.arguments):
        return Manual("The arguments are spread: what is passed is not known.", "Write the arguments one by one.")
    edits: tuple[Edit, ...] = ()
    if name == "parse" and len(call.arguments) == 2:
        parsed = call.arguments[1]
        if not isinstance(parsed, Literal) or not isinstance(parsed.value, bool):
            return Manual("Whether the query is parsed is not plainly written.", "Pass true or false.")
        name = "parseWithQuery" if parsed.value else name
        edits = (Edit.delete(call.arguments[0].span.end, parsed.span.end),)
    expression, parameters, result = _MEMBERS[name]
    if len(call.arguments) - len(edits) != len(parameters):
        return Manual("It is called with other arguments than the bridge takes.", "Use the global URL.")
    refused = _parsed(site, context, call) if expression.startswith("parse") else _formatted(call) if name == "format" else None
    preloads = context.bridge_of(site.unit)
    if refused is not None:
        return refused
    if isinstance(preloads, Manual):
        return preloads
    path = ("url", name)
    members = tuple(
        BridgeMember(
            preload, path, MemberKind.LOCAL, parameters=parameters, result=result, expression=expression, helpers=(expression.partition("(")[0],)
        )
        for preload in preloads
    )
    return Fix(
        f"url.{name} on the bridge",
        Safety.REVIEW,
        "url",
        (),
        {site.unit.path: (*context.callee_edits(site.unit, call.function, path), *edits)},
        (*members, DropUnused(site.unit.path)),
        may_change=_MAY_CHANGE,
    )


def _formatted(call: Call) -> Manual | None:
    """Parts that are plainly written; the values are what crosses."""
    given = call.arguments[0]
    if isinstance(given, Object) and all(isinstance(one, Property) and one.key in _PARTS for one in given.properties):
        return None
    return Manual("What is put together is not plainly an object of parts.", "Write the parts out, or use the global URL.")


def _parsed(site: Site, context: Context, call: Call) -> Manual | None:
    beyond = used_beyond(context, site.unit, context.node(site.unit, call.span), _PARTS)
    return Manual(f"What url.parse gave is {beyond}.", "Take the parts that are needed, and put addresses together with url.format({ … }).") if beyond else None
