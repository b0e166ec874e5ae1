/** What `--help` says. */
import type { Text } from '../base/text.ts'

export const help = {
  program: {
    zh: '一次填写，报送到每个上级系统，把每个退回带回填写的那一格。',
    en: 'Fill in once; deliver to every upstream system; bring each refusal back to the cell that was typed.',
  },
  submit: {
    zh: '交表：.xlsx、.csv、.jsonl 文件，“-”为标准输入（csv 或 jsonl）',
    en: 'Hand in .xlsx, .csv or .jsonl files; “-” is standard input (csv or jsonl)',
  },
  check: {
    zh: '检查配置里每个上级接口的映射：对照表单，也对照接口约定',
    en: 'Check the mapping of every upstream in the configuration against its form and its contract',
  },
  notes: {
    zh: '也显示无法事先证明的地方',
    en: 'Show what can’t be proven beforehand too',
  },
  status: {
    zh: '看报送到哪一步：全部、一次提交，或一条记录',
    en: 'Show where deliveries stand: all, one submission, or one record',
  },
  reconcile: {
    zh: '核对：台账和一个上级系统里的记录是否一致',
    en: 'Compare the ledger with what stands at one upstream',
  },
  reconcileUpstream: { zh: '核对哪个上级接口', en: 'Which upstream to compare with' },
  failures: { zh: '看哪些报送停了下来，按原因归类', en: 'Show what stands still, grouped by reason' },
  replay: { zh: '把停下来的和等待中的再报送一次', en: 'Send again what stands still or waits' },
  hold: { zh: '让还没送出的先停下，等人决定', en: 'Stop what has not left yet, until somebody decides' },
  resolve: {
    zh: '人工核实后了结：delivered 已在，rejected 不在，send-again 不在并重发，cancelled 不再报送',
    en: 'Settle by a person’s word: delivered (it is there), rejected (it is not), send-again (it is not: send it), cancelled (not to be reported)',
  },
  handover: {
    zh: '等人上交的文件：list 列出，open 看放在哪里，confirm 已上交，return 被退回',
    en: 'Files that a person hands in: list, open (where it lies), confirm (handed in), return (it came back)',
  },
  handoverStep: { zh: 'list、open、confirm 或 return', en: 'list, open, confirm or return' },
  handoverFile: { zh: '文件名，见 list', en: 'Name of the file, see list' },
  refusedField: { zh: '被退回的字段，如 phone', en: 'The field it was refused for, such as phone' },
  worker: {
    zh: '只报送、不受理的进程：几台机器共用一个台账时每台运行一个；Ctrl-C 结束',
    en: 'A process that only delivers, one on each machine that shares the ledger; Ctrl-C ends it',
  },
  pause: { zh: '暂停向一个上级接口或系统报送', en: 'Send nothing more to an upstream or system' },
  resume: { zh: '恢复报送；密码改好后也用它', en: 'Go on sending; also after a password was mended' },
  unlock: {
    zh: '人工登录（过验证码）之后接着报送；登录得到的 token 或 Cookie 从标准输入读',
    en: 'Go on with a session a person got, past a captcha; token or Cookie line on standard input',
  },
  rekey: {
    zh: '更正一条记录的主键（如身份证号），历史和报送对象不变',
    en: 'Correct the key of a record, such as a mistyped id; its history and targets stay',
  },
  upgrade: {
    zh: '把按旧版表单存的记录升级到现在这一版；可随时中断',
    en: 'Bring records stored by older versions of their forms up to date; can be stopped at any time',
  },
  upgradeForm: { zh: '只升级这张表单', en: 'This form alone' },
  keyPairs: { zh: '更正后的主键，如 idNumber=…', en: 'The corrected key, such as idNumber=…' },
  merge: { zh: '两条记录是同一个对象：并成一条', en: 'Two records are one: keep the other' },
  mergeFrom: { zh: '并掉的那条的受理号', en: 'Number of the record that goes' },
  mergeInto: { zh: '留下的那条的受理号', en: 'Number of the record that stays' },
  decision: { zh: 'delivered、rejected、send-again 或 cancelled', en: 'delivered, rejected, send-again or cancelled' },
  gateName: {
    zh: '上级接口或系统的名称；其中一个账号写成 系统/账号',
    en: 'Name of an upstream or a system; SYSTEM/ACCOUNT for one of its accounts',
  },
  note: { zh: '依据或原因，记入审计', en: 'The reason, kept in the audit' },
  reference: { zh: '上级系统里的编号', en: 'The upstream’s own number for it' },
  tryOnly: { zh: '只看会处理哪些，不改动', en: 'Only show what would move' },
  audit: {
    zh: '审计：谁在何时对哪条记录做了什么；核对有没有被改动',
    en: 'The audit: who did what to which record, and whether it was tampered with',
  },
  backup: { zh: '备份台账；报送不用停', en: 'Back the ledger up while deliveries go on' },
  restore: {
    zh: '用备份恢复台账；可能已报的先核实再报',
    en: 'Restore the ledger from a backup; what may have been sent is looked into first',
  },
  purge: {
    zh: '清除早已办结的记录的内容；留下受理号、散列和回执',
    en: 'Take out the texts of records settled long ago; numbers, hashes and receipts stay',
  },
  keys: { zh: '台账的加密密钥：生成、更换', en: 'Keys that encrypt the ledger: make one, rotate' },
  suggest: {
    zh: '读上级的字段清单、模板、JSON Schema 或 OpenAPI，给出对应建议',
    en: 'Read an upstream’s field list, template, JSON Schema or OpenAPI, and propose what its fields are',
  },
  contract: {
    zh: '上级给的文件：.xlsx、.csv、.json；API 说明里的一个结构写作 FILE#/components/schemas/NAME',
    en: 'What the upstream handed out: .xlsx, .csv or .json; one schema of an API is FILE#/components/schemas/NAME',
  },
  suggestOut: {
    zh: '把草稿写进这个项目目录：upstreams/NAME、forms、yibiao.config.json；不写则只显示',
    en: 'Write the draft into this project folder: upstreams/NAME, forms, yibiao.config.json; by default it is only shown',
  },
  suggestName: { zh: '上级接口的名称；默认按文件名', en: 'Name of the upstream; by default from the file’s name' },
  suggestForm: { zh: '对应到这张表单；默认选最合适的', en: 'Map to this form; by default the one that fits best' },
  sheet: {
    zh: '按表单做一份待填的表格：列名、必填、可选的值、填写说明',
    en: 'Make a workbook to fill in from a form: columns, what is required, values to choose from, a word on each',
  },
  sheetForm: { zh: '表单；只有一张时可省', en: 'Form; may be left out when there is one' },
  sheetOut: { zh: '写到哪个文件；默认以表单标题为名', en: 'File to write; by default named after the form' },
  doctor: {
    zh: '逐个上级接口检查：连不连得上、账号、时钟、查询；不写入任何东西',
    en: 'Check every upstream: reach, credentials, clock, a look-up; writes nothing',
  },
  adapters: {
    zh: '列出适配器，或一个适配器的全部设置',
    en: 'List the adapters, or the settings of one',
  },
  sandbox: {
    zh: '启动模拟的上级系统，供对接时使用；打印收到的请求，Ctrl-C 结束',
    en: 'Start stand-in upstreams to develop against; prints what arrives, Ctrl-C ends it',
  },
  init: { zh: '写一份起步的 yibiao.config.ts', en: 'Write a yibiao.config.ts to start from' },
  demo: {
    zh: '演示：四个模拟的上级系统，二百份合成记录',
    en: 'A demonstration with four stand-in upstreams and 200 synthetic records',
  },
  types: {
    zh: '把接口约定（JSON Schema）写成 TypeScript：报文类型和约定放在同一个文件里',
    en: 'Write contracts (JSON Schema) as TypeScript: payload type and contract side by side in one file',
  },
  diff: {
    zh: '比较接口约定的两个版本：映射和已有的记录会出什么问题；确认后接受',
    en: 'Compare two versions of a contract: what breaks in the mapping and in stored records; then accept it',
  },
  coverage: {
    zh: '看少填了多少：哪一项送到哪里，几处都要，谁还没有来源',
    en: 'Show the burden: which field goes where, what several ask for, what nothing feeds, entries saved',
  },
  help: { zh: '显示用法', en: 'Show help' },
  version: { zh: '显示版本', en: 'Show the version' },
  config: {
    zh: '配置文件；默认向上找 yibiao.config.ts|mts|js|mjs|json',
    en: 'Configuration file; default: yibiao.config.ts|mts|js|mjs|json found upward',
  },
  lang: {
    zh: '语言：zh-CN 或 en；默认看 LC_ALL、LC_MESSAGES、LANG',
    en: 'Language: zh-CN or en; default from LC_ALL, LC_MESSAGES, LANG',
  },
  json: { zh: '结果输出为一个 JSON 对象', en: 'Print the result as one JSON object' },
  form: {
    zh: '表单；只有一张，或列名只合一张时可省',
    en: 'Form; may be left out when there is one, or when the columns fit only one',
  },
  watch: {
    zh: '一直看着，有变化就显示；Ctrl-C 结束。--json 时每次变化一行',
    en: 'Keep watching and show what changes; Ctrl-C ends it. With --json a line per change',
  },
  dryRun: { zh: '只试不报：不受理、不发送、不写文件', en: 'Everything but accepting and sending; writes nothing' },
  wait: {
    zh: '最多等多少秒；0 为受理后立即返回',
    en: 'Seconds to wait for deliveries; 0 returns right after accepting',
  },
  out: { zh: '标记后的表格写到哪里；默认在原文件旁', en: 'Where the marked copy goes; default: beside the file' },
  by: {
    zh: '填报人；默认看配置，再看系统用户名',
    en: 'Who hands in; default from the configuration, then the system’s user',
  },
  division: { zh: '区划代码', en: 'Division code' },
  period: { zh: '所属期，例如 2026-11', en: 'Period, for example 2026-11' },
  task: { zh: '任务', en: 'Task' },
  due: {
    zh: '什么时候之前要报到，例如 2026-11-30（北京时间）；临近时先报',
    en: 'By when it has to arrive, such as 2026-11-30 (Beijing time); it goes first when that is near',
  },
  allowRepeat: { zh: '疑似重复的也受理', en: 'Accept what looks like a repeat' },
  onlySheet: { zh: '只读这一张工作表', en: 'Read only this sheet' },
  files: { zh: '要交的文件', en: 'Files to hand in' },
  number: { zh: '受理号：记录的或一次提交的', en: 'Number of a record or of a submission' },
  onlyUpstream: { zh: '只限这个上级接口', en: 'Only this upstream' },
  onlyStates: { zh: '只限这些状态，逗号分隔', en: 'Only these states, separated by commas' },
  onlySubmission: { zh: '只限这次提交', en: 'Only this submission' },
  onlyRecord: { zh: '只限这条记录', en: 'Only this record' },
  onlyCode: { zh: '只限这个错误代码（见 yibiao failures）', en: 'Only this error code (see yibiao failures)' },
  since: {
    zh: '只限这时起受理的，例如 2026-11-25（北京时间）',
    en: 'Accepted since, such as 2026-11-25 (Beijing time)',
  },
  until: { zh: '只限这时以前受理的', en: 'Accepted before' },
  examples: { zh: '示例：', en: 'Examples:' },
  exitCodes: {
    zh: `退出码：
  0    全部办结
  1    有记录要人处理（即使另有报送还在等）
  2    命令、文件或配置有误
  3    还有报送没有送完：等待时间到了，或上级接口要先由人处理
  4    台账或磁盘出错
  130  被 Ctrl-C 停下；再次运行同一命令会接着做`,
    en: `Exit codes:
  0    all settled
  1    some records need a person (even where others still wait)
  2    the command, a file or the configuration is wrong
  3    deliveries still wait: the time was over, or somebody has to open an upstream
  4    the ledger or the disk failed
  130  stopped by Ctrl-C; the same command goes on from there`,
  },
} as const satisfies Record<string, Text>

