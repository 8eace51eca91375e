"""Measures a second time, each written from what was found of its text alone, on plain data.

Nothing here is read from the rule files, and no code of the engine decides: a support is a list
of three-valued answers (True, False, None for unknown) and an amount. `logic` has the answers,
`settlement` the sums as the contract has them, `draws` the random profiles, `comparing` holds
them against the engine. Each other module is one measure. Its remarks cite the findings: C.2 (the
table of measures), A, D and E; what a remark calls open, they leave open.
"""
