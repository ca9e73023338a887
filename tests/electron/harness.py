"""Runs an app of the corpus in a real Electron 9 and returns what a user saw, what main received and which pages reach Node."""

from __future__ import annotations

import atexit
import json
import os
import platform
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NoReturn

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
DRIVER = Path(__file__).parent / "driver" / "main.js"
ELECTRON_VARIABLE = "ELECTRON_MIGRATE_ELECTRON"
RUN_SECONDS = 120


@dataclass(frozen=True, slots=True)
class Page:
    """What the audit found of one page file: the weakest of all windows that showed it. `reaches`: Node's globals that its scripts see."""

    name: str
    isolated: bool
    sandboxed: bool
    reaches: tuple[str, ...]

    @property
    def closed(self) -> bool:
        return self.isolated and self.sandboxed and not self.reaches


@dataclass(frozen=True, slots=True)
class Event:
    """A message that main received (`name` is its channel) or something asked of the desktop, during `step`. `args` are JSON values."""

    step: str
    name: str
    args: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class RunResult:
    """`steps`: what the user saw, by the step's name, in order. `insecure`: filled by modern runs only."""

    steps: Mapping[str, object]
    received: tuple[Event, ...]
    calls: tuple[Event, ...]
    console: tuple[str, ...]
    errors: tuple[str, ...]
    pages: tuple[Page, ...]
    insecure: tuple[Page, ...]

    def failures(self) -> list[str]:
        """Steps that could not be played, and errors: a run that is fit for comparison has none."""
        thrown = [f"{name}: {seen}" for name, seen in self.steps.items() if isinstance(seen, str) and seen.startswith("THROWN ")]
        return [*thrown, *self.errors, *(line for line in self.console if "Uncaught" in line)]


def run(
    app_dir: Path,
    actions: Path,
    *,
    modern: bool = False,
    through_symlink: bool = False,
    reload: bool = False,
    back: bool = False,
    second_window: bool = False,
) -> RunResult:
    """Starts the app, plays `actions` and waits for the end. Skips the test where no Electron can be had; under CI that is a failure."""
    electron, display = electron_binary(), _display()
    flags = {"--after": modern, "--reload": reload, "--back": back, "--second-window": second_window}
    with tempfile.TemporaryDirectory(prefix="electron-run-") as folder:
        app, result = app_dir, Path(folder, "result.json")
        if through_symlink:
            app = Path(folder, "linked app")
            app.symlink_to(app_dir.resolve(), target_is_directory=True)
        command = [str(electron), "--no-sandbox", "-r", str(DRIVER), str(app), "--actions", str(actions), "--result", str(result)]
        command += [flag for flag, wanted in flags.items() if wanted]
        home = {"HOME": folder, "XDG_CONFIG_HOME": f"{folder}/.config", "XDG_CACHE_HOME": f"{folder}/.cache"}
        log = _finish(command, {**home, "DISPLAY": display, "LANG": "C.UTF-8"})
        if not result.exists():
            pytest.fail(f"Electron ended without a result:\n{log}")
        return _result(json.loads(result.read_text("utf-8")))


def differences(before: RunResult, after: RunResult) -> list[str]:
    """What a user or main would notice; empty when nothing.

    Not compared: what Electron itself prints when a request is rejected (the page gets the error as before), channels that the app had no
    use for before (the migration's own), by which verb a message came, and the order of messages of different channels within one step
    (what became asynchronous may be overtaken).
    """
    found = [
        f"{name}: saw {before.steps.get(name)!r}, now {after.steps.get(name)!r}"
        for name in dict.fromkeys([*before.steps, *after.steps])
        if before.steps.get(name) != after.steps.get(name)
    ]
    known = {event.name for event in before.received}
    received = _by_step(before.received), _by_step(event for event in after.received if event.name in known)
    calls = _by_step(before.calls), _by_step(after.calls)
    for what, (old, new) in {"main received": received, "asked of the desktop": calls}.items():
        found += [f"{step}: {what} {old.get(step)}, now {new.get(step)}" for step in {**old, **new} if old.get(step) != new.get(step)]
    console = tuple(line for line in after.console if line in before.console or not line.startswith(_REJECTED))
    if before.console != console:
        found.append(f"console: {before.console}, now {console}")
    if before.errors != after.errors:
        found.append(f"errors: {before.errors}, now {after.errors}")
    return found


_REJECTED = "main: Error occurred in handler for "


def electron_binary() -> Path:
    """The executable that `ELECTRON_MIGRATE_ELECTRON` names, else that in the cache that `make test` fills; skips the test without one."""
    named = os.environ.get(ELECTRON_VARIABLE)
    binary = Path(named) if named else _cached_binary()
    if not os.access(binary, os.X_OK):
        unavailable(f"no Electron at {binary}: run `make test`, or name one in {ELECTRON_VARIABLE}")
    return binary


def unavailable(reason: str) -> NoReturn:
    """Skips the test; where CI=true it fails, so that nothing goes unnoticed."""
    if os.environ.get("CI", "").lower() in {"true", "1"}:
        pytest.fail(reason)
    pytest.skip(reason)


def _cached_binary() -> Path:
    command = [sys.executable, str(REPOSITORY / "scripts" / "fetch_electron.py"), "--where"]
    return Path(subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip())


@cache
def _display() -> str:
    """The name of an X display of this process's own: the clipboard is shared by all who use one."""
    if platform.system() != "Linux":
        unavailable("the tests' Electron runs on Linux only")
    if shutil.which("Xvfb") is None:
        unavailable("Xvfb is not installed: run `make test`")
    return f":{_start_display()}"


def _start_display() -> str:
    """The number of a new X display: the server chooses a free one itself. It is stopped when the tests end."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x1024x24", "-nolisten", "tcp", "-noreset"]
    server = subprocess.Popen(command, pass_fds=[writing], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(writing)
    atexit.register(_stop, server)
    with os.fdopen(reading) as answer:
        number = answer.readline().strip()
    if not number:
        pytest.fail("Xvfb did not start")
    return number


def _stop(server: subprocess.Popen[bytes]) -> None:
    server.terminate()
    server.wait()


def _finish(command: Sequence[str], environment: Mapping[str, str]) -> str:
    """What the command printed; it and all it started are ended when it takes too long."""
    process = subprocess.Popen(
        command,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        output, _ = process.communicate(timeout=RUN_SECONDS)
    except subprocess.TimeoutExpired:
        pytest.fail(f"Electron did not end within {RUN_SECONDS} s")
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    return output.decode("utf-8", "replace")


def _result(raw: Mapping[str, Any]) -> RunResult:
    return RunResult(
        steps=raw["steps"],
        received=tuple(Event(one["step"], one["channel"], tuple(one["args"])) for one in raw["received"]),
        calls=tuple(Event(one["step"], one["name"], tuple(one["args"])) for one in raw["calls"]),
        console=tuple(raw["console"]),
        errors=tuple(raw["errors"]),
        pages=tuple(map(_page, raw["windows"])),
        insecure=tuple(map(_page, raw.get("insecure", ()))),
    )


def _page(raw: Mapping[str, Any]) -> Page:
    return Page(raw["page"], bool(raw["isolated"]), bool(raw["sandboxed"]), tuple(raw["reaches"]))


def _by_step(events: Iterable[Event]) -> dict[str, list[tuple[str, tuple[object, ...]]]]:
    found: dict[str, list[tuple[str, tuple[object, ...]]]] = {}
    for event in events:
        found.setdefault(event.step, []).append((event.name, event.args))
    for step in found.values():
        step.sort(key=lambda one: one[0])
    return found
