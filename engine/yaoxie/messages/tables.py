"""What is wrong with a population as tables or lines."""

MESSAGES = {
    "writable-folder": ("应为可以写入的文件夹", "a folder that can be written to"),
    "same-file": ("文件在读取期间不应改动", "a file that stays the same while it is read"),
    "changed": ("已改动", "changed"),
    "readable-folder": ("应为可以读取的文件夹（{reason}）", "a folder that can be read ({reason})"),
    "link": ("链接应指向存在的文件", "a link to a file that is there"),
    "part": ("应为Parquet文件，作为该表的一部分", "a Parquet file, as a part of its table"),
    "file-or-folder": (
        "应为文件，或存放Parquet文件的文件夹",
        "a file, or a folder of Parquet files",
    ),
    "named-table": ("应为表名：{names}", "the name of a table: {names}"),
    "as-parquet": ("各表应为Parquet文件", "tables as Parquet files"),
    "companies": ("应有企业表", "a table of companies"),
    "a-table": ("表", "a table"),
    "a-column": ("列", "a column"),
    "a-parquet-file": ("Parquet文件", "a Parquet file"),
    "unreadable": ("无法读取", "unreadable"),
    "table-name": ("应为表名", "the name of a table"),
    "frame": ("应为Polars的DataFrame或LazyFrame", "a data frame or a lazy frame of Polars"),
    "value-of": ("应为 {type} 类型的值", "a value of {type}"),
    "readable": ("应为可以读取的{what}（{reason}）", "{what} that can be read ({reason})"),
    "cannot-go-on": ("Polars无法处理其内容", "Polars cannot go on with what it holds"),
    "readable-type": ("应为可以读取的类型", "a type that can be read"),
    "reader-failed": (
        "读取Parquet文件的进程已失败",
        "a process that reads Parquet files has failed",
    ),
    "profiles": (
        "应为企业资料的列表、按名称的各表，或路径",
        "profiles in a list, tables by name, or a path",
    ),
    "a-profile": ("应为企业资料或其字典", "a profile, or a dictionary of one"),
    "column-of": ("应为 {table} 的列", "a column of {table}"),
    "column-of-type": ("应为 {type} 类型的列", "a column of type {type}"),
    "column-there": ("应有此列", "a column that is there"),
    "no-null": ("{names} 中不应有空值", "no null in {names}"),
    "whole-number": ("应为 -2^63 至 2^63 - 1 的整数", "a whole number from -2^63 to 2^63 - 1"),
    "company-once": (
        "每家企业只出现一次；它在第{row}行和第{again}行",
        "each company once; it stands in row {row} and again in row {again}",
    ),
    "sorted": (
        "各行应按 {names} 排序；这样排序：{command}",
        "rows in the order of {names}; this sorts them: {command}",
    ),
    "unsorted": ("未排序", "unsorted"),
    "one-row": ("企业表中应恰有一行", "one row of companies"),
    "item": ("第{number}项", "item {number}"),
    "counted-item": ("应为第{number}项，依次编号", "item {number}, as it is counted"),
    "milestone-of-item": (
        "里程碑应写明条目的类型和编号",
        "a milestone with the kind and number of its item",
    ),
    "item-of-milestone": ("应有里程碑所属的条目", "an item that the milestone belongs to"),
    "no-milestones": ("不应有里程碑，因为 {known} 不为真", "no milestones, as {known} is not true"),
    "lines": ("应为每行一份企业资料的JSON", "lines of JSON, a profile in each"),
    "broken-at": (
        "文本第{offset}个字节或其后：{reason}",
        "at or after byte {offset} of the text: {reason}",
    ),
    "whole-file": ("应为完整的{packing}文件", "a whole {packing} file"),
    "one-text": (
        "一份跨多行的JSON；NDJSON每行一份资料",
        "one JSON text over many lines; NDJSON has a profile in each line",
    ),
    "no-text": ("不是文本", "no text"),
    "other-encoding": (
        "不是UTF-8编码的文本，例如GBK",
        "text in another encoding than UTF-8, such as GBK",
    ),
    "csv": ("文本表格，例如CSV", "a table as text, such as CSV"),
    "no-worker": ("无法启动检查各行的进程", "no process to judge lines can be started"),
    "worker-ended": ("检查各行的进程已终止", "a process that judges lines has ended"),
    "parquet": (
        "Parquet文件；各表应以存放 companies.parquet 的文件夹给出",
        "a Parquet file; tables are given as the folder that holds companies.parquet",
    ),
    "arrow": (
        "Arrow文件",
        "an Arrow file",
    ),
    "zip": (
        "zip文件（工作簿也是）",
        "a zip file, as workbooks are too",
    ),
    "empty-zip": (
        "空的zip文件",
        "an empty zip file",
    ),
    "bzip2": (
        "bzip2压缩",
        "packed by bzip2",
    ),
    "xz": (
        "xz压缩",
        "packed by xz",
    ),
    "7z": (
        "7z文件",
        "a 7z file",
    ),
    "rar": (
        "rar文件",
        "a rar file",
    ),
    "lz4": (
        "lz4压缩",
        "packed by lz4",
    ),
    "gzip-twice": (
        "gzip压缩了两次",
        "packed by gzip twice",
    ),
    "zstd-twice": (
        "zstd压缩了两次",
        "packed by zstd twice",
    ),
    "old-workbook": (
        "旧格式的工作簿",
        "an old workbook",
    ),
    "sqlite": (
        "SQLite数据库",
        "a SQLite database",
    ),
    "avro": (
        "Avro文件",
        "an Avro file",
    ),
    "orc": (
        "ORC文件",
        "an ORC file",
    ),
    "pdf": (
        "PDF文件",
        "a PDF",
    ),
    "tar": (
        "tar文件",
        "a tar file",
    ),
    "utf-16": (
        "UTF-16编码的文本",
        "text in UTF-16",
    ),
    "array": (
        "一份JSON数组；NDJSON每行一份资料",
        "a JSON array; NDJSON has a profile in each line",
    ),
}
