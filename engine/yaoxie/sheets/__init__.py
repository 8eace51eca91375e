"""Profiles in workbooks and folders of CSV files: templates, reading, and faults in a copy.

`layout` says which sheets and columns there are; `grids` opens files, `reading` makes profiles of
them, `template` and `copies` write. All of it follows from the vocabulary.
"""
