"""The sentences of claim plans, in Chinese and English."""

from __future__ import annotations

PLAN_TEXTS: dict[str, tuple[str, str]] = {
    "plan_heading": (
        "申报计划：{first}—{last} 申报年度合计 {amount}",
        "Claim plan for {first} to {last}, in all: {amount}",
    ),
    "plan_heading_year": (
        "申报计划：{first} 申报年度合计 {amount}",
        "Claim plan for {first}: {amount}",
    ),
    "plan_discounted": (
        "按每年{rate}折算为首年，现值 {amount}",
        "present value {amount}, at {rate} a year",
    ),
    "plan_claims_a_year": ("每年最多申报{count}项", "claims a year: at most {count}"),
    "plan_doubtful": (
        "{measure} 在以下年度是否仍然有效，尚不清楚：{years}",
        "whether {measure} is still in force is not known in: {years}",
    ),
    "plan_potential": (
        "待定的支持若全部符合，合计 {amount}",
        "{amount} if all that is undetermined turns out eligible",
    ),
    "plan_empty": ("这些年度没有可以申报的支持。", "Nothing can be claimed in these years."),
    "plan_years_out": (
        "{measure} 在以下年度无效，未计入：{years}",
        "{measure} is not in force in, and left out of: {years}",
    ),
    "planned_year": ("年度", "Year"),
    "planned_amount": ("金额（元）", "Amount (CNY)"),
    "planned_on": ("以计划为前提：{days}", "rests on what is planned: {days}"),
    "planned_day": ("{title} {day}", "{title} {day}"),
    "plan_charge": (
        "{measure} 须扣除其他政策已给的资助（{title}，见{source}）",
        "{measure}: less what other measures have granted ({title}, see {source})",
    ),
    "chart_title": ("{company}　{plan}", "{company}: {plan}"),
    "chart_year": ("{year}年 {total}：{claims}", "{year}, {total}: {claims}"),
    "chart_nothing": ("无", "nothing"),
    "chart_open": (
        "待定的支持若全部符合，至 {amount}",
        "up to {amount} if all that is undetermined turns out eligible",
    ),
    "plan_claim": ("{support}（{subject}）{amount}", "{support} ({subject}) {amount}"),
    "plan_by_year": ("各年度合计", "Total by year"),
    "forgone_heading": ("取舍", "What is given up for what"),
    "forgone": (
        "{subjects}：申报“{claimed}”，放弃“{given_up}”；改申后者少 {less}（{title}，见{source}）",
        "{subjects}: “{claimed}”, not “{given_up}” (all: {less} less; {title}, see {source})",
    ),
    "forgone_nothing": (
        "{subjects}：不申报“{given_up}”；若申报，合计少 {less}（{title}，见{source}）",
        "{subjects}: not “{given_up}” (all: {less} less; {title}, see {source})",
    ),
    "forgone_alike": (
        "{subjects}：申报“{claimed}”，不申报“{given_up}”；两者合计相同（{title}，见{source}）",
        "{subjects}: “{claimed}”, not “{given_up}” (all: just as much; {title}, see {source})",
    ),
    "forgone_nothing_alike": (
        "{subjects}：不申报“{given_up}”；申报与否，合计相同（{title}，见{source}）",
        "{subjects}: not “{given_up}” (all: just as much; {title}, see {source})",
    ),
    "binding_heading": ("起作用的总额限制", "Limits that bind the plan"),
    "binding": (
        "若没有“{title}”（{measure}，见{source}），合计可多 {more}",
        "without “{title}” ({measure}, see {source}): {more} more in all",
    ),
    "plan_open_heading": (
        "待定的支持若符合，计划还包括",
        "If what is undetermined turns out eligible, the plan has",
    ),
    "plan_open": (
        "{year} 年度：{support}（{subject}），{amount}",
        "{year}: {support} ({subject}), {amount}",
    ),
}
