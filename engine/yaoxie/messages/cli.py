"""What the command line says: faults of options, progress, and how commands end."""

MESSAGES = {
    # Command lines.
    "one-company": ("应恰好是一家企业", "one company"),
    "command": ("应为命令之一：{names}", "a command: {names}"),
    "option": ("应为该命令的选项", "an option of this command"),
    "option-with-value": ("此选项之后应有一个值", "a value after this option"),
    "option-without-value": ("此选项之后不带值", "no value for this option"),
    "not-given": ("没有给出", "absent"),
    "argument": ("应写明 {name}", "{name}"),
    "required-option": ("应写明选项 {name}", "the option {name}"),
    "no-argument": ("此处不应再有参数", "no further argument"),
    "fitting-value": ("应为适合此选项的值", "a value that fits this option"),
    "whole-number": (
        "应为{least}至{most}的整数",
        "a whole number from {least} to {most}",
    ),
    "share": ("应为0至1的比例，例如 0.01", "a share from 0 to 1"),
    "rate-of-discount": ("应为0至1的比例，例如 0.03", "a rate from 0 to 1, such as 0.03"),
    "years": ("应为{first}至{last}的年份", "a year from {first} to {last}"),
    "rate": (
        "应为请求数和单位，例如 600/minute",
        "a number of requests and a unit, as 600/minute",
    ),
    "schema-choice": (
        "应写一个名称、--check、--write 三者之一",
        "one of: a NAME, --check, --write",
    ),
    "name-that-ends": ("文件名应以 {ending} 结尾", "a name that ends in {ending}"),
    "name-or-folder": (
        "文件名应以 {ending} 结尾，文件夹的名称不带后缀",
        "a name that ends in {ending}, or a folder",
    ),
    "empty-folder": (
        "应为空文件夹；--force 可替换其中的文件",
        "a folder that is empty; --force replaces its files",
    ),
    "copy-of-book": (
        "只有工作簿或CSV文件夹才有错误副本",
        "no --out, for a profile that is no workbook and no folder of CSV files",
    ),
    "out-of-book": (
        "只有 --format xlsx 才写入文件",
        "no --out, unless with --format xlsx",
    ),
    "fill-all": (
        "填入资料时不能用 --measure 和 --kind，否则会缺字段",
        "no --measure and no --kind, which leave out fields",
    ),
    "of-company": ("{number} {name}：{text}", "{number} {name}: {text}"),
    "folder-name": ("应为文件夹的名称", "the name of a folder"),
    "usable-folder": ("应为可以使用的文件夹（{reason}）", "a folder to use ({reason})"),
    "foreign-schema": (
        "已有同名文件，且不是本程序的JSON Schema，请先移开",
        "no file of that name but a schema of yaoxie's; move it",
    ),
    "schema-differs": ("{file} 与模型不符", "{file} differs from the models"),
    "companies-out": (
        "应为存放表的文件夹、以 {names} 结尾的文件，或 -",
        "a folder for tables, a file named {names}, or -",
    ),
    "folder-for-tables": (
        "表应写入文件夹；单个文件应以 {names} 结尾",
        "a folder for tables; a file named {names} else",
    ),
    "no-faults-in-tables": (
        "写表时应为0；要错误行，请写入以 {names} 结尾的文件",
        "0 for tables; a file named {names} else",
    ),
    "no-file-yet": (
        "已有同名文件；--force 可替换",
        "no file of that name; --force replaces it",
    ),
    "see-help": ("用法见 {command} --help", "See {command} --help"),
    # What commands say of their work.
    "at": ("{place}：{text}", "{place}: {text}"),
    "the-system": ("系统", "the system"),
    "warning": ("警告：{text}", "warning: {text}"),
    "no-token": (
        "警告：{host} 不限于本机，而没有要求访问令牌",
        "warning: {host} is not this machine alone, and no token is asked",
    ),
    "completion": (
        "已为 {shell} 安装自动补全（{path}），重新打开终端后生效。",
        "Completion of {shell} is installed in {path}; it works in new terminals.",
    ),
    "rules": ("规则 {version} {digest}", "rules {version} {digest}"),
    "valid": ("有效 {digest}", "valid {digest}"),
    "older-certificate": (
        "{at}：证书编号为旧格式，未核对",
        "{at}: an older form of certificate, unchecked",
    ),
    "unknown-word": (
        "{at}：词汇表中没有，视为未知",
        "{at}: not in the vocabulary, taken as unknown",
    ),
    "unknown-word-near": (
        "{at}：词汇表中没有，视为未知；是否应为 {near}？",
        "{at}: not in the vocabulary, taken as unknown; did you mean {near}?",
    ),
    "implausible": ("{at}：{text}（{code}）", "{at}: {text} ({code})"),
    "measure-holds": ("{name}：{counts}", "{name}: {counts}"),
    "series-holds": ("系列 {name}：{versions}", "series {name}: {versions}"),
    "measure": ("{count}项政策", "{count} measure"),
    "measures": ("{count}项政策", "{count} measures"),
    "series": ("{count}个系列", "{count} series"),
    "support": ("{count}项支持", "{count} support"),
    "supports": ("{count}项支持", "{count} supports"),
    "reading": ("{count}种解读", "{count} reading"),
    "readings": ("{count}种解读", "{count} readings"),
    "group": ("{count}个互斥组", "{count} group"),
    "groups": ("{count}个互斥组", "{count} groups"),
    "limit": ("{count}个总额限制", "{count} limit"),
    "limits": ("{count}个总额限制", "{count} limits"),
    "one-warning": ("{count}条警告", "{count} warning"),
    "warnings": ("{count}条警告", "{count} warnings"),
    "no-faults": ("{totals}：没有错误", "{totals}: no faults"),
    "no-faults-but": ("{totals}：没有错误，{warnings}", "{totals}: no faults, {warnings}"),
    "company": ("{count}家企业", "{count} company"),
    "companies": ("{count}家企业", "{count} companies"),
    "screened": ("已筛查{companies}", "{companies} screened"),
    "screened-before": (
        "{companies}此前已由同样的运行筛查",
        "{companies} screened already, by an earlier run of the same",
    ),
    "findings-file": ("结论：{file}", "findings: {file}"),
    "totals-file": ("合计：{file}", "totals: {file}"),
    "all-totals-file": ("各项政策总计：{file}", "totals under all measures: {file}"),
    "one-measure-on-spark": ("在Spark上一次只筛查一项政策", "one measure at a time on Spark"),
    "bad-row": ("{count}个错误行", "{count} bad row"),
    "bad-rows": ("{count}个错误行", "{count} bad rows"),
    "left-out": ("{rows}未筛查：{file}", "{rows} left out: {file}"),
    "stay-unknown": (
        "{file} 没有给出这些内容，均为未知：{names}",
        "{file} gives none of these, which stay unknown: {names}",
    ),
    "no-such-items": (
        "没有 {file} 说明 {list} 的情况，因此一个也没有",
        "no {file} says what {list} are like, and there are none",
    ),
    "population-files": (
        "--population FOLDER 读取这些文件，见 docs/screening.md",
        "--population FOLDER takes such files, as docs/screening.md says",
    ),
    "progress": (
        "{companies}家企业，每秒{rate}家",
        "{companies} companies, {rate}/s",
    ),
    # How commands end.
    "interrupted": ("已中断：{kept}", "interrupted: {kept}"),
    "nothing-kept": ("没有保留任何结果", "nothing was kept"),
    "kept": (
        "已完成的部分保留在 {folder}，用 --resume 继续",
        "what was kept is in {folder}; --resume goes on with it",
    ),
    "missing-extra": (
        "需要软件包 {package}，请用 {command} 安装",
        "this needs the package {package}, which {command} installs",
    ),
    "program-fault": (
        "yaoxie {version}：程序的错误：{what}",
        "yaoxie {version}: a fault of the program: {what}",
    ),
    "of-profile": ("{what}（资料 {digest}）", "{what} (profile {digest})"),
    "error": ("{name}：{text}", "{name}: {text}"),
    "with-reason": ("{name}（{reason}）", "{name} ({reason})"),
    "unforeseen": ("{name}，位于 {place}", "{name} at {place}"),
    "aborted": (
        "进程异常终止，但各文件均可读取",
        "the process was aborted, though every file can be read",
    ),
    "standard-output": ("标准输出", "standard output"),
    "writable-output": (
        "应为可以写入的输出（{reason}）",
        "an output that can be written ({reason})",
    ),
    "output-closed": ("标准输出已关闭", "it is closed"),
}
