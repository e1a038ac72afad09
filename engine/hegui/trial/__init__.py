"""Runs the examples of standards through the same binding and measuring as real logs."""

from hegui.trial.outcome import Trial
from hegui.trial.run import run_examples
from hegui.trial.variants import variants

__all__ = ["Trial", "run_examples", "variants"]
