"""The command line: one module for each group of commands.

Begin with `app`, where all commands meet; `output` has exit statuses and how faults are printed.
"""
