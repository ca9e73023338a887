"""Names of bridge members and parameters, made from channels and from what call sites pass."""

from __future__ import annotations

import re
from collections.abc import Mapping

_RESERVED = frozenset(
    {
        "arguments", "await", "break", "case", "catch", "class", "const", "continue", "debugger", "default", "delete", "do", "else", "enum", "eval",
        "export", "extends", "false", "finally", "for", "function", "if", "implements", "import", "in", "instanceof", "interface", "let", "new", "null",
        "package", "private", "protected", "public", "return", "static", "super", "switch", "this", "throw", "true", "try", "typeof", "undefined",
        "var", "void", "while", "with", "yield", "event", "callback",
    }
)  # fmt: skip


def member_name(channel: str, *, prefix: str = "") -> str:
    """`save-note` -> `saveNote`; with the prefix `on`: `onSaveNote`. Letters that no identifier has separate words."""
    if "${}" in channel:
        # a channel that is filled in: `close-${}` is `closeFor(name)`
        channel = channel.replace("${}", "-") + "-for"
    words = [
        word for part in re.split(r"[^0-9A-Za-z]+", channel) for word in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+|[A-Z]", part)
    ]
    if not words:
        words = ["channel", *(f"{ord(letter):x}" for letter in channel[:4])]
    if prefix:
        words.insert(0, prefix)
    name = words[0].lower() + "".join(word[:1].upper() + word[1:].lower() for word in words[1:])
    return f"channel{name[:1].upper()}{name[1:]}" if name[0].isdigit() else name


# What stands before and behind the channel in the name of a member; a request has its channel's bare name.
_AROUND: Mapping[str, tuple[str, str]] = {
    "on": ("on", ""),
    "once": ("once", ""),
    "emit": ("emit", ""),
    "removeAllListeners": ("remove", "Listeners"),
    "listenerCount": ("count", "Listeners"),
    "sendTo": ("send", "To"),
    "sendToHost": ("send", "ToHost"),
    "postMessage": ("post", ""),
}
NAMED_VERBS = frozenset({"send", "invoke", "sendSync", *_AROUND})
"""Verbs of `ipcRenderer` that have a member on the bridge for each channel."""


def channel_names(uses: Mapping[str, frozenset[str]], reserved: frozenset[str] = frozenset()) -> Mapping[tuple[str, str], str]:
    """(channel, kind) -> member name, unique over all. `uses`: the kinds of use of each channel, of `NAMED_VERBS`.

    A channel with one kind of request keeps its bare name; where two kinds or two channels would share a name, the kind is put before it. `reserved` names are not given.
    """
    bare: dict[str, list[tuple[str, str]]] = {}
    for channel, kinds in sorted(uses.items()):
        for kind in sorted(kinds):
            prefix, suffix = _AROUND.get(kind, ("", ""))
            name = member_name(channel, prefix=prefix) + suffix
            if kind not in _AROUND and re.match(r"(on|once|off)[A-Z]", name):
                # `onX` and `offX` are subscriptions; what is sent says so
                name = member_name(channel, prefix=kind)
            bare.setdefault(name, []).append((channel, kind))
    names: dict[tuple[str, str], str] = {}
    taken = set(reserved)
    for name, claims in sorted(bare.items()):
        for channel, kind in claims:
            chosen = name if len(claims) == 1 and name not in taken else member_name(channel, prefix=kind)
            number = 2
            while chosen in taken:
                chosen = f"{name}{number}"
                number += 1
            taken.add(chosen)
            names[channel, kind] = chosen
    return names


def parameter_name(wanted: str, index: int, taken: frozenset[str]) -> str:
    """A legal, unused parameter name: the wanted one if it can be had, else `arg1`, `arg2`, …"""
    name = (
        wanted
        if re.fullmatch(r"[A-Za-z_$][\w$]*", wanted) and wanted not in _RESERVED and not wanted.startswith("_")
        else f"arg{index + 1}"
    )
    while name in taken:
        name += "2"
    return name
