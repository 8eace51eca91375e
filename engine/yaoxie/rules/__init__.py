"""The rule language: models of rule files, conditions, operators, checks, and a measure's plan.

Begin with `loader.load`, which reads a folder of rules; `choosing.make` decides its readings.
"""
