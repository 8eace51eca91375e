"""Screening on a Spark cluster, by the plan of a local run."""
