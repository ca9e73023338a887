"""Every example of every transform holds."""

from __future__ import annotations

import pytest

from electron_migrate.kit.harness import check_example
from electron_migrate.plan.transform import Example, Loaded, load_catalogue

CASES = [(loaded, example) for loaded in load_catalogue().transforms for example in loaded.examples]


@pytest.mark.parametrize(("loaded", "example"), CASES, ids=[f"{loaded.transform.id}::{example.name}" for loaded, example in CASES])
def test_example(loaded: Loaded, example: Example) -> None:
    problems = check_example(loaded, example)
    assert not problems, "\n\n".join(problems)


@pytest.mark.parametrize("loaded", load_catalogue().transforms, ids=lambda loaded: loaded.transform.id)
def test_a_transform_shows_what_it_does_and_what_it_leaves(loaded: Loaded) -> None:
    assert any(example.after is not None for example in loaded.examples)
    assert any(example.after is None and example.why for example in loaded.examples)
    names = [example.name for example in loaded.examples]
    assert len(names) == len(set(names))
