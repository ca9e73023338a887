"""A bridge method passes other arguments than its handler takes.

## What it finds
A preload that sends or invokes with more arguments than the handler in main has parameters after the event, or with fewer than it has without a
default, where no other call on the channel passes them all. Spread arguments, rest parameters and handlers that are not written at their
registration are left alone.

## Why
What is too much is dropped without a word, what is missing is `undefined`: the two ends were changed at different times.
"""

from __future__ import annotations

from collections.abc import Iterator

from electron_migrate.checks.channels import received_by_main, sent_by_preload, sent_to_main
from electron_migrate.checks.model import Check, Mode
from electron_migrate.facts.link import Facts
from electron_migrate.facts.model import ERROR, ChannelUse
from electron_migrate.facts.summary import FunctionFact
from electron_migrate.findings.model import Finding

CHECK = Check("bridge-arity", "A bridge method and its handler disagree about the arguments", ERROR, Mode.ALWAYS)

_HINT = "Make both ends say the same."


def find(facts: Facts) -> Iterator[Finding]:
    for channel in facts.channels:
        if channel.dynamic:
            continue
        counts = [use.arguments for use in sent_to_main(channel)]
        # one that leaves out what others pass means to: the handler knows how to do without
        most = None if None in counts else max((count for count in counts if count is not None), default=0)
        for use in sent_by_preload(channel):
            for receiver in received_by_main(facts, channel):
                if use.arguments is None or receiver.arguments is None:
                    continue
                least = _least(facts, receiver)
                if most is None or most >= least:
                    least = 0
                if least <= use.arguments <= receiver.arguments:
                    continue
                takes = str(receiver.arguments) if use.arguments > receiver.arguments else f"at least {least}"
                where = facts.where(receiver.place.path, receiver.place.span.start)
                message = f"{use.kind}('{channel.name}') passes {use.arguments} arguments, the handler at {where} takes {takes}"
                yield Finding("", CHECK.id, CHECK.severity, use.process, use.place, message, reason=_HINT)
                break


def _least(facts: Facts, receiver: ChannelUse) -> int:
    """How many arguments after the event the handler cannot do without; 0 where its text is not at the registration."""
    function = _function(facts, receiver)
    if function is None:
        return 0
    source = facts.sources[receiver.place.path]
    least = 0
    for index, parameter in enumerate(function.parameters[1:], 1):
        text = source.text(parameter.span)
        if parameter.used and not parameter.rest and "=" not in text and "?" not in text.partition(":")[0]:
            least = index
    return least


def _function(facts: Facts, receiver: ChannelUse) -> FunctionFact | None:
    """The outermost function in the registration's arguments."""
    summary = facts.summaries.get(receiver.place.path)
    inner = [
        function
        for unit in (summary.units if summary is not None else ())
        for function in unit.functions
        if receiver.place.span.contains(function.span)
    ]
    return min(inner, key=lambda function: (function.span.start, -function.span.end), default=None)
