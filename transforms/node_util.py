"""Write out what a page takes of Node's `util`, where that is one expression.

## What it does
`util.inherits(Old, Base)` becomes `Object.setPrototypeOf(Old.prototype, Base.prototype)`, and `util.promisify(f)` of a function of the page one that calls it with a
callback. `util.isString(x)` and the like become the comparison that they are; `util.isDeepStrictEqual` becomes `window.isDeepStrictEqual`, of a script that the plan
adds to the page.

## Why
An isolated page has no `require`, and needs no module for these.

## When it stays its hand
The app asks for `super_`; the function is a method, or may have a promise form of its own; what is asked of a value that a call gives; values that are compared in
depth in pages that a bundler packs; everything else of the module.

## Safety
Safe for `inherits` and questions about a value; review for `isDeepStrictEqual` and `promisify`: what the latter becomes has no `name` and `length` of the function
that it calls.
"""

from __future__ import annotations

from dataclasses import replace

from electron_migrate.api import (
    ApiUse,
    Call,
    Context,
    DropUnused,
    Edit,
    Example,
    Fix,
    FunctionValue,
    Here,
    Manual,
    Member,
    Name,
    Process,
    Safety,
    Site,
    Span,
    Spread,
    Transform,
    Use,
    equality_script,
    with_edits,
)

TRANSFORM = Transform(
    id="node-util",
    title="Write out what is taken of util",
    rules=("node-builtin-in-page",),
    origins=(
        "node.util.inherits",
        "node.util.promisify",
        "node.util.isBoolean",
        "node.util.isDate",
        "node.util.isFunction",
        "node.util.isNull",
        "node.util.isNullOrUndefined",
        "node.util.isNumber",
        "node.util.isObject",
        "node.util.isRegExp",
        "node.util.isString",
        "node.util.isSymbol",
        "node.util.isUndefined",
        "node.util.types.isDate",
        "node.util.types.isRegExp",
        "node.util.isDeepStrictEqual",
    ),
    safety=Safety.SAFE,
)

_UTIL = "const util = require('util')\n"

EXAMPLES = (
    Example(
        "a class of the old kind",
        before=_UTIL + "function Base () {}\nfunction Old () { Base.call(this) }\nutil.inherits(Old, Base)\nshow(new Old())\n",
        after="function Base () {}\nfunction Old () { Base.call(this) }\nObject.setPrototypeOf(Old.prototype, Base.prototype)\nshow(new Old())\n",
    ),
    Example(
        "a function of the page",
        before="const { promisify } = require('util')\nfunction load (name, done) { ask(name, done) }\nconst loaded = promisify(load)\nloaded('a').then(show)\n",
        after="function load (name, done) { ask(name, done) }\nconst loaded = (...args) => new Promise((resolve, reject) => "
        "load(...args, (error, value) => error ? reject(error) : resolve(value)))\nloaded('a').then(show)\n",
    ),
    Example(
        "what a value is",
        before=_UTIL + "function name (user) {\n  if (util.isString(user)) return user\n"
        "  return !util.isNullOrUndefined(user.name) && util.isDate(user.born) ? user.name : ''\n}\nuse(name)\n",
        after="function name (user) {\n  if (typeof user === 'string') return user\n"
        "  return !(user.name == null) && Object.prototype.toString.call(user.born) === '[object Date]' ? user.name : ''\n}\nuse(name)\n",
    ),
    Example(
        "how deep two values are the same",
        before="const { isDeepStrictEqual } = require('util')\nif (isDeepStrictEqual(progress, before)) stop()\n"
        "//- index.html\n<!DOCTYPE html>\n<html>\n<body>\n  <script src=\"renderer.js\"></script>\n</body>\n</html>\n",
        after="if (window.isDeepStrictEqual(progress, before)) stop()\n"
        "//- index.html\n<!DOCTYPE html>\n<html>\n<body>\n  <script src=\"is-deep-strict-equal.js\"></script>\n"
        "  <script src=\"renderer.js\"></script>\n</body>\n</html>\n",
    ),
    Example(
        "what the value of a call is",
        before=_UTIL + "show(util.isObject(next()))\n",
        after=None,
        why="it would be called twice",
    ),
    Example(
        "the class that it is derived from is asked for",
        before=_UTIL + "function Base () {}\nfunction Old () { Old.super_.call(this) }\nutil.inherits(Old, Base)\nshow(new Old())\n",
        after=None,
        why="inherits sets it",
    ),
    Example(
        "a timer of the page",
        before=_UTIL + "const sleep = util.promisify(setTimeout)\nsleep(100).then(draw)\n",
        after=None,
        why="the page's setTimeout takes its function first, so that this never came to an end",
    ),
    Example(
        "a method",
        before=_UTIL + "const loaded = util.promisify(store.load)\nloaded('a')\n",
        after=None,
        why="what it is called on is not known",
    ),
    Example(
        "spread arguments",
        before=_UTIL + "util.inherits(...classes)\n",
        after=None,
        why="what is passed is not known",
    ),
    Example(
        "the function handed on",
        before=_UTIL + "functions.map(util.promisify)\n",
        after=None,
        why="what it is called with is not known",
    ),
    Example(
        "more of the module",
        before=_UTIL + "show(util.inspect(window))\n",
        after=None,
        why="that is more than one expression",
    ),
    Example(
        "a function that is called inherits",
        before="function inherits (one, other) { one.prototype = other.prototype }\ninherits(A, B)\n",
        after=None,
        why="it is the page's own",
    ),
)


