"""One company decided: inference, explanation, settlement, report.

Begin with `evaluation.Evaluation.findings`, which goes through all four.
"""
