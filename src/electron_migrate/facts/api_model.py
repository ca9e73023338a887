"""One row of the table of Electron APIs: what replaces one use of one member in a page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from electron_migrate.facts.model import Safety

PAGE_PROCESS = "pageProcess"
Origin = tuple[str, ...]
"""Where a value comes from, below `remote` or 'electron': `("app", "getPath")`. `getCurrentWindow()` counts as `currentWindow`,
`getCurrentWebContents()` and `currentWindow.webContents` as `currentWebContents`, a page's own `process` as `pageProcess`."""


class Use(StrEnum):
    """What the page does with the member. `new X()` is a call."""

    CALL = "call"
    GET = "get"
    SET = "set"


class Shape(StrEnum):
    """How the replacement works."""

    CONSTANT = "constant"
    """Cannot change while the page lives: computed once, read in place."""
    COMMAND = "command"
    """No result: a one-way message. A row with `use = set` takes the assigned value as its parameter."""
    QUERY = "query"
    """Was synchronous and has a result: becomes a promise, or a blocking bridge call where it is needed in place."""
    PROMISE = "promise"
    """Returned a promise before and still does."""
    PRELOAD = "preload"
    """Done in the sandboxed preload itself, synchronously."""
    WEB = "web"
    """An equivalent synchronous expression of the web platform, in the page."""


@dataclass(frozen=True, slots=True)
class Enumeration:
    """The strings that an argument can be: `values` in any Electron version, `type` (TypeScript) those that the app's own version knows."""

    name: str
    type: str
    values: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Param:
    """A parameter of the API. `type` is TypeScript.

    `guard` is what the API itself demands, so that a check can refuse the rest: `string`, `number`, `boolean`, `integer`, `string[]`,
    `rect`, or empty. `keys`: for an options object, the documented keys that hold plain data; a call that writes another one is not served.
    `values`: the only strings that the API knows, empty if open.
    """

    name: str
    type: str
    optional: bool = False
    guard: str = ""
    keys: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    allow: str = ""
    """Name of the enumeration that `values` come from."""


@dataclass(frozen=True, slots=True)
class ApiRow:
    """What replaces one use of one member.

    `main` and `main_with_window` are JavaScript expressions in main over the parameters, `win` (the sender's window) and `event`; the
    second is for a call that passed the page's own window first. `constant` is an expression in main or the preload (`where`), `preload`
    one in the preload, `web` one in the page. In a row with `literal_argument` the text `${name}` in `bridge` and `constant` stands for
    the literal argument `name`. A get row also serves what is read below the value (`process.argv.slice()`): then `origin` is shorter
    than what was asked for. `params` are all that a call may pass; one with more is not served.
    """

    origin: Origin
    use: Use
    shape: Shape
    bridge: tuple[str, ...] = ()
    """Member path on the bridge object; empty for `web`."""
    channel: str = ""
    """Empty where no IPC of its own is needed (`constant`, `preload`, `web`)."""
    params: tuple[Param, ...] = ()
    result: str = "void"
    """TypeScript type of the value, without `Promise`."""
    types: tuple[str, ...] = ()
    """Names that `params` and `result` use from the types of 'electron'."""
    main: str = ""
    main_with_window: str = ""
    constant: str = ""
    where: str = "main"
    """Where `constant` is computed: `main` or `preload`."""
    preload: str = ""
    web: str = ""
    imports: tuple[str, ...] = ()
    """Names that the expression uses from 'electron', in the process that it runs in."""
    builtins: tuple[str, ...] = ()
    """Builtin modules of Node that the expression in main uses, by their names."""
    helpers: tuple[str, ...] = ()
    """Snippets for main or the preload that the expression calls."""
    made: str = ""
    """The snippet for the preload that makes of what main answers what the page gets."""
    declarations: tuple[str, ...] = ()
    """Names of types in `plan/snippets/types` that `result` uses."""
    is_value: bool = False
    """The bridge member is the value itself. Arrays and objects come from a function: what it returns is not frozen, as the bridge is."""
    window_argument: bool = False
    """An optional first argument is the parent window; `params` follow it."""
    literal_argument: bool = False
    modal: bool = False
    """Opens something modal: never over a blocking bridge call."""
    may_lack: bool = False
    """Some platforms do not have the member: `main` answers `undefined` there, so `member?.()` may call the bridge."""
    ends_page: bool = False
    """Code of the page after it may not run, or may run when it did not before."""
    risk: str = ""
    """What to write after the validation TODO where an argument stays dynamic; empty where the guards suffice."""
    safety: Safety = Safety.SAFE
    may_change: str = ""
    """What can differ, for `review`."""
    changed_by: tuple[Origin, ...] = ()
    """Members that change the value of a constant; it is constant only for an app that calls none of them after start-up."""
    since: int | None = None
    until: int | None = None
    """The Electron majors that the app's code is written for, both included."""
    main_since: int | None = None
    main_until: int | None = None
    """The Electron majors that `main` runs on, both included; None: all that have the member, and later ones."""
    note: str = ""
    source: str = ""

    @property
    def name(self) -> str:
        return f"{'.'.join(self.origin)} ({self.use})"

    @property
    def uses_window(self) -> bool:
        return "win" in identifiers(self.main)

    @property
    def uses_event(self) -> bool:
        return "event" in identifiers(self.main)

    def serves(self, major: int | None) -> bool:
        """True if the row is right for code written for this Electron major; None asks for the newest."""
        if major is None:
            return self.until is None
        return (self.since or 0) <= major and (self.until is None or major <= self.until)

    def runs_on(self, target: int | None) -> bool:
        """True if `main` runs on this Electron major; None asks for any."""
        if target is None:
            return True
        return (self.main_since or 0) <= target and (self.main_until is None or target <= self.main_until)


@dataclass(frozen=True, slots=True)
class ManualRow:
    """Not replaced by the tool: why, and what a person should do. Serves every member below `origin` that no longer row names."""

    origin: Origin
    use: Use | None
    """None: whatever the use."""
    exact: bool
    """For the origin itself only; `("*",)` is any single name."""
    reason: str
    hint: str
    source: str = ""


def identifiers(expression: str) -> frozenset[str]:
    """Names that a JavaScript expression takes from its surroundings: no members, object keys, texts, or its own parameters."""
    code = re.sub(r"'[^'\n]*'|\"[^\"\n]*\"", "''", expression).replace("...", " ")
    code = re.sub(r"([{,]\s*)[A-Za-z_$][\w$]*\s*:", r"\1", code)
    bound = {name for each in re.findall(r"\(([^()]*)\)\s*=>|([A-Za-z_$][\w$]*)\s*=>", code) for name in _NAME.findall(" ".join(each))}
    return frozenset(_NAME.findall(code)) - bound - _KEYWORDS


_NAME = re.compile(r"(?<![\w$.])[A-Za-z_$][\w$]*")
_KEYWORDS = frozenset({"true", "false", "null", "undefined", "typeof", "new", "void", "in"})
