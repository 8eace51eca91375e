"""The rule language: models of rule files, conditions, checks, and the plan made of a measure."""
