"""Text with positions turned into plain data, and faults that name the place.

Begin with `json_text.parse` for profiles and `yaml_text.read` for rules.
"""
