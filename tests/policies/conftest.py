"""Changes of standards for the tests of policies; tests are no package, so they come as a fixture."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hegui.words.standards import Standard
from hegui.words.vocabulary import Log

Changes = Callable[[Standard, Log], Iterator[tuple[str, Standard]]]


@pytest.fixture(scope="session")
def mutants() -> Changes:
    """Every change of a standard, and the outcome."""
    folder, name = Path(__file__).with_name("mutants"), "policy_mutants"
    spec = importlib.util.spec_from_file_location(name, folder / "__init__.py", submodule_search_locations=[str(folder)])
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    found: Changes = module.mutants
    return found
