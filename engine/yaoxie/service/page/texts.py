"""The sentences of the page, in Chinese and English."""

from __future__ import annotations

from yaoxie.messages import Lang
from yaoxie.values import Title

PAGE_TEXTS: dict[str, tuple[str, str]] = {
    "title": ("药械 · 生物医药企业政策评估", "yaoxie · what a pharma or device company may claim"),
    "brand": ("药械", "yaoxie"),
    "other_language": ("English", "中文"),
    "skip": ("跳到主要内容", "Skip to the content"),
    "lead": (
        "填写企业资料，看能申报哪些支持、最多多少、还缺什么。",
        "Fill in what you know: see which supports apply, up to what amount, and what is missing.",
    ),
    "unknown_is_fine": (
        "不清楚的不用填：未填的按“待定”处理，不会当作“否”或 0。",
        "Leave out what you do not know: it counts as open, never as a no or as 0.",
    ),
    "start": ("企业、地区、年度", "Which company, where, which year"),
    "year": ("申报年度", "Claim year"),
    "year_help": ("为哪一年申报", "The year for which is claimed"),
    "measure": ("政策", "Measure"),
    "measure_help": (
        "默认为注册地区的全部政策；未填注册地区的，用默认政策",
        "By default all measures of the region of registration; without one, the default measure",
    ),
    "by_place": ("按地区", "by place"),
    "of_place": ("注册地区的全部政策", "all measures of the region of registration"),
    "of_all": ("各地全部政策", "all measures of all places"),
    "series": ("{title}（按年度取版本）", "{title} (the version of the year)"),
    "apply": ("更新所需资料", "Update what is asked"),
    "unit": ("金额单位", "Unit of amounts"),
    "unit_yuan": ("元", "yuan"),
    "unit_wan": ("万元", "10,000 yuan"),
    "unit_months": ("个月", "months"),
    "unit_rate": ("%", "%"),
    "guided": ("引导", "Guided"),
    "dense": ("全部展开", "Everything"),
    "load_file": ("读取资料文件（JSON 或填好的工作簿）", "Load a profile (JSON or a workbook)"),
    "have_file": ("已有资料文件，或想先看示例？", "Have a file, or want to see an example first?"),
    "template": ("下载空白工作簿", "Download an empty workbook"),
    "load": ("读取", "Load"),
    "examples": ("或者看一个示例", "Or look at an example"),
    "draft_restore": ("恢复上次填写的草稿", "Restore the draft of last time"),
    "draft_drop": ("不要草稿", "Drop the draft"),
    "draft_found": ("浏览器中有上次填写的草稿。", "This browser has a draft of last time."),
    "draft_other": (
        "浏览器中有按旧版规则填写的草稿。",
        "This browser has a draft made under earlier rules.",
    ),
    "draft_kept": (
        "草稿只保存在这个浏览器中，服务器不保存任何资料。",
        "The draft stays in this browser alone; the server keeps nothing.",
    ),
    "others": ("其他资料（所选政策不涉及）", "Other fields (the measure does not read them)"),
    "other_milestones": ("其他里程碑", "Other milestones"),
    "choose": ("不清楚 / 未填", "not known"),
    "unknown": ("不清楚", "not known"),
    "yes": ("是", "yes"),
    "no": ("否", "no"),
    "none_of_these": ("以上都没有", "none of these"),
    "other_text": ("其他（自行填写）", "other (your own words)"),
    "required": ("必填", "required"),
    "reached": ("已达到的里程碑", "Milestones reached"),
    "reached_help": (
        "勾选已达到的全部里程碑；勾了任何一个，未勾选的就按“未达到”处理。都不清楚的，一个也不要勾。",
        "Tick all that were reached: then the others count as not reached. Not known: tick none.",
    ),
    "none_reached": ("目前一个也没有达到", "none of them has been reached"),
    "add": ("添加{kind}", "Add: {kind}"),
    "remove": ("删除", "Remove"),
    "remove_it": ("删除{title}", "Remove {title}"),
    "not_asked": ("所选政策不支持这类对象", "the measure supports none of these"),
    "answer": ("查看评估结果", "See the answer"),
    "download_profile": ("下载资料（JSON）", "Download the profile (JSON)"),
    "download_profile_book": ("下载资料（Excel）", "Download the profile (Excel)"),
    "start_over": ("重新填写", "Start over"),
    "faults": ("有 {count} 处需要修改", "{count} things to change"),
    "nearest": ("{text}。是否应为“{name}”？", "{text}. Did you mean “{name}”?"),
    "expected_yuan": (
        "请填写整数到元的金额，单位为{unit}，例如 600 或 1,234.5",
        "an amount in whole yuan, typed in units of {unit}, such as 600 or 1,234.5",
    ),
    "expected_months": ("请填写月数，例如 36", "a number of months, such as 36"),
    "expected_count": ("请填写整数", "a whole number"),
    "expected_rate": ("请填写百分比，例如 40", "a percentage, such as 40"),
    "certificate_older": (
        "不是 2014 年 10 月以后的编号形式，不作核对",
        "not of the form in use since October 2014; it is not checked",
    ),
    "expected_day": (
        "请填写存在的日期，例如 2019-05-20",
        "a day that exists, such as 2019-05-20",
    ),
    "not_json": ("这个文件不是 JSON，没有读取。", "This file is no JSON; it was not read."),
    "not_book": (
        "这个工作簿有错误，没有读取；请改好后再读一次：",
        "This workbook has faults and was not read; mend it, and load it again:",
    ),
    "too_long": (
        "内容太多，没有在限定时间内算完；请选择一项政策，或用接口、命令行。",
        "It was too much to work out in time: choose one measure, or use the API.",
    ),
    "too_many_measures": (
        "条目和政策太多，页面显示不下；请选择一个地区或一项政策，或用接口、命令行。",
        "Too many items and measures for a page: choose a place or a measure, or use the API.",
    ),
    "too_many_items": (
        "页面最多显示 {most} 个条目、每个条目 {milestones} 个里程碑；更多的请用接口或命令行。",
        "The page shows {most} items of {milestones} milestones; for more, use the API.",
    ),
    # The answer.
    "of_year": ("{year} 申报年度", "claim year {year}"),
    "verdict_some": (
        "按现有资料，可申报 {eligible} 项支持，合计最多 {total}。",
        "As it stands, {eligible} supports may be claimed: {total} at most.",
    ),
    "verdict_open_total": (
        "按现有资料，可申报 {eligible} 项支持，但金额还不能确定。",
        "As it stands, {eligible} supports may be claimed; the amount is still open.",
    ),
    "verdict_none": ("按现有资料，还不能确定可申报的支持。", "As it stands, nothing is sure yet."),
    "verdict_nothing": ("按现有资料，没有可申报的支持。", "As it stands, nothing may be claimed."),
    "verdict_no_measure": (
        "该年度当地没有有效的政策。",
        "No measure that is known holds there in that year.",
    ),
    "verdict_more": (
        "另有 {undetermined} 项待定，补齐资料后合计最多可到 {potential}。",
        "{undetermined} more are open: up to {potential} in all, once what is missing is known.",
    ),
    "verdict_more_open": (
        "另有 {undetermined} 项待定，补齐资料后才能确定金额。",
        "{undetermined} more are open; what they bring is not known yet.",
    ),
    "verdict_lower": (
        "合计可能更低：有些资料还没有填。",
        "The total may be lower: some is not known.",
    ),
    "range": ("确定可申报 → 补齐资料后", "Sure → once all is known"),
    "now": ("现在", "now"),
    "at_most": ("最多", "at most"),
    "movers": ("补充 {count} 项资料可能改变结果", "{count} answers may move this"),
    "movers_range": (
        "{count} 项回答可以改变合计：最少 {least}，最多 {most}",
        "{count} answers can move this: from {least} to {most}",
    ),
    "movers_bound": (
        "{count} 项回答可以改变合计，不出 {least} 至 {most}",
        "{count} answers can move this, within {least} and {most}",
    ),
    "movers_open": (
        "{count} 项回答可以改变合计：最少 {least}，没有已知的上限",
        "{count} answers can move this: at least {least}, and nothing known bounds it",
    ),
    "open_amount": ("金额待定", "amount open"),
    "waterfall": ("金额是怎样得出的", "How the total comes about"),
    "waterfall_desc": (
        "各项支持的上限，减去不重复支持和总额限制，得出合计 {total}。",
        "The ceilings of all supports, less what groups and limits cut, make {total}.",
    ),
    "bar_total": ("合计最多", "Total, at most"),
    "bar_open": ("待定，最多再加", "Open, at most"),
    "bar_others": ("其他 {count} 项", "{count} others"),
    "bar_other_cut": ("其他限制", "other limits"),
    "eligible": ("符合", "Eligible"),
    "undetermined": ("待定", "Open"),
    "ineligible": ("不符合", "Not eligible"),
    "eligible_heading": ("可以申报", "May be claimed"),
    "undetermined_heading": ("待定：还缺资料", "Open: something is missing"),
    "undetermined_help": (
        "待定不是“不符合”：补上缺的资料就能确定。",
        "Open is no “no”: it is settled once what is missing is known.",
    ),
    "ineligible_heading": ("不符合", "Not eligible"),
    "counted": ("计入 {amount}", "{amount} counted"),
    "not_again": ("不重复计入", "counted once already"),
    "up_to": ("最多 {amount}", "up to {amount}"),
    "not_money": ("不是另外的资金", "no money"),
    "discretionary": ("择优", "on merit"),
    "discretionary_help": (
        "“择优”：符合条件即可申报，是否支持由主管部门评审决定。",
        "“On merit”: to be eligible is to be allowed to apply; a review decides.",
    ),
    "fixed": ("定额", "fixed"),
    "arithmetic": ("金额", "Amount"),
    "requirement": ("条件", "Requirement"),
    "outcome": ("判定", "Outcome"),
    "actual": ("所填", "Given"),
    "required_col": ("要求", "Required"),
    "gap": ("差距", "Gap"),
    "source": ("依据", "Source"),
    "in_force": ("有效期：{days}", "in force: {days}"),
    "confidence": ("可信度", "Confidence"),
    "met": ("满足", "met"),
    "unmet": ("不满足", "not met"),
    "unknown_outcome": ("未知", "not known"),
    "ask": ("补充这些资料", "What is missing"),
    "ask_help": (
        "按影响的金额排列，先问影响最大的；填几项都可以。",
        "By the money that hangs on it, most first; fill in as many as you like.",
    ),
    "ask_unranked": (
        "没有在限定时间内逐一核算，按可能涉及的金额排列；填几项都可以。",
        "Not gone through in time: by the ceilings that rest on it; fill in as many as you like.",
    ),
    "moves": ("影响 {amount}", "moves {amount}"),
    "moves_bound": ("最多影响 {amount}", "moves {amount} at most"),
    "moves_status": ("不影响合计，但可能改变结论", "moves no total; may change an outcome"),
    "ask_more": (
        "另有 {count} 项，补齐上面几项后再问。",
        "{count} more, asked once those above are filled in.",
    ),
    "update": ("更新结果", "Update the answer"),
    "readings": ("政策原文有歧义之处的解读", "Readings where the sources leave a question open"),
    "readings_help": (
        "选另一种解读，看结果怎样变化。",
        "Choose another, and see what changes.",
    ),
    "current": ("当前", "used"),
    "default": ("默认", "default"),
    "switch_to": ("改用", "Use this"),
    "no_change": ("合计不变", "same total"),
    "total_under": ("合计 {amount}", "{amount} in all"),
    "next": ("下一步", "What comes next"),
    "next_help": (
        "达到哪个里程碑、改变什么能多申报多少，今后几年怎样申报，换个地区会怎样。",
        "What a milestone or a change would add, what to claim in which year, and other places.",
    ),
    "next_do": ("计算下一步", "Work out what comes next"),
    "next_wait": ("正在计算……", "Working it out …"),
    "next_failed": ("没有算出来，请再试一次。", "It did not work out; try again."),
    "next_late": (
        "没有在限定时间内算完，未列出：{steps}。命令行 yaoxie advise 没有时间限制。",
        "Not worked out in time, and left out: {steps}. The command yaoxie advise takes its time.",
    ),
    "step_unlocks": ("可以争取的支持", "what more could be opened"),
    "step_plan": ("分年度申报计划", "the plan by year"),
    "step_compared": ("各地比较", "places side by side"),
    "step_readings": ("解读", "readings"),
    "unlocks": ("再做什么，能多申报多少", "What would open more"),
    "unlocks_help": (
        "每条是最少的改变；金额已按不重复支持和总额限制核算。",
        "Each the fewest changes; groups and limits are settled in the amounts.",
    ),
    "unlock_gain": ("多 {gain}，合计 {total}", "{gain} more, {total} in all"),
    "unlocks_none": (
        "没有可以办到的改变能使合计增加。",
        "No change within reach adds anything to the total.",
    ),
    "unlocks_more": ("另有 {count} 组改变。", "{count} further sets of changes."),
    "opens": ("即符合", "opens"),
    "opens_more": ("并符合另外 {count} 项", "and {count} more"),
    "upcoming": ("到时自然符合", "What time opens by itself"),
    "plan": ("分年度申报计划", "The plan by year"),
    "plan_help": (
        "各年度申报哪些，使合计最大；早年已申报的，后面年度相应扣除。",
        "What to claim in which year so that the sum is largest; what is claimed comes off later.",
    ),
    "plan_notes": ("取舍和限制", "What is given up, and what binds"),
    "cited": ("下一步的依据", "Sources of what comes next"),
    "year_col": ("年度", "Year"),
    "amount_col": ("金额", "Amount"),
    "place_readings": (
        "各项政策的解读：换一种会怎样",
        "Readings of each measure, and what another would change",
    ),
    "look_at_measure": ("单独看这项政策", "This measure alone"),
    "in_table": (
        "另有 {count} 项只列在下面的表中。",
        "{count} more stand in the table below alone.",
    ),
    "not_computed": ("没有计算的内容", "What was not computed"),
    "unpublished": ("条款未公布的领域：{areas}", "Areas without published terms: {areas}"),
    "coverage": ("“{title}”的条文：{counts}", "Of “{title}”: {counts}"),
    "outside_measures": (
        "其他地区还有 {count} 项当年有效的政策没有计算。",
        "{count} measures of other places that hold in that year were not looked at.",
    ),
    "between_measures": (
        "上面没有列出的政策之间能否重复享受，没有核算。",
        "Whether other measures exclude each other than those named above was not settled.",
    ),
    "bar_between": ("政策之间不重复", "rules between measures"),
    "notices": ("说明", "Notes"),
    "table": ("全部结论", "All findings"),
    "measure_col": ("政策", "Measure"),
    "support_col": ("支持", "Support"),
    "subject_col": ("对象", "Subject"),
    "status_col": ("结论", "Status"),
    "ceiling_col": ("上限（元）", "Ceiling (CNY)"),
    "counted_col": ("计入（元）", "Counted (CNY)"),
    "why_col": ("理由", "Why"),
    "edit": ("修改资料", "Change the profile"),
    "print": ("打印", "Print"),
    "download_report": ("结果（JSON）", "Answer (JSON)"),
    "download_report_book": ("结果（Excel）", "Answer (Excel)"),
    "download_pdf": ("结果（PDF）", "Answer (PDF)"),
    "profile_json": ("资料（JSON）", "Profile (JSON)"),
    "profile_xlsx": ("资料（Excel）", "Profile (Excel)"),
    "downloads": ("下载", "Download"),
    "rules": ("规则 {version}，{digest}", "rules {version}, {digest}"),
    "caveat": (
        "本结果按公开文件推算，不是主管部门的决定；以当年申报指南和主管部门审核为准。",
        "Worked out from published documents. The year's call and the authority's review decide.",
    ),
    "places": ("各地比较", "Places side by side"),
    "places_help": (
        "假定企业注册在当地、其余不变，各地政策最多能申报多少。",
        "What measures would bring were the company registered there, all else unchanged.",
    ),
    "place_col": ("地区", "Place"),
    "place_as_is": ("现状", "as it is"),
    "place_registered": ("在当地注册", "registered there"),
    "api": ("程序接口", "API"),
    "until": ("{year} 申报年度，计至 {year}-12-31", "claim year {year}, to {year}-12-31"),
    "sources_are": ("依据 {sources}", "by {sources}"),
    "readings_are": ("解读：{readings}", "readings: {readings}"),
    "all_default": ("全部默认", "all by default"),
    "colon": ("：", ": "),
    "semicolon": ("；", "; "),
    "comma": ("、", ", "),
}


class Texts:
    """The sentences in one language, by their keys."""

    def __init__(self, lang: Lang) -> None:
        self._at = 0 if lang == "zh" else 1

    def __call__(self, key: str, **parameters: object) -> str:
        """The sentence of a key, with what stands in it."""
        return PAGE_TEXTS[key][self._at].format(**parameters)

    def title(self, title: Title) -> str:
        """A title in this language."""
        return title.en if self._at else title.zh

    def __contains__(self, key: object) -> bool:
        return key in PAGE_TEXTS
