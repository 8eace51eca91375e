"""Screening on a Spark cluster, by the plan of a local run.

Begin with `driver`, which hands out `task`s and gathers their `parts`.
"""
