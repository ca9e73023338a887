"""What a fix asks for beyond its own edits. Transforms ask, they do not perform: each kind is reduced and rendered once, in one place."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class MemberKind(StrEnum):
    """How a member of the bridge reaches main, or that it does not."""

    INVOKE = "invoke"
    SEND = "send"
    SEND_SYNC = "sendSync"
    """An existing channel whose listener in main sets `event.returnValue`."""
    ASK = "ask"
    """A generated channel, asked synchronously: main answers `{ ok, value | error }`, so that what threw still throws."""
    ON = "on"
    ONCE = "once"
    CONSTANT = "constant"
    """A value that main computes once for a page (see `MainConstant`)."""
    LOCAL = "local"
    """Done in the preload itself; no IPC."""


@dataclass(frozen=True, slots=True, order=True)
class Parameter:
    """A parameter of a bridge member; `type` is TypeScript. `rest`: takes all further arguments."""

    name: str
    type: str = "unknown"
    optional: bool = False
    rest: bool = False


@dataclass(frozen=True, slots=True, order=True)
class BridgeMember:
    """One member of the bridge object in one preload.

    `path` is where it hangs, `("dialog", "showOpenDialog")`. `result` is the TypeScript type that the caller gets once it has awaited.
    For ON and ONCE `parameters` are those of the callback. For CONSTANT and LOCAL `expression` is JavaScript in the preload over the parameters
    (CONSTANT ones read `constants['key']`); `is_value` makes the member that value itself instead of a function.
    """

    preload: str
    path: tuple[str, ...]
    kind: MemberKind
    channel: str = ""
    parameters: tuple[Parameter, ...] = ()
    result: str = "void"
    types: tuple[str, ...] = ()
    """Names that `parameters` and `result` use from the types of 'electron'."""
    expression: str = ""
    imports: tuple[str, ...] = ()
    """Names that `expression` uses from 'electron' in the preload."""
    is_value: bool = False
    doc: str = ""
    holes: tuple[Parameter, ...] = ()
    """What fills the `${}` in `channel`, in their order: parameters of the member before all others."""
    among: tuple[str, ...] = ()
    """The only channels that may come of it, where they are known; empty where `channel` has no hole, or the app's are not all known."""
    helpers: tuple[str, ...] = ()
    """Names of snippets in `plan/snippets/preload` that `expression` calls."""
    declarations: tuple[str, ...] = ()
    """Names of types in `plan/snippets/types` that `parameters` and `result` use."""


@dataclass(frozen=True, slots=True, order=True)
class MainConstant:
    """A harmless value that main computes when a page starts. `key` is unique; `expression` is JavaScript in main."""

    key: str
    expression: str
    imports: tuple[str, ...] = ()
    builtins: tuple[str, ...] = ()
    """Builtin modules of Node that `expression` uses by their names: `os`."""


class HandlerKind(StrEnum):
    HANDLE = "handle"
    ON = "on"
    ANSWER = "answer"
    """Answers a synchronous caller with `{ ok, value | error }`."""


@dataclass(frozen=True, slots=True, order=True)
class Check:
    """`helper(value, [...allowed])`: a snippet in `plan/snippets/main` that takes a value and a list of strings, and answers with what is let through."""

    helper: str
    allowed: tuple[str, ...]


@dataclass(frozen=True, slots=True, order=True)
class HandlerParameter:
    """A parameter of a handler in main, after the event.

    `guard` is what every caller is proven to pass, or what the API itself demands: `string`, `number`, `boolean`, `integer`, `string[]`, `rect`, or empty.
    `keys`: the only keys of an options object that are let through. `values`: the only strings allowed. `origins`: the only URL origins allowed.
    Empty tuples mean: not restricted. `checks` come after these, each over what the one before it let through. `rest`: takes all further
    arguments; `type` is that of one of them, and `guard` looks at the list.
    """

    name: str
    type: str = "unknown"
    optional: bool = False
    guard: str = ""
    keys: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    checks: tuple[Check, ...] = ()
    rest: bool = False


@dataclass(frozen=True, slots=True, order=True)
class Shared:
    """A declaration that handlers of one app share: as a snippet is, but written by a transform. `needs`: snippets in `plan/snippets/main`."""

    name: str
    code: str
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class MainHandler:
    """A new handler in main. `body` is a JavaScript expression over the parameters and, if `uses_window`, `win`: the window of the sender."""

    channel: str
    kind: HandlerKind
    parameters: tuple[HandlerParameter, ...]
    body: str
    uses_window: bool = False
    imports: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    todos: tuple[str, ...] = ()
    """What to put after `TODO(electron-migrate:validate) `, each naming one real risk."""
    statements: tuple[str, ...] = ()
    """Statements that come before `body`."""
    trusted: tuple[str, ...] = ()
    """Further exports of the module that checks the sender which `body` uses: `showsOwnPage`."""
    helpers: tuple[str, ...] = ()
    """Names of snippets in `plan/snippets/main` that `body` calls; `windowOf` and those of lists are there anyway."""
    declarations: tuple[str, ...] = ()
    """Names of types in `plan/snippets/types` that `parameters` use."""
    builtins: tuple[str, ...] = ()
    """Builtin modules of Node that `body` uses by their names: `fs`."""
    shared: tuple[Shared, ...] = ()
    """Declarations that `body` uses by their names."""


@dataclass(frozen=True, slots=True, order=True)
class TrustedPage:
    """A page of the app itself: `file` app-relative, or `origin` such as `http://localhost:3000` or `app://bundle`.

    `development`: an expression that holds the address of the development server where there is one, such as `process.env.VITE_DEV_SERVER_URL`.
    """

    file: str = ""
    origin: str = ""
    development: str = ""


@dataclass(frozen=True, slots=True, order=True)
class AttachPreload:
    """The window gets (or has) this preload, and its pages count as the app's own.

    `output`: the file that is there when the app runs, where that is another. `condition`: see `PreloadBuild`. `given`: the constant that holds
    its path where the bundler puts it there.
    """

    window: str
    preload: str
    output: str = ""
    condition: str = ""
    given: str = ""


@dataclass(frozen=True, slots=True, order=True)
class NewPreload:
    """The preload is there with an empty bridge, so that what builds it finds it."""

    preload: str


@dataclass(frozen=True, slots=True, order=True)
class NewFile:
    """A file of the app that is not there yet; `text` in full."""

    path: str
    text: str


@dataclass(frozen=True, slots=True, order=True)
class SetPreference:
    """The window's web preference is written with this value."""

    window: str
    name: str
    value: bool


@dataclass(frozen=True, slots=True, order=True)
class PlainExposure:
    """Every window of this preload is isolated: the fallback for pages without isolation goes."""

    preload: str


@dataclass(frozen=True, slots=True, order=True)
class DropUnused:
    """Names of Electron in this file that nothing uses any more go, with the imports and aliases that gave them.

    `functions`: where functions begin, in bytes, that go too once nothing uses them any more.
    """

    path: str
    functions: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class DropHanded:
    """What hands over the thing of Electron's that stands there goes, once all that it was handed over for is gone.

    `script`: the number of the script in its file; `start` and `end`: bytes of the file.
    """

    path: str
    script: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, order=True)
class TrustedImport:
    """A script of main's own takes `name` from the module that checks senders."""

    path: str
    name: str = "trustedIpcMain"


Need = (
    BridgeMember
    | MainConstant
    | MainHandler
    | TrustedPage
    | TrustedImport
    | AttachPreload
    | NewPreload
    | NewFile
    | SetPreference
    | PlainExposure
    | DropUnused
    | DropHanded
)
