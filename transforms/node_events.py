"""Give pages an EventEmitter of their own instead of Node's `events`.

## What it does
In pages without a bundler `require('events')` becomes `window.EventEmitter`, of a script `event-emitter.js` that the plan adds, with a script tag before all others of
the page. Classes that extend it, `util.inherits` and `EventEmitter.call(this)` stay as they are. Where a bundler packs the pages, the npm package `events` becomes a
dependency, which bundlers take for Node's module.

## Why
An isolated page has no `require`, and an emitter is an object of its own world: no bridge could carry it.

## When it stays its hand
A member is used that the script does not have; the module is loaded at run time, or imported in a page that nothing packs; the page has no script tag,
or allows scripts by their hash.

## Safety
Review: there is no warning for more than ten listeners, and an instance of Node's own EventEmitter is none of the page's.
"""

from __future__ import annotations

from electron_migrate.api import (
    Call,
    Context,
    Edit,
    Example,
    Fix,
    Manual,
    New,
    Process,
    Safety,
    Site,
    Transform,
    add_dependency,
    page_script,
)

TRANSFORM = Transform(
    id="node-events",
    title="Give pages an EventEmitter of their own",
    rules=("node-builtin-in-page",),
    origins=("node.events",),
    safety=Safety.REVIEW,
)

_PAGE = "//- index.html\n<!DOCTYPE html>\n<html>\n<body>\n"
_END = "</body>\n</html>\n"

EXAMPLES = (
    Example(
        "a class that extends it",
        before="const EventEmitter = require('events')\nclass Store extends EventEmitter {\n  set (value) { this.emit('change', value) }\n}\n"
        "new Store().on('change', show)\n//- index.html\n<!DOCTYPE html>\n<html>\n<body>\n  <script src=\"renderer.js\"></script>\n</body>\n</html>\n",
        after="const EventEmitter = window.EventEmitter\nclass Store extends EventEmitter {\n  set (value) { this.emit('change', value) }\n}\n"
        "new Store().on('change', show)\n//- index.html\n<!DOCTYPE html>\n<html>\n<body>\n  <script src=\"event-emitter.js\"></script>\n"
        "  <script src=\"renderer.js\"></script>\n</body>\n</html>\n",
    ),
    Example(
        "by its name, twice, and called as a function",
        before="const { EventEmitter } = require('events')\nconst bus = new (require('events'))()\nfunction Old () { EventEmitter.call(this) }\n"
        "Old.prototype = Object.create(EventEmitter.prototype)\nbus.once('a', () => new Old())\n",
        after="const { EventEmitter } = window.EventEmitter\nconst bus = new (window.EventEmitter)()\nfunction Old () { EventEmitter.call(this) }\n"
        "Old.prototype = Object.create(EventEmitter.prototype)\nbus.once('a', () => new Old())\n",
    ),
    Example(
        "a member that the script does not have",
        before="const events = require('events')\nconst bus = new events.EventEmitter()\nevents.setMaxListeners(20, bus)\n",
        after=None,
        why="only what emitters need is there",
    ),
    Example(
        "loaded at run time",
        before="import('events').then(({ EventEmitter }) => new EventEmitter())\n",
        after=None,
        why="the page would import a module of that address",
    ),
    Example(
        "the web's own",
        before="const target = new EventTarget()\ntarget.addEventListener('a', show)\n",
        after=None,
        why="nothing of Node is used",
    ),
    Example(
        "a parameter of that name",
        before="function f (events) { return new events.EventEmitter() }\n",
        after=None,
        why="it is the caller's",
    ),
    Example(
        "already there",
        before="const EventEmitter = window.EventEmitter\nshow(new EventEmitter())\n",
        after=None,
        why="it is migrated",
    ),
)

_FILE = "event-emitter.js"
_NAME = "EventEmitter"
_KNOWN = frozenset({"EventEmitter", "default", "prototype", "call", "apply", "once", "listenerCount", "defaultMaxListeners", "name"})
_CHANGED = "An emitter of the page warns of no leak at more than ten listeners, and is no instance of Node's own EventEmitter."


def rewrite(site: Site, context: Context) -> Fix | Manual:
    unit = site.unit
    if context.facts.is_packed(unit.path):
        return _packed(site, context)
    if not _is_known(site, context):
        return Manual("More of the events module is used than its EventEmitter.", "Bundle the npm package events, or write what it does out.")
    loads = [load for load in context.facts.unit(unit).loads if load.specifier.removeprefix("node:") == "events"]
    if not loads or any(load.through in ("import", "export", "import()") for load in loads):
        return Manual("The module is loaded at run time, or imported where nothing packs the page.", "Bundle the page with the npm package events.")
    wanting = {
        one.unit.path
        for one in context.facts.sites
        if one.module == "node" and one.last.origin[0] == "node:events" and context.facts.process(one.unit.path) is Process.RENDERER
    }
    script = page_script(context, _NAME, _FILE, {unit.path}, wanting)
    if isinstance(script, Manual):
        return script
    owner = context.bridge_at(unit, site.span).rpartition(".")[0]
    own = tuple(Edit.replace(load.span, f"{owner}.{_NAME}") for load in loads)
    edits = dict(script.edits)
    edits[unit.path] = (*edits.get(unit.path, ()), *own)
    return Fix(
        "an EventEmitter of the page",
        Safety.REVIEW,
        "emitters of pages",
        (),
        edits,
        script.needs,
        may_change=f"{_CHANGED} {script.by_hand}".strip(),
    )


def _is_known(site: Site, context: Context) -> bool:
    """False where a use in the script asks the module for what is not there: the load is one for all of them."""
    uses = [one for one in context.facts.sites if one.unit == site.unit and one.module == "node" and one.last.origin[0] == "node:events"]
    return all(name in _KNOWN for one in uses for name in _asked(one))


def _asked(site: Site) -> tuple[str, ...]:
    """What is asked of the module itself, and not of an emitter that it made."""
    first = next((level for level in site.levels if isinstance(level.value, Call | New)), site.last)
    return first.origin[1:2]


def _packed(site: Site, context: Context) -> Fix | Manual:
    if any(load.specifier == "node:events" for load in context.facts.unit(site.unit).loads):
        return Manual("A bundler takes node:events for Node's module, whatever is installed.", "Import events by its plain name, then plan again.")
    edits = add_dependency(context, "events", "^3.3.0")
    if isinstance(edits, Manual):
        return edits
    return Fix(
        "the npm package events for pages",
        Safety.REVIEW,
        "emitters of pages",
        (),
        edits,
        may_change=f"Install the app's packages: the bundler packs events where it left Node's to the page. {_CHANGED}",
    )
