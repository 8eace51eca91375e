"""What is wrong with a profile, beside the forms of its values."""

MESSAGES = {
    "of-this-vocabulary": (
        "应为按本词汇表读取的记录，例如 rulebook.profile(data) 所含的",
        "a record of this vocabulary, such as rulebook.profile(data) holds",
    ),
    "another-vocabulary": ("按另一词汇表读取的记录", "of another vocabulary"),
    "from-dict": (
        "应为 json.loads 所得的对象；文本由 from_json 读取",
        "an object, as json.loads gives it; from_json reads a text",
    ),
    "credit-code": (
        "应为18位统一社会信用代码，按营业执照大写、不加空格，且校验码正确（GB 32100-2015）",
        "18 characters as printed, with a right check character (GB 32100-2015)",
    ),
    "items": ("共{count}个条目", "{count} items"),
    "at-most-items": ("至多{most}个条目", "at most {most} items"),
    "id-once": ("编号在整份资料中不能重复", "an id that stands once in the profile"),
    "milestone-once": (
        "同一条目的每个里程碑只写一次",
        "a milestone that stands once in its item",
    ),
    "not-before": (
        "不应早于{day}，即达到 {milestone} 的日期",
        "a date on or after {day}, when {milestone} was reached",
    ),
    "certificate-of-class": (
        "应为{class_}类的证书编号（类别位应为{digit}，不是{stated}）",
        "a certificate of class {class_} (digit {digit}, not {stated})",
    ),
    "award-subject": (
        "应为本资料中某个条目的编号（{kinds}或{last}），企业自身写作 company",
        "the id of a {kinds} or {last} of this profile",
    ),
    "of-this-rulebook": (
        "应为按本规则库的词汇表读取的资料：rulebook.profile(data)",
        "a profile read by this rulebook's vocabulary: rulebook.profile(data)",
    ),
    "of-another-vocabulary": ("按另一词汇表读取的资料", "a profile of another vocabulary"),
}
