"""What is wrong with the files that describe synthetic companies."""

MESSAGES = {
    "variable-form": ("应为含以下键之一的对象：{keys}", "a mapping with one of the keys {keys}"),
    "text-form": (
        "应为文本、由各部分组成的列表，或含以下键之一的对象：{keys}",
        "a text, a list of parts, or a mapping with one of the keys {keys}",
    ),
}
