"""Make random text in the preload, and digests in main, instead of with Node's `crypto` in a page.

## What it does
`crypto.randomBytes(16).toString('hex')` becomes `window.electronAPI.crypto.randomText(16, 'hex')`, and `crypto.randomUUID()` a call of the same name:
both draw on the random numbers of the web platform, in the preload. `crypto.createHash('md5').update(text).digest('hex')` becomes
`window.electronAPI.crypto.digest('md5', 'hex', text)`, which main computes: awaited where the code around can wait, else a call that blocks.

## Why
An isolated page has no `require`; the web's own digests come later, and know no MD5.

## When it stays its hand
Bytes that are kept as a Buffer, a digest that is fed in several steps, ciphers, keys and signatures: what they are for belongs in main.

## Safety
Random text is safe. A digest is review: it arrives later, or blocks over the bridge.
"""

from __future__ import annotations

from dataclasses import replace

from electron_migrate.api import (
    ApiUse,
    BridgeMember,
    Call,
    Constant,
    Context,
    DropUnused,
    Edit,
    Example,
    Fix,
    HandlerKind,
    HandlerParameter,
    Later,
    Literal,
    MainHandler,
    Manual,
    MemberKind,
    Parameter,
    Safety,
    Site,
    Span,
    Spread,
    Transform,
    Value,
    may_await,
    unsendable,
    with_edits,
)

TRANSFORM = Transform(
    id="node-crypto",
    title="Make random text and digests behind the bridge",
    rules=("node-builtin-in-page",),
    origins=("node.crypto",),
    safety=Safety.SAFE,
)

_CRYPTO = "const crypto = require('crypto')\n"

EXAMPLES = (
    Example(
        "random text and an id",
        before=_CRYPTO + "show(crypto.randomBytes(32).toString('hex'), crypto.randomUUID())\n",
        after="show(window.electronAPI.crypto.randomText(32, 'hex'), window.electronAPI.crypto.randomUUID())\n",
    ),
    Example(
        "a digest where the code can wait",
        before=_CRYPTO + "async function key (text) {\n  return crypto.createHash('md5').update(text).digest('hex')\n}\nkey('a').then(show)\n",
        after="async function key (text) {\n  return await window.electronAPI.crypto.digest('md5', 'hex', text)\n}\nkey('a').then(show)\n",
    ),
    Example(
        "a digest in place, over several lines",
        before="const { createHash } = require('crypto')\nconst id = createHash('sha1')\n  .update(location.href, 'utf8')\n  .digest('base64')\nshow(id)\n",
        after="const id = window.electronAPI.crypto.digestSync('sha1', 'base64', location.href, 'utf8')\nshow(id)\n",
    ),
    Example(
        "bytes that are kept",
        before=_CRYPTO + "const bytes = crypto.randomBytes(8)\nshow(bytes)\n",
        after=None,
        why="a Buffer has methods that bytes in a page have not",
    ),
    Example(
        "more bytes than the web gives at once",
        before=_CRYPTO + "show(crypto.randomBytes(100000).toString('hex'))\n",
        after=None,
        why="getRandomValues gives 65536 at most",
    ),
    Example(
        "with a callback",
        before=_CRYPTO + "crypto.randomBytes(8, (err, bytes) => { show(bytes.toString('hex')) })\n",
        after=None,
        why="the callback gets a Buffer",
    ),
    Example(
        "a digest in steps",
        before=_CRYPTO + "const hash = crypto.createHash('md5')\nhash.update(a)\nhash.update(b)\nshow(hash.digest('hex'))\n",
        after=None,
        why="what is fed to it is not one argument",
    ),
    Example(
        "fed twice in one chain",
        before=_CRYPTO + "show(crypto.createHash('md5').update(a).update(b).digest('hex'))\n",
        after=None,
        why="the bridge takes one text",
    ),
    Example(
        "a digest as bytes",
        before=_CRYPTO + "show(crypto.createHash('md5').update(text).digest())\n",
        after=None,
        why="it is a Buffer",
    ),
    Example(
        "a key",
        before=_CRYPTO + "show(crypto.createHmac('sha256', key).update(text).digest('hex'))\n",
        after=None,
        why="the key belongs in main",
    ),
    Example(
        "spread arguments",
        before=_CRYPTO + "show(crypto.createHash('md5').update(...texts).digest('hex'))\n",
        after=None,
        why="what is passed is not known",
    ),
    Example(
        "the page's own crypto",
        before="show(crypto.getRandomValues(new Uint8Array(8)))\n",
        after=None,
        why="it is the web platform's",
    ),
    Example(
        "a function that is called crypto",
        before="function f (crypto) { return crypto.randomUUID() }\n",
        after=None,
        why="it is a parameter",
    ),
    Example(
        "already on the bridge",
        before="show(window.electronAPI.crypto.randomUUID())\n",
        after=None,
        why="it is migrated",
    ),
)

