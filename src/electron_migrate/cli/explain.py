"""`electron-migrate explain`: the document of a rule, a check, a transform or an error code."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from pathlib import Path

import click

from electron_migrate.cli.catalog import Topic, topics
from electron_migrate.cli.options import local_transforms
from electron_migrate.errors import UserError


@click.command()
@click.argument("topic_id", required=False, metavar="[ID]", shell_complete=lambda _context, _parameter, incomplete: _complete(incomplete))
def explain(*, topic_id: str | None) -> None:
    """Explain a rule, a check, a transform or an error code.

    Without ID it lists them all, the transforms of the app in this folder too. Nothing of them is run.

    \b
    Examples:
      electron-migrate explain
      electron-migrate explain EM104

    \b
    Exit codes:
      0  explained
      2  nothing has this name
    """
    known = topics(local_transforms(Path.cwd()))
    if topic_id is None:
        click.echo(_list(known), nl=False)
        return
    topic = _find(known, topic_id)
    click.echo(f"{topic.id} ({topic.kind})\n{topic.title}\n")
    click.echo(topic.text)


def _complete(incomplete: str) -> list[str]:
    return [id for id in topics() if id.startswith(incomplete)]


def _find(known: Mapping[str, Topic], wanted: str) -> Topic:
    """Case and the choice of `-` or `_` do not count."""
    by_key = {_key(id): topic for id, topic in known.items()}
    found = by_key.get(_key(wanted))
    if found is not None:
        return found
    near = difflib.get_close_matches(_key(wanted), by_key, n=3)
    help = f"Did you mean {' or '.join(by_key[key].id for key in near)}?" if near else ""
    raise UserError("EM113", f"there is no rule, check, transform or error called {wanted}", help)


def _key(id: str) -> str:
    return id.lower().replace("_", "-")


def _list(known: Mapping[str, Topic]) -> str:
    width = max(len(id) for id in known)
    lines: list[str] = []
    kind = ""
    for topic in known.values():
        if topic.kind != kind:
            kind = topic.kind
            lines += ["", f"{kind.capitalize()}s"]
        lines.append(f"  {topic.id:<{width}}  {topic.title}")
    return "\n".join(lines[1:]) + "\n"
