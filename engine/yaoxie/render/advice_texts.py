"""The sentences of advice, in Chinese and English."""

from __future__ import annotations

ADVICE_TEXTS: dict[str, tuple[str, str]] = {
    "advised": ("建议，{year} 申报年度", "advice for claim year {year}"),
    "advised_as_of": (
        "建议，{year} 申报年度，以 {day} 为准",
        "advice for claim year {year}, as of {day}",
    ),
    "advised_measure": ("{title}（{id}）：{amount}", "{title} ({id}): {amount}"),
    "advised_nothing": ("{count} 项政策合计为 0 元", "measures that bring nothing: {count}"),
    "ground": ("{title}{source}", "{title} {source}"),
    "cited": ("［{number}］", "[{number}]"),
    "cited_source": ("{number}{source}", "{number} {source}"),
    "source": ("{measure}“{document}”（{confidence}）", "{measure}, “{document}” ({confidence})"),
    "source_at": (
        "{measure}“{document}”{at}（{confidence}）",
        "{measure}, “{document}” {at} ({confidence})",
    ),
    "sources": ("出处", "Sources"),
    "milestone_field": ("{title}：{value}", "{title}: {value}"),
    "no_milestones": ("未达到任何有关里程碑", "none of the milestones that matter"),
    # Questions.
    "outlook": (
        "{count} 项回答可使合计在 {least}与 {most}之间变动",
        "{count} answers can move this total from {least} to {most}",
    ),
    "outlook_single": (
        "1 项回答可使合计在 {least}与 {most}之间变动",
        "1 answer can move this total from {least} to {most}",
    ),
    "outlook_single_bound": (
        "1 项回答可使合计变动，但不超出 {least}至 {most}（界限，未必达到）",
        "1 answer can move this total, within the bounds {least} and {most}",
    ),
    "outlook_bound": (
        "{count} 项回答可使合计变动，但不超出 {least}至 {most}（界限，未必达到）",
        "{count} answers can move this total, within the bounds {least} and {most}",
    ),
    "outlook_open": (
        "{count} 项回答可使合计变动：不低于 {least}，没有已知的上限",
        "{count} answers can move this total: not below {least}, and nothing known bounds it above",
    ),
    "outlook_single_open": (
        "1 项回答可使合计变动：不低于 {least}，没有已知的上限",
        "1 answer can move this total: not below {least}, and nothing known bounds it above",
    ),
    "outlook_unbounded": (
        "{count} 项回答可使合计变动；合计没有已知的上限",
        "{count} answers can move this total, which nothing known bounds",
    ),
    "outlook_single_unbounded": (
        "1 项回答可使合计变动；合计没有已知的上限",
        "1 answer can move this total, which nothing known bounds",
    ),
    "outlook_fewest": (
        "已逐一核算全部回答：少问其中任何一项，合计都不能确定。",
        "All answers were gone through: with fewer questions the total would stay open.",
    ),
    "outlook_settled": (
        "没有回答可以改变合计：{amount}",
        "No answer can move this total of {amount}",
    ),
    "outlook_settled_open": (
        "没有回答可以改变合计；合计没有已知的上限",
        "No answer can move this total, which nothing known bounds",
    ),
    "outlook_none": ("尚缺的资料过多，未能逐一核算。", "Too much is missing to go through it."),
    "question": (
        "{number}. {place}",
        "{number}. {place}",
    ),
    "question_stake": ("{question}：关系到 {amount}", "{question}: {amount} hang on it"),
    "question_stake_open": (
        "{question}：所关系的金额没有已知的上限",
        "{question}: nothing known bounds what hangs on it",
    ),
    "question_stake_bound": (
        "{question}：至多关系到 {amount}",
        "{question}: {amount} at most hang on it",
    ),
    "question_for": (
        "用于“{support}”（{measure}）：{grounds}",
        "for “{support}” ({measure}): {grounds}",
    ),
    "question_share": ("按比例计算的基数，见{source}", "base of a share, see {source}"),
    "questions_more": ("另有{count}项问题。", "Further questions: {count}."),
    "questions_still": (
        "另有{count}项尚缺资料，如何回答都不影响合计。",
        "Other missing fields, which move no total whatever the answer: {count}.",
    ),
    "answers_many": ("回答过多，未逐一列出。", "There are too many answers to list."),
    "answer": ("{answer}：{total}", "{answer}: {total}"),
    "answer_range": (
        "{answer}：{total}；视其余回答，在 {least}与 {most}之间",
        "{answer}: {total}; {least} to {most} with the other answers",
    ),
    "answer_range_open": (
        "{answer}：{total}；视其余回答，不低于 {least}，没有已知的上限",
        "{answer}: {total}; with the other answers at least {least}, and nothing known bounds it",
    ),
    "in_all": ("合计 {amount}", "{amount} in all"),
    "in_all_open": ("合计没有已知的上限", "nothing known bounds the total"),
    # Unlocks.
    "unlocks": ("可以办到的改变", "What changes would add"),
    "unlock": (
        "{number}. 合计增加 {gain}，至 {total}：",
        "{number}. {gain} more, {total} in all:",
    ),
    "unlocks_none": (
        "没有可以办到的改变能使合计增加。",
        "No change within reach adds anything to the total.",
    ),
    "unlocks_more": ("另有{count}组改变。", "Further sets of changes: {count}."),
    "unlocks_unevaluated": (
        "另有{count}组改变未核算：它们所开启的支持，上限较小。",
        "Sets of changes not evaluated, since what they open has smaller ceilings: {count}.",
    ),
    "change_choose": ("{subject}：{title}定为{value}", "{subject}: make its {title} {value}"),
    "change_increase": (
        "{subject}：{title}增至{value}",
        "{subject}: raise its {title} to {value}",
    ),
    "change_achieve": ("{subject}：做到{title}为{value}", "{subject}: reach {title}: {value}"),
    "change_confirm": (
        "{subject}：确认{title}为{value}",
        "{subject}: confirm “{title}”: {value}",
    ),
    "change_reach": ("{subject}：{title}", "{subject}: {title}"),
    "change_reached": ("{subject}：确认已{title}", "{subject}: confirm: {title}"),
    "change_absent": ("{subject}：确认没有{title}", "{subject}: confirm: not {title}"),
    "change_brings": ("随之达到：{titles}", "brings along: {titles}"),
    "opens": (
        "即符合“{support}”（{measure}，{subject}），计入 {counted}；条件：{grounds}",
        "opens “{support}” ({measure}, {subject}), {counted} counted; requirements: {grounds}",
    ),
    "opens_more": ("并符合另外{count}项", "opens {count} more"),
    "upcoming": ("到时自然符合", "What time opens by itself"),
    "ahead": ("{count} 天后", "in {count} days"),
    "ahead_1": ("1 天后", "in 1 day"),
    "ahead_none": ("现已到时", "by now"),
    "upcoming_entry": (
        (
            "{when}（{day}），{year}申报年度起，{subject}符合“{support}”（{measure}），"
            "计入 {counted}：{grounds}"
        ),
        (
            "{when} ({day}), from the window of {year}: “{support}” ({measure}) for"
            " {subject}, {counted} counted: {grounds}"
        ),
    ),
    "unreachable": ("办不到的，以及原因", "Out of reach, and why"),
    "unreachable_entry": (
        "“{support}”（{measure}），{subjects}：{reasons}",
        "“{support}” ({measure}), {subjects}: {reasons}",
    ),
    "obstacle_fixed": (
        "{title}：{field}不能改变，见{source}",
        "{title}: {field} does not change, see {source}",
    ),
    "obstacle_past": (
        "{title}：{field}已成事实，见{source}",
        "{title}: {field} is past, see {source}",
    ),
    "obstacle_late": (
        "{title}：{field}的期限已过，见{source}",
        "{title}: the last day for {field} is over, see {source}",
    ),
    "obstacle_lower": (
        "{title}：{field}只增不减，见{source}",
        "{title}: {field} would have to be less, see {source}",
    ),
    "obstacle_tied": (
        "{title}：{field}取决于另一日期，见{source}",
        "{title}: {field} hangs on another day, see {source}",
    ),
    "obstacle_together": (
        "各项条件不能同时满足",
        "its requirements cannot be met together",
    ),
    # Reasons.
    "reasons": (
        "即使其余资料都不利，仍然符合（{measure}）",
        "Eligible whatever else turns out ({measure})",
    ),
    "stands": (
        "{subject}的“{support}”，计入 {counted}：{grounds}",
        "“{support}” of {subject}, {counted} counted: {grounds}",
    ),
    "stands_bound": (
        "{subject}的“{support}”，至多计入 {counted}：{grounds}",
        "“{support}” of {subject}, {counted} counted at most: {grounds}",
    ),
    "reached_from": ("{title}，由“{by}”推定", "{title}, from “{by}”"),
    "reached_until": (
        "{title}，由“{by}”推定，不晚于{day}",
        "{title}, from “{by}”, on {day} at the latest",
    ),
    "reached_undated": ("{title}，日期不详", "{title}, on an unknown day"),
    "binds_total_open": ("什么限制了合计", "What binds the total"),
    "binds_total": ("什么限制了合计 {total}", "What binds the total of {total}"),
    "limit_binds": (
        "“{title}”每提高1元，合计增加{one_more}元；没有它，{without}，见{source}",
        "{title}: one more yuan of it adds {one_more}; without it, {without}, see {source}",
    ),
    "limit_share_binds": (
        "没有“{title}”，{without}，见{source}",
        "{title}: without it, {without}, see {source}",
    ),
    "group_binds": (
        "“{title}”使{excluded}不计入；没有它，{without}，见{source}",
        "{title} leaves out {excluded}; without it, {without}, see {source}",
    ),
    "excluded_subject": ("{subject}的“{support}”", "“{support}” of {subject}"),
    "one_more_claim": (
        "再有一个同样符合“{support}”的对象，{gain}",
        "one more subject like that of “{support}”: {gain}",
    ),
    "gain": ("合计增加 {amount}", "{amount} more"),
    "gain_open": (
        "合计会增加，增加多少没有已知的上限",
        "more, and nothing known bounds how much",
    ),
    # Places.
    "placed": (
        "资料未说明{subject}落在何处，各地可支持：",
        "Where {subject} is placed is not given; what each place would pay:",
    ),
    "placed_nowhere": (
        "资料未说明{subject}落在何处，所问各地都没有可申报的支持。",
        "Where {subject} is placed is not given; none of the places asked about would pay.",
    ),
    "placed_total": ("{place}：{amount}", "{place}: {amount}"),
    "placed_range": (
        "{least}；待定的支持若全部符合，{most}",
        "{least}; {most} if all that is undetermined turns out eligible",
    ),
    "placed_range_open": (
        "{least}；待定的支持若全部符合，没有已知的上限",
        "{least}; nothing known bounds it if all that is undetermined turns out eligible",
    ),
    "placed_support": (
        "“{support}”（{measure}）{status}，{amounts}；条件：{grounds}",
        "“{support}” ({measure}) {status}, {amounts}; requirements: {grounds}",
    ),
    "placed_year": ("{year}年 {amount}", "{year}: {amount}"),
    # Readings.
    "reading_range": (
        "如何解读“{title}”（{measure}）：合计在 {least}与 {most}之间",
        "How “{title}” ({measure}) is read: {least} to {most} in all",
    ),
    "reading_range_open": (
        "如何解读“{title}”（{measure}）：合计不低于 {least}，没有已知的上限",
        "How “{title}” ({measure}) is read: at least {least} in all, and nothing known bounds it",
    ),
    "reading_same": (
        "如何解读“{title}”（{measure}）：合计都是 {most}",
        "How “{title}” ({measure}) is read: {most} in all either way",
    ),
    "reading_same_open": (
        "如何解读“{title}”（{measure}）：合计都没有已知的上限",
        "How “{title}” ({measure}) is read: nothing known bounds the total either way",
    ),
    "reading_total": ("{option}：{total}", "{option}: {total}"),
    "reading_chosen": ("本次所用", "used here"),
    "readings_still": (
        "另有{count}项解读，取哪个选项结果都一样。",
        "Other readings, which change nothing whatever their option: {count}.",
    ),
    "moves": (
        "{subject}的“{support}”：由“{before}”变为“{after}”",
        "“{support}” of {subject}: {before} becomes {after}",
    ),
    "no_such_support": ("没有此项支持", "no such support"),
    "rests_on_heading": (
        "合计依据的可信度",
        "How sure the sources are that the total rests on",
    ),
    "rests_on": (
        "{measure}：依据可信度不低于“{mark}”的合计 {amount}",
        "{measure}: {amount} on sources at least “{mark}”",
    ),
    "rests_on_open": (
        "{measure}：依据可信度不低于“{mark}”的合计没有已知的上限",
        "{measure}: nothing known bounds the total on sources at least “{mark}”",
    ),
}
