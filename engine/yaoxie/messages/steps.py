"""What each step of a feature is for."""

MESSAGES = {
    # The company and what it has.
    "company": (
        "企业及其资料，每行一个字段；没有写的字段为未知",
        "the company and its fields, one a line; a field that is left out is unknown",
    ),
    "company-field": ("企业的一个字段", "a field of the company"),
    "item": (
        "一个条目，以编号称呼；下面可附资料",
        "an item by its id; its fields may stand below",
    ),
    "item-field": (
        "条目或其里程碑的一个字段；“对象”代表条目的类型",
        "a field of an item, or of a milestone of it, whose kind need not be named",
    ),
    "all-other-amounts": (
        "条目的其余各项金额都相同，用来确认只看这一项",
        "all other amounts of an item are the same, so that only this one counts",
    ),
    "reached": (
        "条目达到里程碑的日期，后面可附里程碑的其他字段；也可写“在未知日期”",
        "when an item reached a milestone, or on an unknown day, with further fields of it",
    ),
    "reached-all-others": (
        "条目达到除此之外的各个里程碑",
        "an item has reached every milestone that is not this one and does not imply it",
    ),
    "not-reached": ("去掉条目的一个里程碑", "takes a milestone of an item away"),
    "award": (
        "企业以前获得的资金；“因”后为条目的编号，不写则为企业",
        "an earlier award, of the item whose id is named, or else of the company",
    ),
    "measure": (
        "评估哪项政策或哪个系列；不写则为规则库的默认政策",
        "the measure or series to evaluate; without it, the rulebook's default",
    ),
    "support": (
        "“那么”之后没有写明对象和支持时，说的是哪项支持",
        "the support that sentences are about which name none",
    ),
    "examples": (
        "每项支持一个条目，供“各项支持”的句子使用；空格不填",
        "an item for each support, for sentences on each support",
    ),
    "only-these": ("“各项支持”只指这几项", "each support means these alone"),
    "field-of-each": ("各项支持的条目的同一字段", "the same field of the item of each support"),
    "reached-by-each": (
        "各项支持的条目都达到同一里程碑",
        "the item of each support has reached the same milestone",
    ),
    "award-of-each": ("各项支持都获得过资金", "an earlier award under each support"),
    # A profile as an intake system sends it.
    "whole-profile": ("整份企业资料，JSON", "a whole profile, as JSON"),
    "change": (
        "按JSON指针改资料的一处；“未填写”去掉它",
        "changes a place of the profile by its JSON pointer, or takes it out",
    ),
    "json-text": ("原样的JSON文本", "a text of JSON as it stands"),
    "deep": ("嵌套很深的文本", "a text that nests deeply"),
    "long": ("很长的文本", "a long text"),
    "encoding": ("GBK等编码的文本", "a text of another encoding"),
    "many": ("很多条目", "many items"),
    # What is asked.
    "evaluate": (
        "按申报年度评估；后面可写各种解读的选项：，“名称”取“选项”",
        "evaluates for a claim year; options of readings may follow",
    ),
    "evaluate-with-readings": (
        "评估，解读的选项列在表中",
        "evaluates with the options of readings in a table",
    ),
    "check": ("只检查资料", "checks the profile alone"),
    "try-evaluate": (
        "评估，预期选项有误",
        "evaluates where the options are expected to be wrong",
    ),
    # What the report concludes.
    "status": ("结论：符合、不符合、待定", "the status: eligible, ineligible or undetermined"),
    "ceiling": ("这一项至多多少", "its ceiling"),
    "counted": ("计入合计多少", "what it adds to the total"),
    "calculation": ("金额的计算步骤", "the steps of its arithmetic"),
    "fixed": ("金额是定额还是上限", "whether the amount is fixed or a ceiling"),
    "negotiated": (
        "金额是一事一议，还是有公布的标准",
        "whether the amount is agreed case by case, or by a published standard",
    ),
    "money": ("支持是不是资金", "whether the support is money"),
    "finding-confidence": (
        "结论所依据的来源的可信度：H、M、L",
        "how sure the sources of the finding are: H, M or L",
    ),
    "requirement": (
        "各项条件的结果；写“仅”时，其余条件都已满足",
        "the outcome of requirements, and whether all others are met",
    ),
    "requires": ("条件有哪些", "which requirements there are"),
    "confidence": (
        "条件、上浮或配套的来源的可信度",
        "how sure the source of a requirement, an uplift or a match is",
    ),
    "implied": (
        "条件由哪个里程碑推定满足，不晚于哪天",
        "the milestone that implies what a requirement asks for, and by when",
    ),
    "promise": ("条件是否只凭承诺满足", "whether a requirement rests on a promise"),
    "nothing-missing": ("不缺字段", "no field is missing"),
    "missing": ("缺哪些字段，按JSON指针", "the missing fields, by JSON pointer"),
    "missing-of-subject": (
        "只缺对象的这一个字段",
        "this field of the subject is missing, and no other",
    ),
    "supplements": ("上浮或配套的结果", "the outcome of an uplift or a match"),
    "no-supplement": ("没有上浮或配套", "there is no uplift, or no match"),
    "payment": (
        "谁分担、分几期、付给谁，以及来源的可信度",
        "who shares the amount, in which instalments, to whom, and how sure the source is",
    ),
    "no-payment": ("没有这样的规定", "there is no such rule"),
    "bound-by": (
        "金额受限于什么：ceiling、share、总额限制的编号，或“无”",
        "what bounds the amount: ceiling, share, the id of a limit, or nothing",
    ),
    "excluded": (
        "被哪一项结论或以前的资金排除，依据哪个互斥组",
        "the finding or award that excludes it, by which group",
    ),
    "not-excluded": ("没有被排除", "nothing excludes it"),
    "upper-bound": (
        "未知的金额是否还会降低上限",
        "whether an unknown amount may still lower the ceiling",
    ),
    "terms": ("是否择优，按年度还是一次性", "on merit or not, and yearly or once"),
    "conclusions-by-value": (
        "对象的一个字段依次取各值时的结论；表头第一格也可以是解读，其后为它的选项",
        "the status for each value of a field; a reading and its options may head the table",
    ),
    # What else the report says.
    "total": ("合计或潜在合计", "the total, or the potential total"),
    "total-upper-bound": ("未知的金额是否还会降低合计", "whether the total may still fall"),
    "total-by-confidence": (
        "合计中来源可信度为此的部分",
        "how much of the total rests on sources of this confidence",
    ),
    "all-findings": ("全部结论，栏目可选", "all findings; columns may be left out"),
    "no-support": ("报告中没有这项支持", "the report has no such support"),
    "of-measure": ("报告属于哪项政策", "the measure of the report"),
    "dates": ("政策的有效期和年度", "the dates of the measure, and its year"),
    "series": ("政策所属的系列", "the series of the measure"),
    "replaced-by": ("取代它的政策", "the measure that replaces it"),
    "reading": ("报告采用的解读", "the option of a reading that the report uses"),
    "unpublished": ("条款没有公布的领域", "the areas whose terms are not published"),
    "coverage": ("条文编入了多少", "how many articles are encoded"),
    "notice": ("有或没有这种提示", "there is such a notice, or there is none"),
    "notice-about": ("提示涉及的字段", "the fields that a notice is about"),
    "notice-text": ("提示中的话", "what a notice says"),
    "unmatched-award": (
        "以前的资金与规则库对不上之处",
        "where an award matches nothing in the rulebook",
    ),
    # What is wrong with the input.
    "no-fault": ("资料没有错误", "the profile has no fault"),
    "fault-count": ("错误的数目", "how many faults there are"),
    "fault": (
        "一处错误：位置、应为什么（中文或英文原话的一部分）、最接近的写法、另一处",
        "a fault: its place, what was expected, the nearest name, a second place",
    ),
    "some-fault": ("错误中有没有这样的话", "whether some fault says this"),
    "option-fault": ("选项有几处错误，最接近什么", "how many options are wrong, and the nearest"),
    # Comparisons.
    "comparison": ("比较各地政策", "compares all measures"),
    "compared-total": (
        "某项政策按现状、或若在当地注册的合计",
        "the total of a measure, as it is or if the company were registered there",
    ),
    "registration": ("注册条件的结果", "the outcome of requirements on registration"),
    "registrations": ("注册条件有哪些", "which requirements are on registration"),
    "compared-missing": ("比较时缺哪些字段", "the fields that the comparison misses"),
    "included": ("比较了哪些政策", "which measures are compared"),
    # All measures of a place.
    "evaluate-all": (
        "评估一地或各地的全部政策",
        "evaluates all measures of a place, or of all places",
    ),
    "all-totals": ("各项政策各自的合计", "the totals of each measure by itself"),
    "no-measures": ("没有有效的政策", "no measure may hold there"),
    "evaluated": ("评估了哪些政策", "which measures are evaluated"),
    "total-of-all": (
        "全部政策按政策之间的规则合计",
        "the total of all measures under the rules between them",
    ),
    "choices": (
        "政策之间的规则对每个对象选择哪项政策",
        "which measure the rules between them choose for each subject",
    ),
    "no-choice": ("政策之间的规则没有可选的", "the rules between measures have nothing to choose"),
    "rule-between": (
        "政策之间的一条规则：依据可信度、涉及的政策",
        "a rule between measures: the confidence of its source, and its measures here",
    ),
    # Advice.
    "advice": ("征询建议，可至后面的年度", "asks for advice, up to a later year"),
    "outlook": (
        "几项回答，合计的最小值和最大值",
        "how many answers, and the total from least to most",
    ),
    "outlook-exact": (
        "范围的两端是否真能达到",
        "whether the ends of the range can be reached, or only bound it",
    ),
    "questions": ("先问什么，关系到多少", "what to ask first, and what hangs on it"),
    "replies": ("一个问题的各种回答的合计", "the total by the answer to a question"),
    "unlocks": ("做什么改变能增加合计", "the changes that raise the total"),
    "no-unlocks": ("没有这样的改变", "there is no such change"),
    "unreachable": ("为什么办不到", "why a support cannot be reached"),
    "upcoming": ("什么时候自然符合", "when a support opens by itself"),
    "binding-limits": ("哪些限制压低了合计", "the limits and groups that bind the total"),
    "one-more": ("再多一个对象，合计增加多少", "what one more subject would add"),
    "suffices": ("哪些资料已足以满足条件", "the facts that suffice for each requirement"),
    "places": ("条目落地各处的合计", "the total by the place where an item goes"),
    "readings": ("各种解读下的合计", "the total under each reading"),
    "total-confidence": ("合计按来源可信度", "the total by how sure the sources are"),
    # Plans.
    "plan": (
        "制定几年的申报计划；可写时间、折算率、每年最多申报几项、解读",
        "plans claims over years; a day, a discount, claims a year and readings may follow",
    ),
    "planned-claims": ("哪一年申报什么", "what to claim in which year"),
    "planned-total": ("计划的合计或现值", "the total of the plan, or its present value"),
    "given-up": ("计划放弃了什么，差多少", "what the plan gives up, and what it would lose"),
    "nothing-given-up": ("计划没有放弃什么", "the plan gives up nothing"),
    "without-limit": ("没有这项限制可多多少", "what the plan gains without a limit"),
    "premise": ("申报以将来达到的里程碑为前提", "a claim that rests on a milestone to come"),
}
