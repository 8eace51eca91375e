"""What a company may do next: measures side by side.

Begin with `comparison.compare`, which takes an evaluator; `shapes` has what its JSON looks like.
"""
