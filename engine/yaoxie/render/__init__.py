"""Words and tables for people, in Chinese and English.

Begin with `report.render`; `texts` has all sentences, `wording` fills them in.
"""
