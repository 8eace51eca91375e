"""The claim plan: what to file for which subject in which claim year, so that the sum is largest.

Begin with `plan.plan`. `filings` says what may be filed, `solver` chooses, `settling` settles the
choice again with the engine, year by year, and `questions` asks what other terms would bring.
"""