_TEXTS = frozenset({"hex", "base64"})
_ENCODING = "'hex' | 'base64'"
_MOST = 65536
"""Bytes that getRandomValues gives at once (https://www.w3.org/TR/WebCryptoAPI/#Crypto-method-getRandomValues)."""
_BY_HAND = Manual(
    "Only random text, ids and digests as text have a counterpart on the bridge.",
    "Write a handler in main for what it is for, so that keys stay there; for bytes of the page use crypto.getRandomValues and crypto.subtle.",
)


def rewrite(site: Site, context: Context) -> Fix | Manual:
    refused = context.bridge_of(site.unit)
    if isinstance(refused, Manual):
        return refused
    names = {level.origin[1:]: level.value for level in site.levels if level.use is ApiUse.CALL and isinstance(level.value, Call)}
    if any(value.optional for value in names.values()) or any(isinstance(one, Spread) for value in names.values() for one in value.arguments):
        return Manual("The arguments are spread, or it is called only if it is there.", "Write the arguments one by one.")
    if site.last.origin[1:] == ("randomUUID",) and (call := names.get(("randomUUID",))) is not None and not call.arguments:
        return _local(site, context, call, (), "randomUUID", "randomUuid()", ())
    bytes_call, text_call = names.get(("randomBytes",)), names.get(("randomBytes", "toString"))
    if bytes_call is not None and text_call is not None:
        return _random_text(site, context, bytes_call, text_call)
    made, fed, digest = (names.get(("createHash", "update", "digest")[:count]) for count in (1, 2, 3))
    steps = [level for level in site.levels if level.use is ApiUse.CALL]
    if made is not None and fed is not None and digest is not None and len(steps) == 3 + (site.last.origin[1:] != ("createHash", "update", "digest")):
        return _digest(site, context, made, fed, digest)
    return _BY_HAND


def _random_text(site: Site, context: Context, made: Call, text: Call) -> Fix | Manual:
    if len(made.arguments) != 1 or len(text.arguments) != 1 or not _is_text(text.arguments[0]):
        return _BY_HAND
    size = context.facts.origins.origin(site.unit, made.arguments[0])
    if not isinstance(size, Constant) or not isinstance(size.value, int | float) or not 0 <= size.value <= _MOST:
        return Manual("How many bytes are wanted is not known, or more than the web platform gives at once.", "Write the number out.")
    between = _joined(context, site, made.arguments[0], text.arguments[0], ", ")
    if between is None:
        return Manual("There is a comment between its parts.", "Put it elsewhere, then plan again.")
    parameters = (Parameter("size", "number"), Parameter("encoding", _ENCODING))
    return _local(site, context, made, (between,), "randomText", "randomText(size, encoding)", parameters)


def _local(
    site: Site, context: Context, call: Call, edits: tuple[Edit, ...], name: str, expression: str, parameters: tuple[Parameter, ...]
) -> Fix | Manual:
    preloads = context.bridge_of(site.unit)
    if isinstance(preloads, Manual):
        return preloads
    path = ("crypto", name)
    helpers = (expression.partition("(")[0],)
    members = tuple(
        BridgeMember(preload, path, MemberKind.LOCAL, parameters=parameters, result="string", expression=expression, helpers=helpers)
        for preload in preloads
    )
    own = (*context.callee_edits(site.unit, call.function, path), *edits)
    return Fix(f"crypto.{name} on the bridge", Safety.SAFE, "crypto", (), {site.unit.path: own}, (*members, DropUnused(site.unit.path)))


