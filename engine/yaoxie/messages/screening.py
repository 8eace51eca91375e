"""What keeps a population from being screened."""

MESSAGES = {
    "file-or-folder": ("应为文件，或存放各表的文件夹", "a file, or a folder of tables"),
    "awards-too-large": ("已获资助合计应小于2^62元", "awards of less than 2^62 yuan together"),
    "holder": (
        "进程 {process}，主机 {host}，始于 {since}：{command}",
        "process {process} on {host}, since {since}: {command}",
    ),
    "another-process": ("另一个进程", "another process"),
    "no-other-run": (
        "此输出正由另一运行写入（{who}）",
        "no other run at this output; one is under way ({who})",
    ),
    "no-other-result": (
        "已有另一运行的结果；--force 可替换",
        "no result of another run; --force replaces it",
    ),
    "bad-row-alone": ("只有1个错误行", "1 bad row and no other"),
    "bad-rows-alone": ("{count}行全是错误行", "{count} bad rows and no others"),
    "one-good": ("至少应有一家没有错误的企业", "at least one company without a fault"),
    "stopped-run": (
        "应为中断的运行所写的内容；--force 重新开始",
        "what a stopped run has written; --force starts anew",
    ),
    "damaged": ("已损坏", "damaged"),
    "no-stopped-run": (
        "此处有一个中断的运行；--resume 继续，--force 重新开始",
        "no stopped run; --resume goes on with it, --force starts anew",
    ),
    "field-of-words": (
        "应为企业或其药品、器械等的字段，以选项或是否作答，例如 company.region",
        "a field of words, or of yes and no, with its kind before it, such as company.region",
    ),
    "rows": ("{count}行", "{count} rows"),
    "at-most-rows": (
        "至多{most}行，一张工作表只装得下这么多；请写成 .parquet、.csv 或 .arrow，或用 --open-only",
        "at most {most} rows, all that a sheet holds; write .parquet, .csv, .arrow, or --open-only",
    ),
    "strange-file": (
        "此处不应有其他文件或文件夹；请移开，或换一个输出名",
        "no such file or folder but a run's; move it, or name another output",
    ),
    "same-run": (
        "输入、规则和选项应与中断的运行相同",
        "the same input, rules and options as the run that was stopped",
    ),
    "same-segment": (
        "分段应与保存时相同；--force 重新开始",
        "the segment as it was kept; --force starts anew",
    ),
    "no-such-file": ("没有此文件", "no such file"),
    "totals-too-large": ("合计应小于2^62元", "totals of less than 2^62 yuan"),
    "amounts-too-large": (
        "批量筛查的金额应小于2^63元",
        "amounts of less than 2^63 yuan, to screen",
    ),
    "file-name": ("应为文件名", "the name of a file"),
    "ending": ("文件名应以下列之一结尾：{endings}", "a name that ends in one of {endings}"),
    "not-the-input": ("不应为输入文件本身", "another file than the input"),
    "spark-input": (
        "在Spark上应为Parquet表的文件夹，或NDJSON文件",
        "a folder of Parquet tables, or a file of NDJSON, on Spark",
    ),
    "spark": ("Spark报告：{reason}", "Spark: {reason}"),
    "java": (
        "PATH 或 JAVA_HOME 中应有Java 17以上版本，供Spark运行",
        "Java 17 or newer, which Spark runs on, on PATH or in JAVA_HOME",
    ),
    "no-java-in": ("{home} 中没有Java", "no Java in {home}"),
    "no-java": ("没有java", "no java"),
    "spark-starts": (
        "应为能以Java 17以上版本启动的Spark；其报告：{reason}",
        "a Spark that starts with Java 17 or newer; it says: {reason}",
    ),
    "on-every-worker": (
        "各工作节点应与主控相同：{what}",
        "{what} on every worker, as on the driver",
    ),
    "shared-folder": (
        "应为各工作节点都能写入、与主控相同的文件夹",
        "a folder that every worker can write to, the same as the driver's",
    ),
    "segments-stay": (
        "已保存的分段仍在，可用 --resume 继续",
        "segments that were kept stay, for --resume",
    ),
}
