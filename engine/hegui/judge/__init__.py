"""Judging: totals become facts, facts become findings with grade, reasons and actions (JUDGEMENT)."""

from hegui.judge.judging import judge

__all__ = ["judge"]
