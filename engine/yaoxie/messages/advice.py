"""What is wrong with what advice is asked for."""

MESSAGES = {
    "no-reading": (
        "多项政策不能选解读；请写明一项政策",
        "no reading, for several measures; name one measure",
    ),
    "day": ("应为 datetime.date 的日期", "a day, as datetime.date"),
    "years": ("应为1至{most}的年数", "a number of years from 1 to {most}"),
    "rate": (
        '应为0至1的比例，用 Decimal 表示，例如 Decimal("0.03")',
        'a rate from 0 to 1, as a decimal such as Decimal("0.03")',
    ),
    "claims": ("应为1至{most}的申报数", "a number of claims from 1 to {most}"),
}
