"""Listen through a bridge method that hands over what main sends, without the event, instead of `ipcRenderer.on`.

## What it does
`ipcRenderer.on('note-saved', (event, name) => …)` becomes `window.electronAPI.onNoteSaved((name) => …)`; `once` likewise. Named functions, methods,
bound and debounced ones lose their event where nobody else hands them one; else they get `undefined` in its place. Removing a listener becomes a
call of the function that the registration returned: kept in a constant, in a variable or field where a component's hooks come in pairs, on a stack elsewhere.
A channel that a name gives is the same at the removal, where the names say so.
Where a loop goes through a table of listeners each channel has a method, picked by the key; a removal by the same table finds it in a list of the script.

## Why
The event carries `sender`, through which a page reaches every channel; and a function that crosses the bridge twice is two functions, so
`removeListener` would silently find nothing.

## When it stays its hand
The listener needs its event, or an unbound `this`; what `on` returns is used; it is removed where it cannot be told which function is meant.

## Safety
Safe: the listener runs with the same arguments at the same time. What it returns is cut off (`{ … }`): it would be converted on its way.
Review where a function cannot be read (it may look at its event), where a removal never removed anything, and where the page reports uncaught
errors: the listener runs in a microtask, so that they still arrive there. Review, too, where main visibly sends an error: its name and stack are lost.
"""

from __future__ import annotations

from electron_migrate.api import (
    Among,
    BridgeMember,
    Call,
    Context,
    DropUnused,
    Example,
    Filled,
    Fix,
    Fixed,
    Manual,
    MemberKind,
    OneOf,
    Parameter,
    PortListener,
    Registration,
    Registrations,
    Rewritten,
    Safety,
    Site,
    Transform,
    Use,
    address_of,
    by_table,
    hole_edits,
    main_sends_error,
    pair_of_reply,
    paired,
    parameter_name,
    port_listener,
    table_edit,
    with_edits,
)

TRANSFORM = Transform(
    id="ipc-listener",
    title="Listen through a bridge method that returns an unsubscribe function",
    rules=("raw-ipc",),
    origins=(
        "ipcRenderer.on",
        "ipcRenderer.addListener",
        "ipcRenderer.once",
        "ipcRenderer.prependListener",
        "ipcRenderer.prependOnceListener",
        "ipcRenderer.removeListener",
        "ipcRenderer.off",
    ),
    safety=Safety.SAFE,
)

_REGISTER = {
    "on": MemberKind.ON,
    "addListener": MemberKind.ON,
    "prependListener": MemberKind.ON,
    "once": MemberKind.ONCE,
    "prependOnceListener": MemberKind.ONCE,
}
_HEAD = "const { ipcRenderer } = require('electron')\n"

