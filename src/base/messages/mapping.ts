/** What a contract's or mapping's author hears, and what a record that doesn't fit one upstream says to its reporter. */
export const mapping = {
  contract_invalid: {
    zh: '接口约定 {contract} 的 {pointer} 读不了：{detail}',
    en: 'Contract {contract} can’t be read at “{pointer}”: {detail}',
  },
  contract_finding: {
    zh: '接口约定 {contract} 的 {pointer}：{detail}',
    en: 'Contract {contract}, “{pointer}”: {detail}',
  },

  mapping_invalid: { zh: '映射 {file}{pointer} 有误：{detail}', en: 'Mapping {file}{pointer}: {detail}' },
  mapping_path_unknown: {
    zh: '映射 {file}{pointer}：表单没有字段“{path}”{hint}',
    en: 'Mapping {file}{pointer}: the form has no field “{path}”.{hint}',
  },
  mapping_verb_unknown: {
    zh: '映射 {file}{pointer}：没有“{given}”这种规则{hint}',
    en: 'Mapping {file}{pointer}: there is no rule “{given}”.{hint}',
  },
  mapping_verb_many: {
    zh: '映射 {file}{pointer}：一条规则只能有一个动词，这里有 {given}',
    en: 'Mapping {file}{pointer}: a rule has exactly one verb; here are {given}.',
  },
  mapping_crosswalk_gap: {
    zh: '映射 {file}{pointer}：“{path}”的代码 {codes} 没有对照，请补上',
    en: 'Mapping {file}{pointer}: codes {codes} of “{path}” have no partner; add them.',
  },
  mapping_crosswalk_unknown: {
    zh: '映射 {file}{pointer}：“{path}”没有代码“{given}”{hint}',
    en: 'Mapping {file}{pointer}: “{path}” has no code “{given}”.{hint}',
  },
  mapping_compute_unknown: {
    zh: '映射 {file}{pointer}：没有名为“{given}”的计算{hint}',
    en: 'Mapping {file}{pointer}: nothing computed is called “{given}”.{hint}',
  },
  mapping_property_unknown: {
    zh: '映射 {file}{pointer}：接口约定没有属性“{given}”{hint}',
    en: 'Mapping {file}{pointer}: the contract has no property “{given}”.{hint}',
  },
  mapping_property_missing: {
    zh: '映射 {file}{pointer}：接口约定要求“{given}”，映射没有给出',
    en: 'Mapping {file}{pointer}: the contract requires “{given}”, and no rule gives it.',
  },
  mapping_value_refused: {
    zh: '映射 {file}{pointer}：接口约定不接受值 {given}',
    en: 'Mapping {file}{pointer}: the contract doesn’t take the value {given}.',
  },

  mapping_doubtful: {
    zh: '映射 {file}{pointer}：草稿在这里拿不准（{reason}）',
    en: 'Mapping {file}{pointer}: the draft was unsure here ({reason}).',
  },

  value_not_date: {
    zh: '“{title}”不能写成“{upstream}”要的日期（{format}）',
    en: '“{title}” can’t be written as the date that “{upstream}” wants ({format}).',
  },
  value_not_in_crosswalk: {
    zh: '“{title}”的代码在“{upstream}”没有对照',
    en: '“{title}” has a code that has no partner at “{upstream}”.',
  },
  value_without_partner: {
    zh: '“{upstream}”没有与“{title}”所填内容对应的代码，只收：{allowed}',
    en: '“{upstream}” has no code for what “{title}” says; it takes: {allowed}.',
  },
  value_not_number: {
    zh: '“{title}”不能原样写成“{upstream}”要的数字',
    en: '“{title}” can’t be written as the number that “{upstream}” wants without losing digits.',
  },
  value_too_many_decimals: {
    zh: '“{upstream}”要求“{title}”最多 {decimals} 位小数',
    en: '“{upstream}” takes at most {decimals} {decimals|decimal|decimals} for “{title}”.',
  },
  value_wrong_type: {
    zh: '“{title}”不能写成“{upstream}”要的内容',
    en: '“{title}” can’t be written as what “{upstream}” wants.',
  },
  value_not_in_parts: {
    zh: '“{upstream}”要求“{title}”由“{separator}”分成 {parts} 段',
    en: '“{upstream}” wants “{title}” in {parts} {parts|part|parts} with “{separator}” between.',
  },
  compute_failed: {
    zh: '为“{upstream}”计算时出错，用到“{title}”',
    en: 'A value computed for “{upstream}” from “{title}” failed.',
  },
  inverse_unreadable: {
    zh: '“{upstream}”的报文里有映射不会写出的值，无法还原',
    en: 'The payload from “{upstream}” holds a value that the mapping never writes; it can’t be turned back.',
  },
  inverse_conflict: {
    zh: '“{upstream}”的报文对“{title}”前后不一',
    en: 'The payload from “{upstream}” says two things about “{title}”.',
  },

  incomplete: { zh: '“{upstream}”要求填写“{title}”', en: '“{upstream}” needs “{title}”.' },
  value_too_long: {
    zh: '“{upstream}”要求“{title}”最多 {limit} 个字',
    en: '“{upstream}” takes at most {limit} {limit|character|characters} for “{title}”.',
  },
  value_too_short: {
    zh: '“{upstream}”要求“{title}”至少 {limit} 个字',
    en: '“{upstream}” wants at least {limit} {limit|character|characters} for “{title}”.',
  },
  value_out_of_range: {
    zh: '“{upstream}”要求“{title}”{comparison} {limit}',
    en: '“{upstream}” wants “{title}” {comparison} {limit}.',
  },
  value_too_many: {
    zh: '“{upstream}”要求“{title}”最多 {limit} 项',
    en: '“{upstream}” takes at most {limit} {limit|item|items} for “{title}”.',
  },
  value_too_few: {
    zh: '“{upstream}”要求“{title}”至少 {limit} 项',
    en: '“{upstream}” wants at least {limit} {limit|item|items} for “{title}”.',
  },
  value_bad_format: {
    zh: '“{title}”不符合“{upstream}”的格式要求',
    en: '“{title}” doesn’t have the format that “{upstream}” wants.',
  },
  value_not_listed: {
    zh: '“{upstream}”不接受“{title}”的这个值',
    en: '“{upstream}” doesn’t take this value of “{title}”.',
  },
  value_repeated: {
    zh: '“{upstream}”不接受“{title}”有重复项',
    en: '“{upstream}” takes no repeated items in “{title}”.',
  },
  value_refused: {
    zh: '“{title}”不符合“{upstream}”的要求（{keyword}）',
    en: '“{title}” doesn’t satisfy “{upstream}” ({keyword}).',
  },
  value_unfit: { zh: '“{upstream}”不能接收“{title}”：{detail}', en: '“{upstream}” can’t take “{title}”: {detail}' },
  value_not_encodable: {
    zh: '“{title}”的第 {position} 个字不能写进 {encoding} 编码的文件，“{upstream}”收不到这个字',
    en: 'Character {position} of “{title}” can’t be written in {encoding}, which “{upstream}” takes.',
  },
  value_rare_character: {
    zh: '“{title}”的第 {position} 个字是生僻字，“{upstream}”存不下（它的字符集是 {characters}）',
    en: 'Character {position} of “{title}” is one that “{upstream}” can’t keep (its character set is {characters}).',
  },
  value_too_many_bytes: {
    zh: '“{upstream}”要求“{title}”最多 {limit} 个字节，现在是 {bytes} 个；一个汉字占 {each} 个字节',
    en: '“{upstream}” takes at most {limit} {limit|byte|bytes} for “{title}”; it has {bytes}. A Chinese character takes {each}.',
  },
  value_like_formula: {
    zh: '“{title}”以“=”“+”“-”“@”或制表符开头，表格软件会把它当成公式运行；请改写',
    en: '“{title}” starts with =, +, -, @ or a tab: a spreadsheet program would run it as a formula. Write it differently.',
  },
  value_line_break: {
    zh: '“{title}”里有换行，“{upstream}”的定宽文件放不下；请写成一行',
    en: '“{title}” has a line break, which the fixed-width file for “{upstream}” can’t hold. Write it on one line.',
  },
  value_not_in_list: {
    zh: '“{upstream}”的模板里“{title}”只能从下拉列表选：{allowed}',
    en: 'The template of “{upstream}” takes for “{title}” only what its drop-down list has: {allowed}.',
  },
  value_not_for_cell: {
    zh: '给“{upstream}”的报文 {pointer} 是列表或对象，放不进一个单元格；请在映射里拆开或合并',
    en: 'The payload for “{upstream}” has a list or an object at “{pointer}”, which no cell takes; split or join it in the mapping.',
  },
  value_without_column: {
    zh: '给“{upstream}”的报文有 {pointer}，表里却没有它的列；请在 columns 里补上，或从映射里去掉',
    en: 'The payload for “{upstream}” has “{pointer}”, but the table has no column for it; add one to columns, or drop it from the mapping.',
  },
  payload_refused: {
    zh: '给“{upstream}”的报文 {pointer} 不符合接口约定（{keyword}），请检查映射',
    en: 'The payload for “{upstream}” breaks its contract at “{pointer}” ({keyword}); check the mapping.',
  },
} as const
