"""Calls of a function of the app that stands for a method of ipcRenderer: which function it is, and whether the method can take its place."""

from __future__ import annotations

from electron_migrate.facts.link import Facts
from electron_migrate.facts.origins import UnitId
from electron_migrate.facts.sites import Site
from electron_migrate.facts.summary import Spread
from electron_migrate.plan.model import Manual


def wrapper_called(facts: Facts, site: Site) -> tuple[UnitId, int] | None:
    """The function, by its script and number, that a use calls or names in the place of a method of ipcRenderer."""
    if site.module != "ipcRenderer" or len(site.levels) < 2:
        return None
    value = site.call.function if site.call is not None else site.levels[1].value
    found = facts.origins.forwarder(site.unit, value)
    return (found[0], found[1].function) if found is not None else None


def drops_arguments(facts: Facts, site: Site) -> Manual | None:
    """Why a call cannot do without its function: it passes more than the function hands on."""
    called = wrapper_called(facts, site)
    if called is None or site.call is None:
        return None
    parameters = facts.unit(called[0]).functions[called[1]].parameters
    if any(parameter.rest for parameter in parameters):
        return None
    given = site.call.arguments
    if len(given) <= len(parameters) and not any(isinstance(one, Spread) for one in given):
        return None
    return Manual("The function that it calls hands on fewer arguments than it is given here.", "Leave out the arguments that never arrive.")


def wrapper_around(facts: Facts, site: Site) -> tuple[UnitId, int] | None:
    """The function whose only deed is this use."""
    number = site.chain.function
    if site.call is None or number is None:
        return None
    forwarded = facts.unit(site.unit).functions[number].forwards
    if forwarded is None or forwarded.span != site.call.span or not facts.origins.stands_for_method(site.unit, number):
        return None
    return site.unit, number


def named_loosely(facts: Facts) -> frozenset[tuple[UnitId, int]]:
    """Such functions that are somewhere taken as values: who calls them, and for which channel, is not known."""
    found = (wrapper_called(facts, site) for site in facts.sites if site.call is None)
    return frozenset(one for one in found if one is not None)
