"""What budgets of screened populations say."""

from __future__ import annotations

BUDGET_TEXTS: dict[str, tuple[str, str]] = {
    "budget_head": ("预算（{year} 申报年度，元）", "Budget (claim year {year}, CNY)"),
    "budget_total": ("合计计入", "counted in all"),
    "budget_between": ("政策之间的规则已减去", "taken off by rules between measures"),
    "budget_potential": ("补齐资料后至多", "at most, once all is known"),
    "budget_companies_eligible": ("家企业可获资金", "companies may claim money"),
    "budget_companies_undetermined": ("家企业有待定项", "companies with something undetermined"),
    "budget_unbounded": (
        "条金额待定，不在以上合计中",
        "findings whose amount is open, in no sum above",
    ),
    "budget_by_place": ("预算：按地区", "Budget by place"),
    "budget_by_measure": ("预算：按政策", "Budget by measure"),
    "budget_by_support": ("预算：按支持", "Budget by support"),
    "budget_place": ("地区", "Place"),
    "budget_measure": ("政策", "Measure"),
    "budget_support": ("支持", "Support"),
    "budget_companies": ("企业", "Companies"),
    "budget_ceiling": ("上限", "Ceilings"),
    "budget_cut": ("减少", "Cut"),
    "budget_counted": ("计入", "Counted"),
    "budget_undetermined": ("待定上限", "Undetermined"),
    "budget_limits": ("限额 {amount}", "limits {amount}"),
    "budget_groups": ("不重复 {amount}", "groups {amount}"),
    "budget_awards": ("以往资助 {amount}", "awards {amount}"),
    "budget_more": ("另有{count}家待定", "+{count} undetermined"),
    "budget_open": ("另有{count}条金额待定", "+{count} open"),
    "budget_note": (
        "待定上限尚未扣除限额等，为至多再增加的金额；不是资金的支持不在预算中。",
        "Undetermined ceilings are before any cut: at most so much more, in money alone.",
    ),
}