EXAMPLES = (
    Example(
        "an inline listener that does not use its event",
        before="const { ipcRenderer } = require('electron')\n\nipcRenderer.on('note-saved', (event, name, size) => {\n  show(name, size)\n})\n",
        after="window.electronAPI.onNoteSaved((name, size) => {\n  show(name, size)\n})\n",
    ),
    Example(
        "no parameters at all",
        before=_HEAD + "ipcRenderer.on('focus-search', function () { search.focus() })\n",
        after="window.electronAPI.onFocusSearch(function () { search.focus() })\n",
    ),
    Example(
        "what an arrow returns is cut off",
        before=_HEAD + "ipcRenderer.on('count', (e, n) => render(n))\n",
        after="window.electronAPI.onCount((n) => { render(n) })\n",
    ),
    Example(
        "an early return with a value",
        before=_HEAD + "ipcRenderer.on('count', (e, n) => {\n  if (!n) return clear()\n  render(n)\n})\n",
        after="window.electronAPI.onCount((n) => {\n  if (!n) { clear(); return }\n  render(n)\n})\n",
    ),
    Example(
        "what a block returns is cut off, on a line of its own",
        before="const { ipcRenderer } = require('electron')\nipcRenderer.on('louder', (event, by) => {\n  if (player.volume + by > 1) {\n"
        "    return (player.volume = 1)\n  }\n  player.volume += by\n})\n",
        after="window.electronAPI.onLouder((by) => {\n  if (player.volume + by > 1) {\n    player.volume = 1\n    return\n  }\n  player.volume += by\n})\n",
    ),
    Example(
        "an async listener is called from a plain one",
        before=_HEAD + "ipcRenderer.on('files', async (event, files) => { await open(files) })\n",
        after="window.electronAPI.onFiles((files) => { (async () => { await open(files) })() })\n",
    ),
    Example(
        "a named function that is only a listener loses its event",
        before=_HEAD + "function onSaved (event, name) { show(name) }\nipcRenderer.on('saved', onSaved)\n",
        after="function onSaved (name) { show(name) }\nwindow.electronAPI.onSaved((name) => { onSaved(name) })\n",
    ),
    Example(
        "a named function that is called with nothing for the event",
        before=_HEAD + "function refresh (event, name) { show(name) }\nrefresh(null, 'all')\nipcRenderer.on('saved', refresh)\n",
        after="function refresh (name) { show(name) }\nrefresh('all')\nwindow.electronAPI.onSaved((name) => { refresh(name) })\n",
    ),
    Example(
        "a named function that is called with something else keeps its parameters",
        before=_HEAD + "function refresh (event, name) { show(name) }\nrefresh(next(), 'all')\nipcRenderer.on('saved', refresh)\n",
        after="function refresh (event, name) { show(name) }\nrefresh(next(), 'all')\nwindow.electronAPI.onSaved((...args) => { refresh(undefined, ...args) })\n",
    ),
    Example(
        "a method of a class",
        before=_HEAD
        + "class Panel {\n  mount () { ipcRenderer.on('saved', this.onSaved) }\n  onSaved = (event, name) => { this.show(name) }\n}\n",
        after="class Panel {\n  mount () { window.electronAPI.onSaved((name) => { this.onSaved(name) }) }\n  onSaved = (name) => { this.show(name) }\n}\n",
    ),
    Example(
        "bound, and used by others too",
        before=_HEAD
        + "class Panel {\n  mount () {\n    ipcRenderer.on('saved', this.onSaved.bind(this))\n    this.onSaved(first(), 'new')\n  }\n"
        "  onSaved (event, name) { this.show(name) }\n}\n",
        after="class Panel {\n  mount () {\n    window.electronAPI.onSaved((...args) => { this.onSaved(undefined, ...args) })\n"
        "    this.onSaved(first(), 'new')\n  }\n  onSaved (event, name) { this.show(name) }\n}\n",
    ),
    Example(
        "a function that uses this, bound",
        before=_HEAD
        + "class Panel {\n  mount () {\n    ipcRenderer.on('saved', function (event, name) { this.show(name) }.bind(this))\n  }\n}\n",
        after="class Panel {\n  mount () {\n    window.electronAPI.onSaved(function (name) { this.show(name) }.bind(this))\n  }\n}\n",
    ),
    Example(
        "behind debounce",
        before="const { ipcRenderer } = require('electron')\nconst debounce = window.debounce\n"
        "ipcRenderer.on('resized', debounce((event, width) => draw(width), 100))\n",
        after="const debounce = window.debounce\nwindow.electronAPI.onResized(debounce((width) => { draw(width) }, 100))\n",
    ),
    Example(
        "a method of another object: it may look at its first parameter",
        before=_HEAD + "const view = window.view\nipcRenderer.on('ask', view.update)\n",
        after="const view = window.view\nwindow.electronAPI.onAsk((...args) => { view.update(undefined, ...args) })\n",
    ),
    Example(
        "what a call gives is kept",
        before=_HEAD + "ipcRenderer.on('ask', listenerFor(view))\n",
        after="const handleAsk = listenerFor(view)\nwindow.electronAPI.onAsk((...args) => { handleAsk(undefined, ...args) })\n",
    ),
    Example(
        "arguments are counted from the event on",
        before=_HEAD + "ipcRenderer.on('ask', function () { show(arguments[1]) })\n",
        after="window.electronAPI.onAsk((...args) => { (function () { show(arguments[1]) })(undefined, ...args) })\n",
    ),
    Example(
        "the event is logged, and handed to a function that does not look at it",
        before=_HEAD
        + "const save = (event, name) => { store(name) }\nipcRenderer.on('saved', (event, name) => {\n  console.log('saved', event, name)\n"
        "  save(event, name)\n  event.preventDefault()\n})\n",
        after="const save = (event, name) => { store(name) }\nwindow.electronAPI.onSaved((name) => {\n  console.log('saved', name)\n"
        "  save(undefined, name)\n})\n",
    ),
    Example(
        "registered once, removed later",
        before=_HEAD + "const onTick = (event, n) => { draw(n) }\nipcRenderer.on('tick', onTick)\nstop.addEventListener('click', () => {\n"
        "  ipcRenderer.removeListener('tick', onTick)\n})\n",
        after="const onTick = (n) => { draw(n) }\nconst offTick = window.electronAPI.onTick((n) => { onTick(n) })\n"
        "stop.addEventListener('click', () => {\n  offTick()\n})\n",
    ),
    Example(
        "removed and registered again: a stack",
        before=_HEAD + "function onTick (event, n) { draw(n) }\nipcRenderer.on('tick', onTick)\nquiet.addEventListener('change', () => {\n"
        "  if (quiet.checked) ipcRenderer.removeListener('tick', onTick)\n  else ipcRenderer.on('tick', onTick)\n})\n",
        after="const offTick = []\nfunction onTick (n) { draw(n) }\noffTick.push(window.electronAPI.onTick((n) => { onTick(n) }))\n"
        "quiet.addEventListener('change', () => {\n  if (quiet.checked) offTick.pop()?.()\n  else offTick.push(window.electronAPI.onTick((n) => { onTick(n) }))\n})\n",
    ),
    Example(
        "removed in another script of the page",
        before="//- index.html\n<script src='renderer.js'></script><script src='b.js'></script>\n//- renderer.js\n"
        + _HEAD
        + "function f (event, n) { draw(n) }\nipcRenderer.on('tick', f)\n//- b.js\nrequire('electron').ipcRenderer.removeListener('tick', f)\n",
        after=None,
        why="the removal would find nothing",
    ),
    Example(
        "the event is answered: its sender is ipcRenderer",
        before=_HEAD + "ipcRenderer.on('ask', (event, id) => { event.sender.send('answer', id) })\n//- answers.js\nconst { ipcMain } = require('electron')\n"
        "ipcMain.on('answer', () => {})\n",
        after="window.electronAPI.onAsk((id) => { window.electronAPI.answer(id) })\n",
    ),
    Example(
        "the sender of the event is kept",
        before=_HEAD + "ipcRenderer.on('ask', (event, id) => { keep(event.sender, id) })\n",
        after=None,
        why="it is ipcRenderer itself",
    ),
    Example(
        "the one parameter is the event, whatever its name",
        before=_HEAD + "ipcRenderer.on('ask', (data) => { show(data) })\n",
        after=None,
        why="dropping it would hand over another value",
    ),
    Example(
        "registered in one hook of a component, removed in the other",
        before=_HEAD
        + "class Panel extends Component {\n  componentDidMount () {\n    ipcRenderer.on('sync', this.onSync)\n  }\n\n  componentWillUnmount () {\n"
        "    ipcRenderer.removeListener('sync', this.onSync)\n  }\n\n  onSync = (event, n) => { this.setState({ n }) }\n}\n",
        after="class Panel extends Component {\n  componentDidMount () {\n    this.offSync = window.electronAPI.onSync((n) => { this.onSync(n) })\n  }\n\n"
        "  componentWillUnmount () {\n    this.offSync()\n  }\n\n  onSync = (n) => { this.setState({ n }) }\n}\n",
    ),
    Example(
        "registered and removed by methods of a class",
        before=_HEAD
        + "class Monitor {\n  constructor () {\n    this.count = 0\n    this.onSync = this.onSync.bind(this)\n  }\n\n  start () { ipcRenderer.on('sync', this.onSync) }\n"
        "  stop () { ipcRenderer.off('sync', this.onSync) }\n  onSync () { this.count++ }\n}\n",
        after="class Monitor {\n  constructor () {\n    this.offSync = []\n    this.count = 0\n    this.onSync = this.onSync.bind(this)\n  }\n\n"
        "  start () { this.offSync.push(window.electronAPI.onSync(() => { this.onSync() })) }\n"
        "  stop () { this.offSync.pop()?.() }\n  onSync () { this.count++ }\n}\n",
    ),
    Example(
        "a removal that never removed anything",
        before=_HEAD
        + "class Panel {\n  unmount () {\n    ipcRenderer.off('sync', this.onSync)\n    this.stop()\n  }\n  onSync () { this.count++ }\n}\n",
        after="class Panel {\n  unmount () {\n    this.stop()\n  }\n  onSync () { this.count++ }\n}\n",
    ),
    Example(
        "an unbound function that uses this",
        before=_HEAD + "ipcRenderer.on('ask', function () { this.send('answer') })\n",
        after=None,
        why="it is the emitter, which does not cross",
    ),
    Example(
        "a generator",
        before=_HEAD + "ipcRenderer.on('ask', function * () { yield 1 })\n",
        after=None,
        why="its body never runs; what was meant is not known",
    ),
    Example(
        "ports from the event",
        before=_HEAD + "ipcRenderer.on('channel', (event, name) => {\n  const [port] = event.ports\n  port.onmessage = show\n  title(name)\n})\n",
        after="window.electronAPI.ports.receiveChannel()\nwindow.addEventListener('message', (event) => {\n"
        "  if (event.source !== window || !event.data || event.data.channel !== 'channel') return\n"
        "  const [name] = event.data.args\n  const [port] = event.ports\n  port.onmessage = show\n  title(name)\n})\n",
    ),
    Example(
        "ports, on one line with semicolons",
        before="const { ipcRenderer } = require('electron');\nipcRenderer.on('channel', function (e) { use(e.ports[0]); });\n",
        after="window.electronAPI.ports.receiveChannel();\nwindow.addEventListener('message', function (e) {"
        " if (e.source !== window || !e.data || e.data.channel !== 'channel') return; use(e.ports[0]); });\n",
    ),
    Example(
        "ports, registered on a condition",
        before=_HEAD + "if (late) ipcRenderer.on('channel', (event) => { use(event.ports[0]) })\n",
        after=None,
        why="two statements take the place of one",
    ),
    Example(
        "ports, and more of the event",
        before=_HEAD + "ipcRenderer.on('channel', (event) => { use(event.ports[0], event.senderId) })\n",
        after=None,
        why="there is no sender behind the bridge",
    ),
    Example(
        "ports, of a listener that is taken off",
        before=_HEAD + "const f = (event) => { use(event.ports[0]) }\nipcRenderer.on('channel', f)\nipcRenderer.off('channel', f)\n",
        after=None,
        why="the page's window has many messages, and another way to take a listener off",
    ),
    Example(
        "a function that markup in a string calls too keeps its event",
        before=_HEAD + "function told (event, name) { show(name) }\nipcRenderer.on('told', told)\n"
        "list.innerHTML = '<button onclick=\"told(null, 1)\">again</button>'\n",
        after="function told (event, name) { show(name) }\nwindow.electronAPI.onTold((...args) => { told(undefined, ...args) })\n"
        "list.innerHTML = '<button onclick=\"told(null, 1)\">again</button>'\n",
    ),
    Example(
        "the event taken from all arguments",
        before=_HEAD + "ipcRenderer.on('ask', (...args) => { answer(args[0]) })\n",
        after=None,
        why="there is no event behind the bridge",
    ),
    Example(
        "what on returns is used",
        before=_HEAD + "ipcRenderer.on('a', () => { f() }).on('b', () => { g() })\n",
        after=None,
        why="it is ipcRenderer itself",
    ),
    Example(
        "removed by another name than it may be registered under",
        before="//- index.html\n<script src='a.js'></script><script src='b.js'></script>\n//- a.js\n"
        + _HEAD
        + "function listen (f) { ipcRenderer.on('ask', f) }\n//- b.js\nfunction stop (f) { require('electron').ipcRenderer.off('ask', f) }\n",
        after=None,
        why="the unsubscribe function is in another file, if anywhere",
    ),
    Example(
        "a channel that is filled in",
        before=_HEAD + "ipcRenderer.once('ready-' + torrent.hash, (e, info) => { show(info) })\n",
        after="window.electronAPI.onceReadyFor(torrent.hash, (info) => { show(info) })\n",
    ),
    Example(
        "a channel that is filled in, and a removal",
        before=_HEAD + "const f = (e, n) => { draw(n) }\nfunction watch (id) { ipcRenderer.on('row-' + id, f) }\n"
        "function stop (id) { ipcRenderer.removeListener('row-' + id, f) }\n",
        after=None,
        why="which of the registrations is removed depends on what is filled in",
    ),
    Example(
        "a channel that a name gives, and the removal of just this listener",
        before=_HEAD + "function useIpc (channel, listener) {\n  useEffect(() => {\n    ipcRenderer.on(channel, listener)\n"
        "    return () => { ipcRenderer.removeListener(channel, listener) }\n  }, [channel])\n}\n"
        "useIpc('a', (event, n) => { draw(n) })\nuseIpc('b', () => { draw() })\n",
        after="function useIpc (channel, listener) {\n  useEffect(() => {\n    const offMessage = ({\n      a: window.electronAPI.onA,\n"
        "      b: window.electronAPI.onB\n    })[channel]((...args) => { listener(undefined, ...args) })\n"
        "    return () => { offMessage() }\n  }, [channel])\n}\nuseIpc('a', (event, n) => { draw(n) })\nuseIpc('b', () => { draw() })\n",
    ),
    Example(
        "the same, where a caller looks at the event",
        before=_HEAD + "function useIpc (channel, listener) {\n  ipcRenderer.on(channel, listener)\n"
        "  return () => ipcRenderer.off(channel, listener)\n}\nuseIpc('a', (event, n) => { draw(event.senderId, n) })\n",
        after=None,
        why="there is no event behind the bridge",
    ),
    Example(
        "a channel that is filled in, and the removal of just this listener",
        before=_HEAD + "function watch (id, draw) {\n  const f = (event, n) => { draw(n) }\n  ipcRenderer.on(`row-${id}`, f)\n"
        "  return () => { ipcRenderer.removeListener(`row-${id}`, f) }\n}\n",
        after="function watch (id, draw) {\n  const f = (n) => { draw(n) }\n  const offRowFor = window.electronAPI.onRowFor(id, (n) => { f(n) })\n"
        "  return () => { offRowFor() }\n}\n",
    ),
    Example(
        "the channels of a list",
        before=_HEAD + "for (const channel of ['a', 'b']) {\n  ipcRenderer.on(channel, (event, n) => { draw(channel, n) })\n}\n",
        after="for (const channel of ['a', 'b']) {\n  ({\n    a: window.electronAPI.onA,\n    b: window.electronAPI.onB\n"
        "  })[channel]((n) => { draw(channel, n) })\n}\n",
    ),
    Example(
        "the channels of a function that does more",
        before=_HEAD + "function next (channel) {\n  return new Promise((resolve) => { ipcRenderer.once(channel, (e, answer) => { resolve(answer) }) })\n}\n"
        "next('a').then(draw)\n",
        after="function next (channel) {\n  return new Promise((resolve) => { ({ a: window.electronAPI.onceA })[channel]((answer) => { resolve(answer) }) })\n}\n"
        "next('a').then(draw)\n",
    ),
    Example(
        "the channels of a list, and a removal",
        before=_HEAD + "const f = (event, n) => { draw(n) }\n['a', 'b'].forEach((channel) => { ipcRenderer.on(channel, f) })\n"
        "function stop () { ipcRenderer.removeListener('a', f) }\n",
        after=None,
        why="which of the subscriptions ends has to be kept for each channel",
    ),
    Example(
        "the channels of a list that is handed on",
        before=_HEAD + "const channels = ['a', 'b']\nextend(channels)\nchannels.forEach((channel) => { ipcRenderer.on(channel, (e) => { draw() }) })\n",
        after=None,
        why="what else is in it is not known",
    ),
    Example(
        "listeners by a table, on and off",
        before=_HEAD + "const on = { a: () => draw(), b: (event, n) => draw(n) }\n"
        "function start () { for (const c in on) { ipcRenderer.on(c, on[c]) } }\n"
        "function stop () { for (const c in on) { ipcRenderer.removeListener(c, on[c]) } }\nstart()\nstop()\n",
        after="// Listeners that are registered by a variable, with what removes them again: the latest first, as an emitter does.\n"
        "const listening = []\nconst stopListening = (channel, listener) => {\n"
        "  const at = listening.map((one) => one.channel === channel && one.listener === listener).lastIndexOf(true)\n"
        "  if (at >= 0) listening.splice(at, 1)[0].off()\n}\n\n"
        "const on = { a: () => draw(), b: (event, n) => draw(n) }\n"
        "function start () { for (const c in on) { listening.push({ channel: c, listener: on[c], off: ({\n"
        "  a: window.electronAPI.onA,\n  b: window.electronAPI.onB\n})[c]((...args) => { on[c](undefined, ...args) }) }) } }\n"
        "function stop () { for (const c in on) { stopListening(c, on[c]) } }\nstart()\nstop()\n",
    ),
    Example(
        "listeners by a table, one of which looks at its event",
        before=_HEAD + "const on = { a: (event) => answer(event.senderId) }\nfor (const c in on) { ipcRenderer.on(c, on[c]) }\n",
        after=None,
        why="there is no event behind the bridge",
    ),
    Example(
        "already migrated",
        before="const off = window.electronAPI.onTick((electron) => { draw(electron) })\n",
        after=None,
        why="there is nothing to do",
    ),
)


