"""What is wrong with a workbook or a folder of CSV files, and what its pages say."""

MESSAGES = {
    # Files.
    "workbook": (
        "应为 .xlsx 工作簿（请另存为此格式），或CSV文件的文件夹",
        "a workbook .xlsx (save it as one), or a folder of CSV files",
    ),
    "no-password": (
        "应为没有密码的 .xlsx 工作簿；.xls 是旧格式，请另存",
        "a workbook .xlsx without a password; .xls is an older form",
    ),
    "whole-workbook": (
        "应为完整的 .xlsx 工作簿；此文件已损坏，或者不是工作簿",
        "a whole workbook .xlsx; this file is damaged, or is none",
    ),
    "parts": ("{count}个部分", "{count} parts"),
    "at-most-parts": ("工作簿至多含{most}个部分", "a workbook of at most {most} parts"),
    "at-most-unpacked": (
        "工作簿解压后至多{bytes}字节",
        "a workbook of at most {bytes} bytes unpacked",
    ),
    "cells": ("{count}个单元格", "{count} cells"),
    "at-most-cells": (
        "各表合计至多{most}个单元格；请删去远处多余的内容",
        "at most {most} cells in all sheets together; delete what stands far out",
    ),
    "csv": (
        "应为以逗号分隔的表格：引号成对，每格至多{most}个字符",
        "a table with commas, quotes in pairs, and at most {most} characters a cell",
    ),
    "csv-encoding": ("应为UTF-8或GBK编码的文本", "text in UTF-8 or GBK"),
    # Sheets and headings.
    "sheet-there": ("应有“{sheet}”表", "the sheet {sheet}"),
    "sheet-name": ("应为下列表名之一：{sheets}", "the name of a sheet: {sheets}"),
    "sheet-once": ("同一张表只能有一份", "each sheet once"),
    "headings": (
        "应有一行列名，如 {headings}",
        "a row of headings, such as {headings}",
    ),
    "heading": (
        "应为“{sheet}”表的列名；不需读取的列，列名以※开头",
        "a heading of the sheet {sheet}, or one that begins with ※, which is not read",
    ),
    "heading-once": ("同一列名只能出现一次", "each heading once"),
    "column-there": ("应有“{column}”一列", "the column {column}"),
    "no-merged": ("不能合并单元格；每行都要填写", "no merged cells; every row is filled in"),
    # Rows.
    "company-there": (
        "应至少有一行企业；以※开头的行不读取",
        "a company in one row at least; rows that begin with ※ are not read",
    ),
    "one-company": ("此处只能有一家企业", "one company"),
    "number": (
        "有多家企业时，应填写企业序号",
        "the company's number, where there are several companies",
    ),
    "number-once": ("企业序号不能重复", "each company's number once"),
    "known-number": (
        "应为“{sheet}”表中的一个企业序号",
        "a number of the sheet {sheet}",
    ),
    "known-item": (
        "应为该企业{sheets}表中某个条目的编号",
        "the key of an item of the company, in the sheet {sheets}",
    ),
    "own-milestone": (
        "应为{kind}的里程碑",
        "a milestone of a {kind}",
    ),
    "complete": (
        "列出了里程碑，应填“是”并列出全部；里程碑列表须完整",
        "yes, since milestones are listed; a list of them is complete",
    ),
    "aside": (
        "以※开头的行不读取；应把内容填在另一行，或把※改为企业序号",
        "a row that does not begin with ※, which is not read; put a company's number there",
    ),
    # Cells.
    "whole": ("应为整数，不带小数和单位", "a whole number"),
    "yes-no": ("应为“是”或“否”", "yes or no"),
    "day": ("应为日期，如 2019-05-20", "a day, such as 2019-05-20"),
    "rate": ("应为比例，如 0.40 或 40%", "a rate, such as 0.40 or 40%"),
    "one-of": ("应为以下之一：{words}", "one of {words}"),
    "one-of-many": (
        "应为“选项”表所列之一，如{words}",
        "one of those in the sheet of options, such as {words}",
    ),
    "has-value": (
        "应为填写的值；这里的公式没有结果或出错",
        "a value; the formula here has no result, or an error",
    ),
}
