"""What a person chose for single sites: awaited, asked in place, or left alone. Choices that cannot be had are errors, never another rewrite."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from electron_migrate.choices import ChoiceError, Choices, Strategy
from electron_migrate.code.source import Place
from electron_migrate.facts.model import Safety
from electron_migrate.findings.catalogue import Found
from electron_migrate.findings.model import Finding
from electron_migrate.plan.groups import Outcome
from electron_migrate.plan.model import Fix, Manual
from electron_migrate.plan.needs import BridgeMember, MemberKind

_BLOCKING = frozenset({MemberKind.ASK, MemberKind.SEND_SYNC})
LEFT_TO_A_PERSON = Manual("The plan leaves it to a person.", "Change its strategy in plan.json, then plan again.")


def strategy_of(outcome: Outcome) -> Strategy | None:
    """How the rewrite of a use gets main's answer; None where it needs none, or got it later before too."""
    if isinstance(outcome.result, Manual):
        return None
    kinds = {need.kind for need in outcome.result.needs if isinstance(need, BridgeMember)}
    if kinds & _BLOCKING:
        return Strategy.SYNC_BRIDGE
    return Strategy.ASYNC if MemberKind.INVOKE in kinds and outcome.result.safety is Safety.REVIEW else None


def chosen_places(choices: Choices, found: Sequence[Found]) -> Mapping[Place, Strategy]:
    """The places of the findings that something was chosen for. Raises ChoiceError for one that is not there."""
    known: dict[str, Finding] = {one.finding.fingerprint: one.finding for one in found}
    known.update({one.finding.id: one.finding for one in found})
    uses = {one.finding.id for one in found if one.site is not None}
    places: dict[Place, Strategy] = {}
    for name, strategy in choices.strategies:
        if name not in known:
            raise ChoiceError(("strategies", name), "the app has no finding with this id or fingerprint")
        if known[name].id not in uses:
            raise ChoiceError(("strategies", name), "nothing can be chosen for it: leave its group out by its skip")
        places[known[name].place] = strategy
    return places


def as_chosen(outcome: Outcome, choices: Choices) -> Outcome:
    """The outcome, or a manual one where the site is to be left alone. Raises ChoiceError where what was chosen cannot be had."""
    finding = outcome.finding
    for name, strategy in choices.strategies:
        if name not in (finding.id, finding.fingerprint):
            continue
        if isinstance(outcome.result, Manual):
            if strategy is Strategy.MANUAL:
                return outcome
            raise ChoiceError(("strategies", name), f"it cannot be {strategy.value}: {outcome.result.reason}")
        if strategy is Strategy.MANUAL:
            return Outcome(finding, LEFT_TO_A_PERSON, outcome.transform)
        made = strategy_of(outcome)
        if made is not strategy:
            raise ChoiceError(("strategies", name), _refusal(strategy, outcome.result, made))
    return outcome


def _refusal(strategy: Strategy, fix: Fix, made: Strategy | None) -> str:
    if made is None:
        return f"it cannot be {strategy.value}: nothing at this place waits for an answer (leave the line out, or say manual)"
    if strategy is Strategy.ASYNC:
        return f"it cannot be async: {fix.may_change.rstrip('.')}"
    return "it cannot be sync-bridge: there is no call for it that blocks"