export const examples = {
  submit: [
    'yibiao submit 居民.xlsx --form resident --dry-run',
    'yibiao submit residents.csv --wait 120',
    'cat visits.jsonl | yibiao submit - --form visit --json',
  ],
  check: ['yibiao check', 'yibiao check --notes', 'yibiao check --config ./town/yibiao.config.ts --json'],
  status: ['yibiao status', 'yibiao status K7M2-P9QX-3RTW', 'yibiao status --watch'],
  reconcile: ['yibiao reconcile --upstream civil-affairs', 'yibiao reconcile --upstream civil-affairs --json'],
  failures: ['yibiao failures', 'yibiao failures --upstream civil-affairs --since 2026-11-01 --json'],
  replay: [
    'yibiao replay',
    'yibiao replay --upstream civil-affairs --state dead,rejected',
    'yibiao replay --code sex_code --dry-run',
  ],
  hold: ['yibiao hold --upstream civil-affairs --note "系统升级前先停"'],
  resolve: [
    'yibiao resolve delivered --record K7M2-P9QX-3RTW --upstream police --note "电话核实，系统里有"',
    'yibiao resolve send-again --upstream police --state held --note "对方确认没有收到"',
  ],
  handover: [
    'yibiao handover list',
    'yibiao handover confirm dibao-3f1c….xlsx --by li --note "已盖章，交民政窗口"',
    'yibiao handover return dibao-3f1c….xlsx --record K7M2-P9QX-3RTW --field phone --note "电话打不通"',
  ],
  upgrade: ['yibiao upgrade --dry-run', 'yibiao upgrade --form resident'],
  rekey: ['yibiao rekey K7M2-P9QX-3RTW idNumber=509999199001010015 --note "换证，15位换18位"'],
  merge: ['yibiao merge K7M2-P9QX-3RTW --into 4DWC-ABCE-W4HR --note "同一个人，重复登记"'],
  pause: ['yibiao pause civil-affairs --note "对方维护到周一"'],
  resume: ['yibiao resume civil-affairs'],
  unlock: ['yibiao unlock civil-affairs < token.txt'],
  audit: [
    'yibiao audit verify',
    'yibiao audit verify --anchor 1284-9f3c…',
    'yibiao audit show --record K7M2-P9QX-3RTW',
  ],
  backup: ['yibiao backup yibiao-2026-11-25.db'],
  restore: [
    'yibiao restore yibiao-2026-11-25.db',
    'yibiao restore snapshot.db --taken-at 2026-11-25T02:00:00+08:00',
    'yibiao restore --end-doubt --by 张三',
  ],
  purge: ['yibiao purge --before 2025-01-01 --dry-run', 'yibiao purge --before 2025-01-01 --by 张三'],
  keys: ['yibiao keys new', 'YIBIAO_LEDGER_KEY=2027:…,2026:… yibiao keys rotate', 'yibiao keys rotate --index --json'],
  suggest: [
    'yibiao suggest --contract 残疾人信息采集表.xlsx',
    'yibiao suggest --contract 残疾人信息采集表.xlsx --out . --name disabled-people',
    'yibiao suggest --contract fields.csv --form resident --json',
  ],
  sheet: ['yibiao sheet --form resident', 'yibiao sheet --form visit --out 走访.xlsx'],
  doctor: ['yibiao doctor', 'yibiao doctor --upstream civil-affairs --json'],
  adapters: ['yibiao adapters', 'yibiao adapters http'],
  sandbox: [
    'yibiao sandbox ruoyi jeecg',
    'yibiao sandbox rest-unique --port 4010',
    `curl -d '{"faults":[{"fault":"cutAfterSave"}]}' http://127.0.0.1:4010/__control`,
  ],
  types: ['yibiao types upstreams/*/contract.schema.json', 'yibiao types contracts/civil-affairs.schema.json --check'],
  diff: [
    'yibiao diff 旧.json upstreams/civil/contract.schema.json --upstream civil',
    'yibiao diff old.json new.json --upstream civil --accept',
  ],
  coverage: [
    'yibiao coverage',
    'yibiao coverage 民政.xlsx 医保.schema.json',
    'yibiao coverage --html 少填了多少.html',
    'yibiao coverage --json',
  ],
  worker: ['yibiao worker', 'yibiao worker --config ./county/yibiao.config.json'],
  init: ['yibiao init'],
  demo: ['yibiao demo'],
} as const

/** Commander's own headings. */
export const headings: Readonly<Record<string, string>> = {
  'Usage:': '用法：',
  'Arguments:': '参数：',
  'Options:': '选项：',
  'Global Options:': '通用选项：',
  'Commands:': '命令：',
}
