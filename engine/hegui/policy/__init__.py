"""Policies: YAML files read into standards that are checked before anything is measured."""

from hegui.policy.coverage import ClauseCoverage, coverage
from hegui.policy.jobs import load_issued, load_job, load_units
from hegui.policy.library import Policies
from hegui.policy.loading import lint, load_policies
from hegui.policy.schema import schema

__all__ = ["ClauseCoverage", "Policies", "coverage", "lint", "load_issued", "load_job", "load_policies", "load_units", "schema"]
