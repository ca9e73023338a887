"""The options of a window that a page makes: what main writes, and what of them the page passes and main checks."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from electron_migrate.facts.origins import Constant, Here, UnitId
from electron_migrate.facts.summary import Array, Literal, Object, Property, Spread, Value
from electron_migrate.facts.window_options import option_types
from electron_migrate.plan.context import Context
from electron_migrate.plan.model import Manual
from electron_migrate.plan.needs import HandlerParameter, Parameter
from electron_migrate.plan.opened import Opened
from electron_migrate.plan.preferences import defaults_that_change
from electron_migrate.plan.values import is_current_window

_OWN_PREFERENCES = frozenset(
    {
        "nodeIntegration", "contextIsolation", "sandbox", "enableRemoteModule", "nodeIntegrationInWorker", "nodeIntegrationInSubFrames",
        "worldSafeExecuteJavaScript", "nativeWindowOpen",
    }
)  # fmt: skip
_ISOLATED = ("nodeIntegration: false", "contextIsolation: true", "sandbox: true")
_LONG = 80


@dataclass(frozen=True, slots=True)
class OpenedOptions:
    """`parts` are the properties that main writes. `parameters`, `checks` and `arguments` are of what the page passes, in order: on the bridge, in
    main, and as the page's own text. `helpers` are snippets of main that `parts` call."""

    parts: tuple[str, ...] = ()
    preferences: tuple[str, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    checks: tuple[HandlerParameter, ...] = ()
    arguments: tuple[str, ...] = ()
    helpers: tuple[str, ...] = ()
    own: tuple[str, ...] = _ISOLATED
    """Preferences that say what the page may do: isolated and sandboxed, or what they were for a page that keeps its Node."""

    @property
    def text(self) -> str:
        """The whole object."""
        preferences = ", ".join((*self.preferences, *self.own))
        parts = (*self.parts, f"webPreferences: {{ {preferences} }}")
        inline = f"{{ {', '.join(parts)} }}"
        return inline if len(inline) < _LONG else "{\n  " + ",\n  ".join(parts) + "\n}"


def opened_options(context: Context, opened: Opened) -> OpenedOptions | Manual:
    """The options of a window, or why a page cannot be let choose them."""
    shape = opened.window.found.shape
    if shape.unknown or shape.assigned or len(shape.options) > 1 or len(opened.new.arguments) > 1:
        return Manual(
            f"The window's options are not fixed here ({shape.unknown or 'they are put together'}).",
            "Write them as one object where the window is made: web preferences must not come from a page.",
        )
    options = OpenedOptions(own=_kept(context, opened)) if opened.keeps_node else OpenedOptions()
    for one in shape.options[0].value.properties if shape.options else ():
        more = _with(context, opened.unit, options, one)
        if isinstance(more, Manual):
            return more
        options = more
    return options


def _kept(context: Context, opened: Opened) -> tuple[str, ...]:
    """The preferences of a window whose page keeps its Node: those that were written, and defaults that another Electron has otherwise."""
    written = {name: one.value for name, one in opened.window.model.preferences.items() if one.source == "written" and name in _OWN_PREFERENCES}
    version = context.facts.electron
    if version.declared_major is not None and version.declared_major < version.major:
        written.update({need.name: need.value for need in defaults_that_change(opened.window, version.major)})
    return tuple(f"{name}: {'true' if value else 'false'}" for name, value in written.items() if isinstance(value, bool))


def fixed_text(context: Context, unit: UnitId, value: Value) -> str | None:
    """JavaScript for a value that is the same each time; None for any other."""
    origins = context.facts.origins
    match value:
        case Object(properties=properties):
            parts = []
            for one in properties:
                text = fixed_text(context, unit, one.value) if isinstance(one, Property) and one.key is not None else None
                if text is None or not isinstance(one, Property) or one.key is None:
                    return None
                parts.append(f"{_key(one.key)}: {text}")
            return f"{{ {', '.join(parts)} }}" if parts else "{}"
        case Array(items=items):
            texts = [fixed_text(context, unit, item) for item in items]
            return f"[{', '.join(text for text in texts if text is not None)}]" if None not in texts else None
    origin = origins.origin(unit, value)
    if isinstance(origin, Constant):
        return _literal(origin, value)
    if isinstance(origin, Here) and isinstance(origin.value, Object | Array) and origin.unit == unit:
        return fixed_text(context, unit, origin.value)
    text = origins.text(unit, value)
    return quoted_text(text) if text is not None else None


def quoted_text(text: str) -> str:
    """A JavaScript string."""
    escaped = text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n").replace("\r", "\\r")
    return f"'{escaped}'"


def _with(context: Context, unit: UnitId, options: OpenedOptions, one: Property | Spread) -> OpenedOptions | Manual:
    if not isinstance(one, Property) or one.key is None:
        return Manual(
            "The window's options are spread, or a key is computed.",
            "Write them out where the window is made: web preferences must not come from a page.",
        )
    key, value = one.key, one.value
    if key == "webPreferences":
        return _with_preferences(context, unit, options, value)
    if key == "parent" and is_current_window(context.facts.origins, unit, value):
        return replace(options, parts=(*options.parts, "parent: windowOf(event)"), helpers=("windowOf",))
    fixed = fixed_text(context, unit, value)
    if fixed is not None:
        return replace(options, parts=(*options.parts, f"{_key(key)}: {fixed}"))
    type_ = option_types().get(key)
    text = context.text(unit, value.span)
    inside = [site for site in context.facts.sites if site.unit == unit and value.span.contains(site.span)]
    if type_ is None or inside or "await" in text:
        return Manual(
            f"The option `{key}` is not fixed, and not a plain number, boolean or text that the page may choose.",
            "Fix it, or make the window in main behind a bridge method of its own.",
        )
    return replace(
        options,
        parts=(*options.parts, key),
        parameters=(*options.parameters, Parameter(key, type_)),
        checks=(*options.checks, HandlerParameter(key, type_, guard=type_)),
        arguments=(*options.arguments, text),
    )


def _with_preferences(context: Context, unit: UnitId, options: OpenedOptions, value: Value) -> OpenedOptions | Manual:
    """Those that say what the page may do are main's; the others are taken over where they are fixed."""
    origin = context.facts.origins.origin(unit, value)
    given = origin.value if isinstance(origin, Here) else value
    kept = list(options.preferences)
    if not isinstance(given, Object):
        return _PREFERENCES
    for one in given.properties:
        text = fixed_text(context, unit, one.value) if isinstance(one, Property) else None
        if not isinstance(one, Property) or one.key is None or text is None or one.key == "preload":
            return _PREFERENCES
        if one.key not in _OWN_PREFERENCES:
            kept.append(f"{_key(one.key)}: {text}")
    return replace(options, preferences=tuple(kept))


_PREFERENCES = Manual(
    "The window's web preferences are not fixed here, or name a preload.", "Make the window in main, behind a bridge method of its own."
)


def _key(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z_$][\w$]*", name) else quoted_text(name)


def _literal(constant: Constant, given: Value) -> str:
    value = constant.value
    match value:
        case bool():
            return "true" if value else "false"
        case None:
            return "undefined" if isinstance(given, Literal) and given.kind == "undefined" else "null"
        case str():
            return quoted_text(value)
        case _:
            return str(int(value)) if float(value).is_integer() else str(value)
