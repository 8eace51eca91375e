"""What `--help` says."""

MESSAGES = {
    # The page itself.
    "usage": ("用法：", "Usage:"),
    "options-in-usage": ("[选项]", "[OPTIONS]"),
    "command": ("命令 [参数]…", "COMMAND [ARGUMENTS]…"),
    "arguments": ("参数：", "Arguments:"),
    "options": ("选项：", "Options:"),
    "commands": ("命令：", "Commands:"),
    "default": ("（默认：{default}）", " (default: {default})"),
    "required": ("（必填）", " (required)"),
    "help": ("显示本说明。", "Show this help."),
    # The commands.
    "yaoxie": (
        "判断医药和医疗器械企业可以申报哪些支持、至多多少、为什么。",
        "Decides which public supports a pharma or device company may claim, at most, and why.",
    ),
    "evaluate": (
        "判断企业某一年度可以申报哪些支持、至多多少、为什么。",
        "Say what the company may claim in a year, at most, and why.",
    ),
    "compare": (
        "比较各地政策：企业按现状如何，若注册在当地又如何。",
        "Compare all measures: for the company as it is, and if it were registered in each place.",
    ),
    "advise": (
        "建议下一步：先补什么资料、达到什么条件、哪一年申报什么。",
        "Advise what to ask, reach and claim next.",
    ),
    "validate": ("检查企业资料，不作判断。", "Check a profile without deciding anything."),
    "fields": (
        "按表单顺序列出各项政策要看的字段，附填写说明和选项词。",
        "List the fields that measures read, in the order of the form, with help and words.",
    ),
    "init": (
        "新建一份企业资料，列出各项政策要看的全部字段；不改也可评估。",
        "Begin a profile with every field that measures read; it evaluates as it stands.",
    ),
    "template": (
        "写出供企业填写的工作簿，带说明、下拉列表和示例。",
        "Write the workbook that companies fill in, with help, lists to choose from, an example.",
    ),
    "screen": (
        "批量筛查：写出各项结论和每家企业的合计。",
        "Screen a population: findings, and totals of each company.",
    ),
    "report": (
        "把结果写成PDF，每页注明依据、解读和注意事项。",
        "Write the answer as a PDF, with sources, readings and caveats on every page.",
    ),
    "serve": ("提供HTTP接口和网页。", "Serve the API, and a page for people, over HTTP."),
    "measures": (
        "列出各项政策，或用文字说明其中一项及其来源。",
        "List the measures, or show one in words, with its sources.",
    ),
    "check": (
        "检查规则文件夹，并统计其内容。",
        "Check a folder of rules, and count what it holds.",
    ),
    "test": (
        "运行特性文件中的场景，核对规则的含义。",
        "Run the scenarios of features, which say what rules mean.",
    ),
    "vocabulary": (
        "以Markdown列出企业资料可以写的字段、里程碑和选项词。",
        "Print every field, milestone and word that profiles may hold, as Markdown.",
    ),
    "schema": (
        "输出一份JSON Schema，或核对、写出全部。",
        "Print one JSON Schema, or check or write the files of all of them.",
    ),
    "synth": (
        "生成虚构企业；种子相同，企业相同。",
        "Generate synthetic companies; the same seed gives the same ones.",
    ),
    # Options that stand before a command.
    "version": ("显示版本。", "Print versions and exit."),
    "install-completion": (
        "为当前所用的命令行（shell）安装自动补全。",
        "Install completion for the current shell.",
    ),
    # Options that commands share.
    "profile": (
        "JSON文件；- 为标准输入；或 .xlsx 工作簿、CSV文件的文件夹。",
        "A JSON file, - for standard input, a workbook .xlsx or a folder of CSV files.",
    ),
    "year": ("申报年度。", "Claim year."),
    "default-year": ("当前年度", "the current one"),
    "measure": (
        "政策或系列的编号；evaluate 还可以写地区或 all（全部）。",
        "A measure or a series of measures; to evaluate, also a place, or all.",
    ),
    "default-measure": ("规则库所定", "the rulebook's"),
    "reading": (
        "选定政策的一种解读；可以多次。",
        "Choose a reading of the measure; repeatable.",
    ),
    "rules": ("规则文件夹。", "A folder of rules."),
    "default-rules": ("自带的规则", "the packaged rules"),
    "lang": ("表格、提示和说明的语言。", "Language of tables, messages and help."),
    "default-lang": (
        "LC_ALL、LC_MESSAGES或LANG的语言，否则中文",
        "that of LC_ALL, LC_MESSAGES or LANG, else zh",
    ),
    "profiles": (
        "JSON文件；- 为标准输入；或NDJSON文件、.xlsx 工作簿、CSV文件的文件夹；可以多个。",
        "JSON files, - for standard input, NDJSON, workbooks .xlsx or folders of CSV files.",
    ),
    "format": ("供人看的表格，或JSON。", "A table for people, or JSON."),
    "measures-or-place": (
        "政策、系列或地区的编号，或 all（全部）；可以多次，也可以用逗号隔开。",
        "A measure, a series, a place, or all; repeatable, or with commas between.",
    ),
    "check-format": (
        "供人看的文字、JSON，或供编辑器和CI使用的SARIF。",
        "Lines for people, JSON, or SARIF for editors and CI.",
    ),
    "out": ("写入此文件。", "Write into this file."),
    "plain": (
        "表格写成一行一项，不画线、不着色、不折行。",
        "Tables as lines, without boxes, colours or folding.",
    ),
    "pointers": (
        "同时写出各处的JSON指针。",
        "Name places by their JSON pointers too.",
    ),
    "sort": (
        "rules：规则库的顺序；amount：金额大的在前。",
        "In the order of the rules, or most money first.",
    ),
    # `advise`.
    "several-measures": (
        "政策、系列或地区的编号，或 all（全部）；可以多次。",
        "A measure, a series, a place, or all; repeatable.",
    ),
    "as-of": (
        "建议的日期；之后的日期视为计划。",
        "The day of the advice; later dates are planned.",
    ),
    "default-as-of": ("今天", "today"),
    "years": ("从该年度起看几个申报年度。", "Claim years to look at, from that year on."),
    "only": ("只要这一部分；可以多次。", "Only this part; repeatable."),
    "default-only": ("全部", "all parts"),
    "discount": (
        "用于申报计划：每晚一年，金额按这一比率折减。",
        "Of the plan: by how much money counts less with each year.",
    ),
    "plan-chart": (
        "把申报计划画成图，写入 SVG 文件。",
        "Of the plan: also draw it, as an SVG file.",
    ),
    "claims-a-year": (
        "用于申报计划：一年至多申报几项。",
        "Of the plan: how many claims can be filed in one year.",
    ),
    "default-claims-a-year": ("不限", "no limit"),
    # `fields`, `init`.
    "form-measure": (
        "政策或系列的编号、地区（其全部政策），或 all（现行全部政策）。",
        "A measure or series, the measures of a place, or all in force.",
    ),
    "default-form-measure": ("资料可以写的全部内容", "all that profiles may hold"),
    "kind": (
        "只要企业和这一类对象；可以多次。",
        "Only the company and this kind of item; repeatable.",
    ),
    "form-out": (
        "JSON文件，旁边另写一个 .md 文件说明各字段；或 .xlsx 工作簿。",
        "A JSON file, explained in a file .md beside it, or a workbook .xlsx.",
    ),
    # `evaluate`.
    "answer-format": (
        "供人阅读的表格、JSON，或可转发的 .xlsx 工作簿（须有 --out）。",
        "A table for people, JSON, or a workbook .xlsx to send on, with --out.",
    ),
    # `validate`.
    "faults-out": (
        "有错误时，把带“错误”一列的副本写入此工作簿（或CSV文件夹）；JSON和SARIF写入此文件。",
        "A copy of the workbook or folder with its faults, if any; or the JSON or SARIF.",
    ),
    # `template`.
    "template-out": (
        ".xlsx 工作簿，或写入CSV文件的文件夹。",
        "A workbook .xlsx, or a folder for CSV files.",
    ),
    "fill": (
        "填入已有的资料：JSON文件、NDJSON文件、工作簿或文件夹。",
        "Fill it with profiles: a JSON file, NDJSON, a workbook or a folder.",
    ),
    "default-fill": ("空白", "an empty one"),
    "default-form-out": ("标准输出", "standard output"),
    # `compare`.
    "all-measures": (
        "也列出该年度已失效的政策。",
        "Also list measures that are no longer in force in that year.",
    ),
    # `screen`.
    "input": (
        "企业资料的NDJSON文件（可为 .gz、.zst）、Parquet表或CSV文件的文件夹，或 .xlsx 工作簿。",
        "NDJSON of profiles (.gz, .zst), a folder of Parquet or CSV files, a workbook .xlsx.",
    ),
    "findings-out": (
        "结论写入的文件：以 .parquet、.csv、.xlsx 或 .arrow 结尾；- 为标准输出，CSV格式。",
        "The file of findings: ends in .parquet, .csv, .xlsx or .arrow; - is standard output, CSV.",
    ),
    "open-only": ("不写不符合的结论。", "Leave ineligible findings out."),
    "reasons": (
        "另写一个文件，用文字说明未满足和未知的条件。",
        "Also write what is unmet and unknown in words.",
    ),
    "summary": ("显示汇总。", "Print a summary."),
    "summary-out": (
        "把汇总写入 .json 或 .html（网页，带图）文件。",
        "Write the summary into a file .json, or as a page with charts .html.",
    ),
    "by-field": (
        "预算也按此字段细分，例如 drug.registration_class；可多次使用。",
        "Also break the budget down by a field, such as drug.registration_class.",
    ),
    "strict-rows": (
        "遇到错误行即停止，什么也不写。",
        "Stop at the first bad rows and write nothing.",
    ),
    "resume": ("接着上次中断的运行做。", "Resume an interrupted run."),
    "force-run": ("替换上次运行的结果。", "Replace the result of an earlier run."),
    "segment": (
        "每隔多少家企业保存一次，供中断后继续。",
        "Companies between points to resume from.",
    ),
    "engine": ("在本机（local）或用Spark。", "On this machine, or by Spark."),
    "master": (
        "Spark的主节点，例如 spark://host:7077。",
        "Spark's master, such as spark://host:7077.",
    ),
    # `report`.
    "report-out": ("写入的PDF文件。", "The PDF to write."),
    # `serve`.
    "host": ("监听的地址。", "The address to listen at."),
    "port": ("监听的端口。", "The port to listen at."),
    "workers": ("进程数。", "Processes."),
    "default-workers": ("每核一个", "one per core"),
    "max-body": ("请求正文至多多少字节。", "The longest body."),
    "receive-seconds": ("请求正文须在多少秒内到齐。", "Until a body must have arrived."),
    "answer-seconds": (
        "建议和较长资料的结果须在多少秒内得出。",
        "Until advice, or an answer to a long body, must be there.",
    ),
    "in-flight": ("每个进程同时处理的请求数。", "Requests at once in each process."),
    "tokens": (
        "要求访问令牌：文件每行一个名称和SHA-256。",
        "Ask for a bearer token: names and SHA-256, a line each.",
    ),
    "rate": (
        "每个客户端的请求数，例如 600/minute。",
        "Requests of one client, such as 600/minute.",
    ),
    "page": ("提供网页。", "Serve the page."),
    "default-page": ("没有 --tokens 时提供", "without --tokens"),
    # `measures`, `check`, `schema`.
    "measure-shown": ("政策或系列的编号。", "A measure or series."),
    "default-measure-shown": ("列出全部", "all of them"),
    "strict-rules": (
        "有警告（无人使用的内容）也拒绝。",
        "Refuse what is a warning: what nothing uses.",
    ),
    "schema-name": ("输出哪一份JSON Schema。", "Which JSON Schema to print."),
    "schema-check": (
        "列出文件夹中与模型不符的文件。",
        "Name the files in the folder that differ from the models.",
    ),
    "schema-write": ("把全部JSON Schema写入文件夹。", "Write every schema into the folder."),
    "schema-folder": ("--check 和 --write 的文件夹。", "The folder of --check and --write."),
    # `test`.
    "features": (
        "特性文件、文件夹，或“文件:行号”。",
        "Feature files, folders of them, or FILE:LINE for one scenario.",
    ),
    "default-features": ("自带的特性", "the packaged ones"),
    "tested-measure": (
        "只运行审查这项政策或系列的场景。",
        "Only scenarios that review this measure or series.",
    ),
    "tested-out": (
        "结果写入的文件：.html 为网页，.ndjson 为Cucumber消息。",
        "A file for what came of them: a page .html, or Cucumber messages .ndjson.",
    ),
    "steps": ("列出全部步骤，各附一例。", "List all steps, each with an example."),
    # `synth`.
    "count": ("企业数。", "How many companies."),
    "companies-out": (
        "Parquet表的文件夹、NDJSON文件（可为 .gz、.zst），或 - 即标准输出。",
        "A folder for Parquet tables, a file for NDJSON (.gz, .zst), or - for standard output.",
    ),
    "seed": ("随机数的种子。", "Start of the random draws."),
    "faults": (
        "有错误的NDJSON行所占比例，0至1。",
        "Share of NDJSON lines with a fault, 0 to 1.",
    ),
    "population": (
        "描述企业的文件；缺少的用自带的。",
        "Files that describe the companies; the packaged ones stand in for those it lacks.",
    ),
    "force-files": ("替换已有的文件。", "Replace files that are there."),
}
