/** What the command line says about itself, its configuration and whole files. */
export const cli = {
  usage_unknown_option: { zh: '没有选项 {typed}{hint}', en: 'There is no option {typed}.{hint}' },
  usage_unknown_command: { zh: '没有命令 {typed}{hint}', en: 'There is no command {typed}.{hint}' },
  usage_argument_missing: {
    zh: '缺少参数 {argument}；用法见 yibiao {command} --help',
    en: 'The argument {argument} is missing. See yibiao {command} --help.',
  },
  usage_option_missing: {
    zh: '缺少选项 {option}；用法见 yibiao {command} --help',
    en: 'The option {option} is missing. See yibiao {command} --help.',
  },
  usage_value_missing: { zh: '选项 {option} 后面要跟一个值', en: 'The option {option} needs a value.' },
  usage_value_wrong: { zh: '{option} 的值“{typed}”不对：{detail}', en: '{option} can’t be “{typed}”: {detail}' },
  handover_unknown: {
    zh: '没有等人上交的文件“{file}”；等着的有：{files}（见 yibiao handover list）',
    en: 'No file “{file}” waits to be handed in. Waiting: {files} (see yibiao handover list).',
  },
  key_pair_wrong: {
    zh: '更正后的主键写成 字段=值，例如 yibiao rekey {number} {name}=正确的值',
    en: 'A corrected key is written FIELD=VALUE: yibiao rekey {number} {name}=THE-RIGHT-VALUE.',
  },
  reason_needed: {
    zh: '请用 --note 写明依据，例如：--note "电话核实，系统里有"；它会记入审计',
    en: 'Say with --note how this is known, such as --note "seen in their list". It is kept in the audit.',
  },
  usage_wrong: { zh: '命令写法有误：{detail}', en: '{detail}' },
  unlock_empty: {
    zh: '没有读到登录凭证；请把浏览器里登录得到的 token（或 Cookie）从标准输入送进来，如 yibiao unlock {name} < token.txt',
    en: 'No session was read. Give the token (or Cookie line) that the browser got on standard input, such as yibiao unlock {name} < token.txt.',
  },
  config_missing: {
    zh: '在 {folder} 及其上级目录里没有找到 yibiao.config.ts；先运行 yibiao init，或用 --config 指明',
    en: 'There is no yibiao.config.ts in {folder} or above it. Run yibiao init, or name one with --config.',
  },
  config_unreadable: {
    zh: '打不开配置文件 {file}（{detail}）；请检查路径和读取权限',
    en: 'Cannot open the configuration {file} ({detail}). Check its path and your right to read it.',
  },
  config_syntax: {
    zh: '配置文件 {file} 有语法错误：{detail}；请改正后再试',
    en: 'The configuration {file} has a syntax error: {detail} Mend it and try again.',
  },
  config_threw: {
    zh: '配置文件 {file} 运行出错：{detail}；请改正后再试',
    en: 'The configuration {file} failed while it ran: {detail} Mend it and try again.',
  },
  config_module_missing: {
    zh: '配置文件 {file} 引用的“{module}”不存在；请检查写法，或在那个目录里运行 npm install',
    en: 'The configuration {file} imports “{module}”, which is not there. Check the name, or run npm install in that folder.',
  },
  config_default_missing: {
    zh: '配置文件 {file} 没有默认导出；请写 export default defineConfig({ … })',
    en: 'The configuration {file} has no default export. Write export default defineConfig({ … }).',
  },
  config_other_copy: {
    zh: '配置文件 {file} 用的是另一份 yibiao，字段名称会丢失；请在那个目录里用 npx yibiao 运行',
    en: 'The configuration {file} uses another copy of yibiao, and field titles would be lost. Run npx yibiao in that folder.',
  },
  config_member_unknown: {
    zh: '配置文件 {file} 里没有“{member}”这一项{hint}',
    en: 'The configuration {file} has an unknown member “{member}”.{hint}',
  },
  config_member_wrong: {
    zh: '配置文件 {file} 的 {member} 不对：{detail}',
    en: 'In the configuration {file}, {member} is wrong: {detail}',
  },
  config_exists: {
    zh: '{file} 已经有了，没有改动；要重新开始，请先把它改名',
    en: '{file} exists already and was left as it is. Rename it first to start anew.',
  },
  adapter_unknown: { zh: '没有适配器 {typed}{hint}', en: 'There is no adapter {typed}.{hint}' },
  sandbox_unknown: {
    zh: '没有模拟系统 {typed}；可用的有：{known}',
    en: 'There is no stand-in {typed}. Known: {known}.',
  },
  form_needed: {
    zh: '请用 --form 指明表单；可用的有：{known}',
    en: 'Name the form with --form. Known: {known}.',
  },
  form_unclear: {
    zh: '从文件“{file}”的列名看不出是哪张表单；请用 --form 指明，可用的有：{known}',
    en: 'The columns of “{file}” fit no single form. Name it with --form. Known: {known}.',
  },
  form_unknown_near: {
    zh: '没有名为“{name}”的表单，是不是“{nearest}”？可用的有：{known}',
    en: 'There is no form named “{name}”. Did you mean “{nearest}”? Known: {known}.',
  },
  upstream_unknown: {
    zh: '没有名为“{name}”的上级接口{hint}可用的有：{known}',
    en: 'There is no upstream named “{name}”.{hint} Known: {known}.',
  },
  row_repeated: {
    zh: '疑似重复：与第 {firstRow} 行内容完全相同；确认不是重复的，请加 --allow-repeat 再交',
    en: 'Likely a repeat: it says exactly what row {firstRow} says. If it is not a repeat, hand it in with --allow-repeat.',
  },
  event_repeated: {
    zh: '疑似重复：与第 {firstRow} 行是同一件事；确认不是重复的，请加 --allow-repeat 再交',
    en: 'Likely a repeat: it tells of the same event as row {firstRow}. If it is not a repeat, hand it in with --allow-repeat.',
  },
  number_not_found: {
    zh: '台账里没有受理号 {number}；请核对后再查',
    en: 'The ledger has no number {number}. Check it and ask again.',
  },
  mark_failed: {
    zh: '标记后的表格没有写成（{detail}）；已受理的记录都在台账里，可用 --out 换一个位置，再运行同一命令',
    en: 'The marked copy could not be written ({detail}). What was accepted is safe in the ledger: choose another place with --out and run the same command again.',
  },
  place_without_folder: {
    zh: '没有目录 {folder}，{file} 写不进去；请先建好这个目录，或换一个位置',
    en: 'There is no folder {folder} for {file}. Make that folder first, or choose another place.',
  },
  place_forbidden: {
    zh: '没有权限写 {file}（{detail}）；请检查目录 {folder} 的权限，或换一个位置',
    en: 'You may not write {file} ({detail}). Check your rights in the folder {folder}, or choose another place.',
  },
  place_is_folder: {
    zh: '{file} 是一个目录；请写明其中的文件名',
    en: '{file} is a folder. Name a file in it.',
  },
  disk_fails: {
    zh: '磁盘写不进去（{detail}）：{file}；已受理的记录都在台账里，请腾出空间或检查磁盘后再运行',
    en: 'The disk takes nothing more ({detail}): {file}. What was accepted is safe: free some space or check the disk, then run it again.',
  },
  port_taken: {
    zh: '端口 {port} 正被别的程序使用；请用 --port 换一个，或先停止那个程序',
    en: 'Port {port} is in use by another program. Choose another with --port, or stop that program.',
  },
  port_forbidden: {
    zh: '没有权限使用端口 {port}；请用 --port 换成 1024 以上的',
    en: 'You may not use port {port}. Choose one from 1024 on with --port.',
  },
  demo_missing: {
    zh: '这份安装不带演示程序；请重新安装 yibiao',
    en: 'This installation has no demo. Install yibiao again.',
  },
  unexpected: {
    zh: '程序出了意外（{detail}）；已受理的记录都在台账里，请重新运行同一命令，仍不行请设 DEBUG=yibiao 后把输出交给维护人员',
    en: 'Something unexpected happened ({detail}). What was accepted is safe: run the same command again; if it persists, set DEBUG=yibiao and show the output to whoever maintains this.',
  },
} as const
