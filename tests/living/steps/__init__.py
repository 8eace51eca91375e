"""The steps of the features, all of them; a new scenario needs no Python.

In a sentence about a finding, `“对象”的“支持”` may be left out where the background names the
support under review and the report has one finding of it.
"""
