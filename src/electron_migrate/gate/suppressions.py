"""Comments that accept one finding: `electron-migrate-ignore RULE: reason`, in every kind of comment that an app's files have."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from electron_migrate.code.source import Place, Source, Span
from electron_migrate.facts.link import SCRIPTS
from electron_migrate.findings.model import Finding

_COMMENT = re.compile(rb"(?P<open>//|/\*+|<!--)[ \t]*electron-migrate-ignore(?![\w-])(?P<rest>[^\r\n]*)")
_END = re.compile(r"\s*(?:\*+/\s*\}?.*|--!?>.*)$")
_SAID = re.compile(r"\s*(?P<rules>[A-Za-z][\w-]*(?:\s*,\s*[A-Za-z][\w-]*)*)?\s*(?::(?P<reason>.*))?$")


@dataclass(frozen=True, slots=True)
class Suppression:
    """One comment. `line`: the line (from 1) whose findings it is about. `error`: why it suppresses nothing, empty when it is well formed."""

    place: Place
    line: int
    rules: tuple[str, ...]
    reason: str
    error: str = ""


def read_suppressions(sources: Mapping[str, Source]) -> tuple[Suppression, ...]:
    """All of the app's, in order of place."""
    return tuple(
        _suppression(source, match)
        for path, source in sorted(sources.items())
        if path.endswith(SCRIPTS) and b"electron-migrate-ignore" in source.data
        for match in _COMMENT.finditer(source.data)
    )


class Suppressed:
    """Which finding is accepted by which comment."""

    def __init__(self, suppressions: Iterable[Suppression]) -> None:
        self._at: dict[tuple[str, int, str], Suppression] = {}
        self._all = tuple(suppressions)
        self._used: set[Place] = set()
        for one in self._all:
            for rule in one.rules if not one.error else ():
                self._at.setdefault((one.place.path, one.line, rule), one)

    def by(self, finding: Finding, sources: Mapping[str, Source]) -> Suppression | None:
        """The comment on the finding's first line or on the line above."""
        path = finding.place.path
        if path not in sources:
            return None
        line = sources[path].position(finding.place.span.start).line
        found = self._at.get((path, line, finding.rule))
        if found is not None:
            self._used.add(found.place)
        return found

    @property
    def unused(self) -> tuple[Suppression, ...]:
        """Well-formed comments that nothing was asked about. To be read when every finding has been asked about."""
        return tuple(one for one in self._all if not one.error and one.place not in self._used)

    @property
    def malformed(self) -> tuple[Suppression, ...]:
        return tuple(one for one in self._all if one.error)


def _suppression(source: Source, match: re.Match[bytes]) -> Suppression:
    end = match.start() + len(match[0].rstrip())
    said = _SAID.match(_END.sub("", match["rest"].decode("utf-8", "replace")))
    names = tuple(re.split(r"\s*,\s*", said["rules"])) if said is not None and said["rules"] else ()
    reason = (said["reason"] or "").strip() if said is not None else ""
    error = "it names no rule" if not names else "it gives no reason after a colon" if not reason else ""
    return Suppression(Place(source.path, Span(match.start(), end)), _line(source, match), names, reason, error)


def _line(source: Source, match: re.Match[bytes]) -> int:
    """The comment's own line where code stands before it; else the first line below that is no comment of this kind."""
    line = source.position(match.start()).line
    before = source.line_text(line)[: source.position(match.start()).column - 1].strip()
    if before not in ("", "{"):
        return line
    last = source.position(len(source.data)).line
    line += 1
    while line < last and _COMMENT.match(source.line_text(line).strip().lstrip("{").encode("utf-8", "surrogatepass")):
        line += 1
    return line
