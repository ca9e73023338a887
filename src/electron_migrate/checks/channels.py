"""What checks of channels share: which uses are main's, and whether a channel that looks unserved may be served after all."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from electron_migrate.facts.link import Facts
from electron_migrate.facts.model import Channel, ChannelUse, Process

TO_MAIN = frozenset({"send", "sendSync", "invoke"})
LISTENS = frozenset({"on", "once", "addListener"})
HANDLES = frozenset({"handle", "handleOnce"})
_PAGE_SIDE = frozenset({Process.RENDERER, Process.PRELOAD, Process.WORKER})
# Registered on one window's contents or frame: not among the channels of the facts.
_OWN_IPC = re.compile(rb"\.ipc\.(?:on|once|addListener|handle|handleOnce)\(")


def sent_to_main(channel: Channel) -> tuple[ChannelUse, ...]:
    return tuple(use for use in channel.senders if use.kind in TO_MAIN)


def sent_by_preload(channel: Channel) -> tuple[ChannelUse, ...]:
    return tuple(use for use in sent_to_main(channel) if use.process is Process.PRELOAD)


def received_by_main(facts: Facts, channel: Channel, kinds: frozenset[str] = LISTENS | HANDLES) -> tuple[ChannelUse, ...]:
    """Where it is not known who runs a file, what listens there is main's if the file speaks of ipcMain."""
    return tuple(
        use
        for use in channel.receivers
        if use.kind in kinds
        and use.process not in _PAGE_SIDE
        and (use.process is Process.MAIN or use.kind in HANDLES or b"ipcMain" in facts.sources[use.place.path].data)
    )


def open_receivers(facts: Facts) -> tuple[str, ...]:
    """Files where main listens in a way that does not tell the channel."""
    dynamic = [use.place.path for channel in facts.channels if channel.dynamic for use in received_by_main(facts, channel)]
    own = [path for path, source in facts.sources.items() if _OWN_IPC.search(source.data) and facts.process(path) not in _PAGE_SIDE]
    return tuple(sorted({*dynamic, *own}))


def open_senders(facts: Facts) -> tuple[str, ...]:
    """Files that send to main on a channel that is not one text."""
    return tuple(sorted({use.place.path for channel in facts.channels if channel.dynamic for use in sent_to_main(channel)}))


def is_written(facts: Facts, name: str, where: Callable[[Process], bool]) -> bool:
    """Whether a file of such a process has the channel's name as a text."""
    raw = name.encode("utf-8", "surrogatepass")
    quoted = re.compile(rb"['\"`]" + re.escape(raw) + rb"['\"`]")
    return any(
        raw in source.data and where(facts.process(path)) and quoted.search(source.data)
        for path, source in facts.sources.items()
        if not path.endswith(".d.ts")
    )


def in_main(process: Process) -> bool:
    return process in (Process.MAIN, Process.UNKNOWN)


def beside_main(process: Process) -> bool:
    return process is not Process.MAIN


def listed(texts: Iterable[str]) -> str:
    """`a.js, b.js and 2 more`."""
    names = list(texts)
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
