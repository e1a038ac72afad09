"""The wrapper around durable_rules, and nothing else: facts and rules in, conclusions with their reasons out (JUDGEMENT)."""

from hegui.rules.facts import Fact, Firing, Inference, Value
from hegui.rules.inference import Reasoning, infer
from hegui.rules.names import fields_of_kinds, unknown_names

__all__ = ["Fact", "Firing", "Inference", "Reasoning", "Value", "fields_of_kinds", "infer", "unknown_names"]