def rewrite(site: Site, context: Context) -> Fix | Manual:
    call = site.call
    if call is None or len(call.arguments) < 2:
        return Manual("The method is passed on, or called without channel and listener.", "Register a plain listener for a plain channel.")
    address = address_of(context, site)
    if isinstance(address, Manual):
        return address
    channels = address.channels if isinstance(address, OneOf | Among) else (address.channel,)
    everywhere = tuple(dict.fromkeys(one for channel in channels for one in context.registrations(channel)))
    if isinstance(address, Among) and site.verb in ("on", "addListener", "once", "removeListener", "off"):
        picked = _by_table(site, context, call, address, everywhere)
        if picked is not None:
            return picked
    pair = paired(context, Registration(site.unit, site.verb, call), everywhere) if isinstance(address, Among | Filled) else ()
    if isinstance(address, OneOf) or (not isinstance(address, Fixed) and not pair and any(one.removes for one in everywhere)):
        text = context.text(site.unit, call.arguments[0].span)
        return Manual(f"The channel {text[:60]} is not one string.", "Register one listener for each channel that is meant.")
    used = site.verb in _REGISTER and site.chain.use in (Use.DECLARED, Use.ASSIGNED_FROM, Use.ARGUMENT)
    if len(site.levels) > 2 or used:
        return Manual(
            "What ipcRenderer.on returns is used: it is ipcRenderer itself.", "Write each registration as a statement of its own."
        )
    if site.verb.startswith("prepend") and sum(not one.removes for one in everywhere) > 1:
        return Manual(
            "It is put before the other listeners of the channel, which the bridge does not do.",
            "Register the listeners in the order in which they should run.",
        )
    reply = pair_of_reply(context, address.channel) if isinstance(address, Fixed) else None
    if reply is not None and reply.registration == site:
        return Fix(
            title=f"the reply '{address.channel}' is what a request answers",
            safety=Safety.REVIEW,
            topic=f"channel {reply.channel}",
            edits=with_edits(Fix("", Safety.REVIEW, edits={site.unit.path: reply.page}), reply.edits).edits,
            needs=(DropUnused(site.unit.path),),
            may_change=f"`{reply.name}` is called with the answer of each request, and for nothing else any more.",
        )
    preloads = context.bridge_of(site.unit)
    if isinstance(preloads, Manual):
        return preloads
    if isinstance(address, Among):
        return _each(site, context, call, address, pair, everywhere, preloads)
    channel = address.channel
    ports = port_listener(context, site, channel, removed=any(one.removes for one in everywhere)) if isinstance(address, Fixed) else None
    if ports is not None:
        return ports if isinstance(ports, Manual) else _with_ports(site, channel, ports, preloads)
    # what a page emits to itself has to run before `emit` returns: what a listener throws arrives there
    microtask = context.reports_errors(site.unit) and not context.calls_on(channel, "emit")
    here = pair or context.listener_sites(site.unit, channel)
    filled_in = hole_edits(context, site.unit, call.arguments[0], address.holes) if isinstance(address, Filled) else ()
    registrations = Registrations(context, site.unit, channel, here, everywhere, microtask=microtask, filled_in=filled_in)
    kind = _REGISTER.get(site.verb, MemberKind.ON)
    path = context.channel_member(channel, kind.value) if site.verb in _REGISTER else ()
    done = registrations.rewrite(Registration(site.unit, site.verb, call), path)
    if isinstance(done, Manual):
        return done
    members = _members(context, address, kind, path, done, preloads) if site.verb in _REGISTER else ()
    told = (done.may_change, _filling(address), _ERROR if site.verb in _REGISTER and main_sends_error(context, channel) else "")
    may_change = " ".join(note for note in told if note)
    return Fix(
        title=f"{site.verb}('{channel}') through the bridge",
        safety=Safety.REVIEW if may_change else Safety.SAFE,
        topic=f"channel {channel}",
        edits={site.unit.path: done.edits},
        needs=(*members, DropUnused(site.unit.path)),
        may_change=may_change,
    )


