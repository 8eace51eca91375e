"""What is wrong with the files that describe synthetic companies."""

MESSAGES = {
    "variable-form": ("应为含以下键之一的对象：{keys}", "a mapping with one of the keys {keys}"),
    "text-form": (
        "应为文本、由各部分组成的列表，或含以下键之一的对象：{keys}",
        "a text, a list of parts, or a mapping with one of the keys {keys}",
    ),
    "weight-above-0": ("应为大于0的权重", "a weight above 0"),
    "keys-of-fault": (
        "应为以下键之一：text、set、remove、check_character、add",
        "one of the keys text, set, remove, check_character, add",
    ),
    "folder": ("应为文件夹", "a folder"),
    "a-milestone": ("应为里程碑：{names}", "a milestone: {names}"),
    "pipeline-name": ("应为管线的名称：{names}", "the name of a pipeline: {names}"),
    "same-order": ("各管线中里程碑的先后应相同", "milestones in the same order in all pipelines"),
    "no-milestones": (
        "不应有里程碑；词汇表中此类对象没有",
        "no milestones; the vocabulary has none for it",
    ),
    "variable-in-file": ("文件中应有变量 {name}", "a variable {name} in the file"),
    "name-of-no-field": ("应为字段没有的名称", "a name that no field has"),
    "vocabulary-field": ("应为词汇表的字段", "a field of the vocabulary"),
    "form-of-type": ("应为适合{type}类型的形式", "a form that suits its type, {type}"),
    "no-circle": ("变量不应成环（{names}）", "no circle of variables ({names})"),
    "word-of": ("应为 {name} 的选项词：{names}", "a word of {name}: {names}"),
    "two-multiples": ("应为两个递增的步长倍数", "two multiples of the step that ascend"),
    "texts-for-open": ("只有开放字段可以写 texts", "texts for an open field alone"),
    "variable-with-words": (
        "应为选项词都在本变量之内的变量",
        "a variable with words that this one has",
    ),
    "word-of-vocabulary": ("应为词汇表的选项词：{names}", "a word of the vocabulary: {names}"),
    "zero-for-sets": ("抽取集合时应为0", "0, where sets are drawn"),
    "weight-of": ("应有 {names} 的权重，或 {others} 的", "a weight of {names}, or of {others}"),
    "numbers-and": (
        "应为带权重的整数，并且：{problem}",
        "whole numbers with weights, and {problem}",
    ),
    "row-together": ("first、last、ratio 应同时写", "first, last and ratio together"),
    "text-variable": ("应为文本变量", "a variable that is a text"),
    "one-branch": ("每个选项词只属于一个分支", "each word in one branch"),
    "branch-for": ("应有 {names} 的分支，或 others", "a branch for {names}, or others"),
    "ascending-days": (
        "日期应递增，最后一段为 null",
        "days that ascend, and null for the last period",
    ),
    "day-variable": ("应为日期变量", "a variable that is a day"),
    "number-variable": ("应为本层的数字变量", "a variable of this level that is a number"),
    "ascending-pair": ("应为两个不小于0、递增的数字", "two numbers from 0 that ascend"),
    "worded-variable": ("应为有选项词的变量", "a variable that has words"),
    "year-between": (
        "应为{first}至{last}的年份，不是{year}",
        "a year from {first} to {last}, not {year}",
    ),
}
