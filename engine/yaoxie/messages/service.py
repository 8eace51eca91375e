"""What is wrong with a request."""

MESSAGES = {
    "charset": ("应为 charset=utf-8", "charset=utf-8"),
    "not-compressed": ("请求正文不应压缩", "a body that is not compressed"),
    "query": ("查询部分", "the query"),
    "at-most-options": ("至多{most}个选项，UTF-8编码", "at most {most} options, in UTF-8"),
    "option": ("应为选项之一：{names}", "one of the options {names}"),
    "takes-none": ("（没有选项）", "(it takes none)"),
    "option-once": ("同一选项只写一次", "the option once"),
    "a-line": ("一行", "a line"),
    "at-least-one": ("至少应有一行：{line}", "at least one line: {line}"),
    "token-line": (
        "应为名称和访问令牌的SHA-256（十六进制，如 sha256sum 所输出）",
        "a name and the SHA-256 of a token in hexadecimal, such as sha256sum prints",
    ),
}