def _by_table(site: Site, context: Context, call: Call, address: Among, everywhere: tuple[Registration, ...]) -> Fix | Manual | None:
    """Listeners that a table has for its channels; None where the listener is not one of a table."""
    kind = _REGISTER.get(site.verb, MemberKind.ON)
    microtask = context.reports_errors(site.unit) and not any(context.calls_on(channel, "emit") for channel in address.channels)
    done = by_table(context, Registration(site.unit, site.verb, call), address, everywhere, verb=kind.value, microtask=microtask)
    if not isinstance(done, Rewritten):
        return done
    preloads = context.bridge_of(site.unit)
    if isinstance(preloads, Manual):
        return preloads
    members = [
        member
        for channel in address.channels
        if site.verb in _REGISTER
        for member in _members(context, Fixed(channel), kind, context.channel_member(channel, kind.value), done, preloads)
    ]
    errors = _ERROR if any(main_sends_error(context, channel) for channel in address.channels) else ""
    return Fix(
        title=f"listeners by a table for {' or '.join(address.channels)}",
        safety=Safety.REVIEW,
        topic=address.topic,
        edits={site.unit.path: done.edits},
        needs=(*members, DropUnused(site.unit.path)),
        may_change=" ".join(filter(None, (_EACH, done.may_change, errors))),
    )