# Over the value, which is a name or a member. https://nodejs.org/api/util.html, and lib/util.js of Node 12
_QUESTIONS = {
    **{f"is{name.title()}": f"typeof {{0}} === '{name}'" for name in ("boolean", "function", "number", "string", "symbol")},
    "isDate": "Object.prototype.toString.call({0}) === '[object Date]'",
    "isNull": "{0} === null",
    "isNullOrUndefined": "{0} == null",
    "isObject": "{0} !== null && typeof {0} === 'object'",
    "isRegExp": "Object.prototype.toString.call({0}) === '[object RegExp]'",
    "isUndefined": "{0} === undefined",
}
_COMPARED = "What Node compares beside the content of objects, such as the last place of an expression, differs by its version."
# Where an expression stands that needs no parentheses.
_ALONE = frozenset(
    {"variable_declarator", "assignment_expression", "return_statement", "arguments", "pair", "expression_statement", "parenthesized_expression", "ternary_expression"}
)


def rewrite(site: Site, context: Context) -> Fix | Manual:
    level = next((level for level in site.levels if level.use is ApiUse.CALL), None)
    call = level.value if level is not None else None
    if level is None or not isinstance(call, Call) or call.optional or any(isinstance(one, Spread) for one in call.arguments):
        return Manual("It is handed on, or what is passed cannot be read.", "Call it where it is meant, and write the arguments one by one.")
    refused = context.bridge_of(site.unit)
    if isinstance(refused, Manual):
        return refused
    match level.origin[-1]:
        case "inherits":
            return _inherits(site, context, call)
        case "promisify":
            return _promisify(site, context, call)
        case "isDeepStrictEqual":
            return _compared(site, context, call)
        case name:
            return _asked(site, context, call, name)


def _asked(site: Site, context: Context, call: Call, name: str) -> Fix | Manual:
    given = call.arguments[0] if len(call.arguments) == 1 else None
    if not isinstance(given, Name | Member) or (isinstance(given, Member) and not isinstance(given.object, Name)):
        return Manual("What is asked of is worked out in the call.", "Give it a name, then plan again.")
    text = _QUESTIONS[name].format(context.text(site.unit, given.span))
    around = context.node(site.unit, call.span).parent
    operator = around.child_by_field_name("operator") if around is not None and around.type == "binary_expression" else None
    alone = around is not None and (around.type in _ALONE or (operator is not None and operator.type in ("&&", "||")))
    return _fix(site, Safety.SAFE, (Edit.replace(call.span, text if alone else f"({text})"),), "")


def _compared(site: Site, context: Context, call: Call) -> Fix | Manual:
    script = equality_script(context, site.unit.path)
    if isinstance(script, Manual):
        return script
    page = context.bridge_at(site.unit, call.span).rpartition(".")[0]
    fix = _fix(site, Safety.REVIEW, (Edit.replace(call.function.span, f"{page}.isDeepStrictEqual"),), script.by_hand or _COMPARED)
    return with_edits(replace(fix, needs=(*fix.needs, *script.needs)), script.edits)


def _inherits(site: Site, context: Context, call: Call) -> Fix | Manual:
    facts = context.facts
    if site.chain.use is not Use.STATEMENT or len(call.arguments) != 2 or not all(isinstance(one, Name | Member) for one in call.arguments):
        return Manual("The classes are worked out in the call.", "Write class … extends, or Object.setPrototypeOf of the two prototypes.")
    if any(b"super_" in facts.sources[path].data for path in facts.summaries if facts.process(path) is not Process.MAIN):
        return Manual("The app asks for super_, which inherits sets.", "Name the class, then plan again.")
    one, other = call.arguments
    edits = (
        Edit.replace(call.function.span, "Object.setPrototypeOf"),
        Edit.insert(one.span.end, ".prototype"),
        Edit.insert(other.span.end, ".prototype"),
    )
    return _fix(site, Safety.SAFE, edits, "")


def _promisify(site: Site, context: Context, call: Call) -> Fix | Manual:
    given = call.arguments[0] if len(call.arguments) == 1 else None
    if not isinstance(given, Name) or site.last.value is not call:
        return Manual("What is promisified is no function of the page.", "Write a function that makes the promise, then plan again.")
    name = context.text(site.unit, given.span)
    origin = context.facts.origins.origin(site.unit, given)
    if not isinstance(origin, Here) or not isinstance(origin.value, FunctionValue) or not _stays(site, context, given):
        return Manual("What is promisified is no function of the page.", "Write a function that makes the promise, then plan again.")
    text = f"(...args) => new Promise((resolve, reject) => {name}(...args, (error, value) => error ? reject(error) : resolve(value)))"
    parent = context.node(site.unit, call.span).parent
    if parent is None or parent.type not in ("variable_declarator", "assignment_expression", "pair", "arguments"):
        text = f"({text})"
    edit = Edit.replace(Span(call.span.start, call.span.end), text)
    return _fix(site, Safety.REVIEW, (edit,), "The function has no `name` and `length` of the one that it calls.")


def _stays(site: Site, context: Context, given: Name) -> bool:
    """True for a name that holds one function for good."""
    return given.binding >= 0 and all(one.mode == "read" for one in context.scopes(site.unit).bindings[given.binding].references)


def _fix(site: Site, safety: Safety, edits: tuple[Edit, ...], may_change: str) -> Fix:
    return Fix("util written out", safety, "util", (), {site.unit.path: edits}, (DropUnused(site.unit.path),), may_change=may_change)
