"""What a company may do next: measures side by side, and advice in parts.

Begin with `comparison.compare` or `advice.advise`, which take an evaluator; `shapes` and
`advice_shapes` have what their JSON looks like.
"""