def _each(
    site: Site,
    context: Context,
    call: Call,
    address: Among,
    pair: tuple[Registration, ...],
    everywhere: tuple[Registration, ...],
    preloads: tuple[str, ...],
) -> Fix | Manual:
    """One listener for several channels, whose methods the page picks by the channel. `pair`: with its removals, where they are of just this one."""
    if site.verb not in ("on", "once", "addListener") and not pair:
        return Manual("The listeners of several channels are taken off, or put before others, at once.", "Write one call for each channel.")
    kind = _REGISTER.get(site.verb, MemberKind.ON)
    table = table_edit(context, site.unit, call, address, kind.value)
    microtask = context.reports_errors(site.unit) and not any(context.calls_on(channel, "emit") for channel in address.channels)
    one = Registration(site.unit, site.verb, call)
    done = Registrations(context, site.unit, "message", pair or (one,), everywhere, microtask=microtask, callee=table).rewrite(one)
    if isinstance(done, Manual):
        return done
    members = [
        member
        for channel in address.channels
        if site.verb in _REGISTER
        for member in _members(context, Fixed(channel), kind, context.channel_member(channel, kind.value), done, preloads)
    ]
    errors = _ERROR if any(main_sends_error(context, channel) for channel in address.channels) else ""
    return Fix(
        title=f"one subscription each for {' or '.join(address.channels)}",
        safety=Safety.REVIEW,
        topic=address.topic,
        edits={site.unit.path: done.edits},
        needs=(*members, DropUnused(site.unit.path)),
        may_change=" ".join(filter(None, (_EACH, done.may_change, errors))),
    )


