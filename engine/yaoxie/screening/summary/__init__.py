"""What a screened population came to, in figures.

Begin with `build`, which counts findings into the `model`.
"""
