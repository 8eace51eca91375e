"""What is wrong with rule files and vocabularies."""

MESSAGES = {
    "name": (
        "应以字母开头，由字母和数字组成，各段以单个 _ 或 - 相连",
        "a letter, then letters and digits, joined by single _ or -",
    ),
    "key": (
        "应以小写字母开头，由小写字母和数字组成，各段以单个 _ 相连",
        "a lower-case letter, then such letters and digits, joined by single _",
    ),
    "name-of-one-word": (
        "应为本组其他选项词没有的名称",
        "a name that no other word of the set is called by",
    ),
    "exactly-one-of": ("应恰好写其中一项：{words}", "exactly one of {words}"),
}