_EACH = "Each channel has a method of its own; one that is in no list or call here would throw, where it was listened to before."


def _with_ports(site: Site, channel: str, ports: PortListener, preloads: tuple[str, ...]) -> Fix:
    members = tuple(
        BridgeMember(preload, ports.path, MemberKind.LOCAL, channel, expression=f"receivePorts('{channel}')", helpers=("receivePorts",))
        for preload in preloads
    )
    return Fix(
        title=f"'{channel}' with its ports as a message of the page's window",
        safety=Safety.REVIEW,
        topic=f"channel {channel}",
        edits={site.unit.path: ports.edits},
        needs=(*members, DropUnused(site.unit.path)),
        may_change="The listener runs a task later, and the page's own `message` listeners see that there is a message.",
    )


_ERROR = "An error that main sends arrives with its message only: name, stack and class are lost on the bridge."


def _filling(address: Fixed | Filled) -> str:
    """What may change where a part of the channel is filled in."""
    if isinstance(address, Fixed) or address.plain:
        return ""
    if address.among:
        return "A channel that main does not send on is refused with an error in the page; so far its listener was never called."
    return "What is filled into the channel crosses the bridge first: anything but text and numbers may read otherwise there."


def _members(
    context: Context, address: Fixed | Filled, kind: MemberKind, path: tuple[str, ...], done: Rewritten, preloads: tuple[str, ...]
) -> tuple[BridgeMember, ...]:
    names: list[str] = []
    for index, given in enumerate(done.parameters):
        names.append(parameter_name(given.split("=")[0].strip(), index, frozenset(names)))
    typed = [context.listener_types(address.channel, index) for index in range(len(names))]
    if any(given.startswith("...") for given in done.parameters):
        parameters: tuple[Parameter, ...] = (Parameter("args", "any" if "any" in typed else "unknown", rest=True),)
    else:
        parameters = tuple(Parameter(one, type) for one, type in zip(names, typed, strict=True))
    holes, among = (address.parameters, address.among) if isinstance(address, Filled) else ((), ())
    return tuple(BridgeMember(preload, path, kind, address.channel, parameters, holes=holes, among=among) for preload in preloads)
