"""The order of groups that a person chose."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from electron_migrate.facts.model import Safety
from electron_migrate.plan.group_order import in_order
from electron_migrate.plan.model import STAGES, Group, Stage


def group(id: str, stage: Stage = Stage.CALL_SITES, *depends_on: str) -> Group:
    return Group(id, stage, id, Safety.SAFE, (), depends_on)


def ids(groups: tuple[Group, ...]) -> list[str]:
    return [group.id for group in groups]


def test_named_groups_come_in_their_order() -> None:
    assert ids(in_order((group("a"), group("b"), group("c")), ("c", "a", "b"))) == ["c", "a", "b"]


def test_a_group_that_is_not_named_follows_the_one_that_it_followed() -> None:
    assert ids(in_order((group("a"), group("new"), group("b")), ("b", "a"))) == ["b", "a", "new"]


def test_what_a_group_depends_on_comes_first() -> None:
    groups = (group("build"), group("bridge", Stage.CALL_SITES, "build"))
    assert ids(in_order(groups, ("bridge", "build"))) == ["build", "bridge"]


@st.composite
def _groups(draw: st.DrawFn) -> tuple[Group, ...]:
    """As a plan has them: by stage, and none before what it depends on."""
    stages = sorted(draw(st.lists(st.sampled_from(STAGES), max_size=8)), key=STAGES.index)
    made: list[Group] = []
    for number, stage in enumerate(stages):
        depends = draw(st.lists(st.sampled_from([one.id for one in made]), max_size=2, unique=True)) if made else []
        made.append(group(f"g{number}", stage, *depends))
    return tuple(made)


@given(_groups(), st.randoms())
def test_no_group_is_lost_leaves_its_stage_or_comes_before_what_it_depends_on(groups: tuple[Group, ...], random: object) -> None:
    order = ids(groups)
    random.shuffle(order)  # type: ignore[attr-defined]
    done = in_order(groups, order[: len(order) // 2 + 1])
    assert sorted(ids(done)) == sorted(ids(groups))
    assert [STAGES.index(one.stage) for one in done] == sorted(STAGES.index(one.stage) for one in groups)
    places = {one.id: number for number, one in enumerate(done)}
    assert all(places[name] < places[one.id] for one in done for name in one.depends_on)


@given(_groups())
def test_the_order_that_they_have_changes_nothing(groups: tuple[Group, ...]) -> None:
    assert in_order(groups, ids(groups)) == in_order(groups, ()) == groups