def _digest(site: Site, context: Context, made: Call, fed: Call, digest: Call) -> Fix | Manual:
    if len(made.arguments) != 1 or not 1 <= len(fed.arguments) <= 2 or len(digest.arguments) != 1 or not _is_text(digest.arguments[0]):
        return _BY_HAND
    refused = unsendable(context, site.unit, (*made.arguments, *fed.arguments))
    preloads = context.bridge_of(site.unit)
    if refused is not None or isinstance(preloads, Manual):
        return refused if refused is not None else preloads if isinstance(preloads, Manual) else _BY_HAND
    encoding = context.text(site.unit, digest.arguments[0].span)
    first = _joined(context, site, made.arguments[0], fed.arguments[0], f", {encoding}, ")
    last = Span(fed.arguments[-1].span.end, digest.span.end)
    if first is None or _commented(context, site, last):
        return Manual("There is a comment between its parts.", "Put it elsewhere, then plan again.")
    edits = (first, Edit.replace(last, ")"))
    node = context.node(site.unit, digest.span)
    may = may_await(context, site.unit, node)
    if isinstance(may, Later):
        fix = _asked(site, context, made, fed, edits, MemberKind.INVOKE, preloads)
        return replace(with_edits(fix, may.edits, topic=may.topic), may_change=f"{may.may_change[:1].upper()}{may.may_change[1:]}.")
    fix = _asked(site, context, made, fed, edits, MemberKind.ASK, preloads)
    return replace(fix, may_change=f"The page blocks until main answers ({may.reason}).")


def _asked(
    site: Site, context: Context, made: Call, fed: Call, edits: tuple[Edit, ...], kind: MemberKind, preloads: tuple[str, ...]
) -> Fix:
    sync = "Sync" if kind is MemberKind.ASK else ""
    path = ("crypto", f"digest{sync}")
    channel = context.free_channel(f"crypto:digest{sync}")
    parameters = (
        Parameter("algorithm", "string"),
        Parameter("encoding", _ENCODING),
        Parameter("data", "string | Uint8Array"),
        Parameter("dataEncoding", "string", optional=True),
    )
    algorithm = made.arguments[0]
    names = (algorithm.value,) if isinstance(algorithm, Literal) and isinstance(algorithm.value, str) else ()
    handler = MainHandler(
        channel,
        HandlerKind.ANSWER if sync else HandlerKind.HANDLE,
        (
            HandlerParameter("algorithm", "string", guard="string", values=names),
            HandlerParameter("encoding", _ENCODING, values=("base64", "hex")),
            HandlerParameter("data", "string | Uint8Array"),
            HandlerParameter("dataEncoding", "string", optional=True),
        ),
        "digestOf(algorithm, encoding, data, dataEncoding)",
        helpers=("digestOf",),
    )
    members = tuple(BridgeMember(preload, path, kind, channel, parameters, "string") for preload in preloads)
    return Fix(
        "a digest from main",
        Safety.REVIEW,
        "crypto",
        (),
        {site.unit.path: (*context.callee_edits(site.unit, made.function, path), *edits)},
        (*members, handler, DropUnused(site.unit.path)),
    )


def _is_text(value: Value) -> bool:
    return isinstance(value, Literal) and value.value in _TEXTS


def _joined(context: Context, site: Site, first: Value, second: Value, text: str) -> Edit | None:
    """What stands between two arguments of two calls becomes what stands between two of one."""
    span = Span(first.span.end, second.span.start)
    return None if _commented(context, site, span) else Edit.replace(span, text)


def _commented(context: Context, site: Site, span: Span) -> bool:
    text = context.text(site.unit, span)
    return "//" in text or "/*" in text
