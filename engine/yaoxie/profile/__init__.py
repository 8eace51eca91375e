"""What a company hands in: vocabulary, types of field, models, checks, and the facts made of it.

Begin with `vocabulary`; `records` makes the models from it, `facts` what rules read.
"""
