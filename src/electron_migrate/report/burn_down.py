"""How much of the debt that a baseline recorded is left, and how it went down: numbers for report.html."""

from __future__ import annotations

from dataclasses import dataclass

from electron_migrate.checks.catalogue import checks
from electron_migrate.gate.judge import Verdict


@dataclass(frozen=True, slots=True)
class Row:
    """A rule or window: `now` left of what there was at the `start`. `state`: of a window, in words."""

    name: str
    title: str
    now: int
    start: int
    state: str = ""

    @property
    def share(self) -> float:
        """Of what is left, in percent."""
        return round(100 * self.now / self.start, 2) if self.start else 0.0


@dataclass(frozen=True, slots=True)
class Point:
    """The baseline as it was committed at a day (ISO 8601): how many findings it accepted."""

    day: str
    left: int


@dataclass(frozen=True, slots=True)
class BurnDown:
    """`points` in order of time, the last one today; fewer than two where git has no history of the baseline."""

    now: int
    start: int
    rules: tuple[Row, ...]
    windows: tuple[Row, ...]
    points: tuple[Point, ...] = ()


def burn_down(verdict: Verdict, points: tuple[Point, ...] = ()) -> BurnDown:
    """What a verdict over a baseline says; rules with most left first."""
    titles = {id: rule.title for id, rule in verdict.result.scan.rules.items()} | {id: check.title for id, (check, _) in checks().items()}
    rules = tuple(Row(id, titles.get(id, ""), left.now, left.start) for id, left in verdict.rules.items() if left.start)
    windows = tuple(
        Row(
            one.status.window.id,
            one.status.window.place.path,
            one.left.now,
            one.left.start,
            "isolated and sandboxed"
            if one.status.isolated and one.status.sandboxed
            else "isolated"
            if one.status.isolated
            else "not isolated",
        )
        for one in verdict.windows
    )
    return BurnDown(
        now=sum(row.now for row in rules),
        start=sum(row.start for row in rules),
        rules=tuple(sorted(rules, key=lambda row: (-row.now, row.name))),
        windows=windows,
        points=points,
    )


def curve(burn: BurnDown, width: int, height: int) -> tuple[tuple[float, float], ...]:
    """The points as places in a box, the origin at its upper left; equal steps in time are equal steps to the right."""
    if len(burn.points) < 2:
        return ()
    from datetime import date

    days = [date.fromisoformat(point.day).toordinal() for point in burn.points]
    span, most = max(days[-1] - days[0], 1), max(point.left for point in burn.points) or 1
    return tuple(
        (round(width * (day - days[0]) / span, 1), round(height * (1 - point.left / most), 1))
        for day, point in zip(days, burn.points, strict=True)
    )
