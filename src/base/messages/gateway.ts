/** What a caller of the gateway hears. */
export const gateway = {
  client_key_reused: {
    zh: '这个业务编号已用于另一份内容不同的记录（受理号 {number}）；请换一个编号，或用受理号修改那份记录',
    en: 'This client key was used for a record with other content (number {number}). Use another key, or revise that record by its number.',
  },
  likely_repeat: {
    zh: '疑似重复：与受理号 {number} 的记录是同一件事；确认不是重复的，请加 --allow-repeat 再交',
    en: 'Likely a repeat: record {number} tells of the same event. If it is not a repeat, hand it in with --allow-repeat.',
  },
  number_unknown: {
    zh: '没有受理号为 {number} 的这类记录；请核对受理号，新记录请留空',
    en: 'There is no record of this form with number {number}. Check the number, or leave it empty for a new record.',
  },
  key_corrected: {
    zh: '这个主键已经更正过，现在的记录是受理号 {number}；请按更正后的主键填报',
    en: 'This key was corrected since; the record is {number} now. Hand it in under the corrected key.',
  },
  key_corrected_there: {
    zh: '主键里的号码已经更正过；请按更正后的号码填报',
    en: 'The number in the key was corrected since. Hand it in under the corrected one.',
  },
  record_merged: {
    zh: '受理号 {number} 的记录已并入 {into}；请填报到那一份',
    en: 'Record {number} was merged into {into}. Hand it in for that one.',
  },
  key_taken: {
    zh: '更正后的主键已经是受理号 {number} 的记录；如果两份是同一个对象，请合并（yibiao merge）',
    en: 'The corrected key is that of record {number} already. If both are the same, merge them (yibiao merge).',
  },
  rekey_not_key: {
    zh: '更正主键时只能填主键字段（{fields}）',
    en: 'Correcting a key takes the key’s own fields ({fields}) and nothing else.',
  },
  rekey_keyless: {
    zh: '“{form}”按受理号识别，没有主键可更正',
    en: '“{form}” is known by its number and has no key to correct.',
  },
  merge_refused: {
    zh: '这两份记录不能合并：{number} 与 {into} 应是同一张表单里两份不同的、没有撤回的记录',
    en: 'These records can’t be merged: {number} and {into} have to be two records of one form, neither of them withdrawn.',
  },
  key_changed: {
    zh: '受理号 {number} 的记录与这一行的主键不一致；请核对，另一份记录请清空受理号',
    en: 'Record {number} has another key than this row. Check it; for another record, empty the number.',
  },
  reconcile_blind: {
    zh: '“{upstream}”的适配器既不能列出也不能查询记录，无法核对；请在适配器里设置查询',
    en: 'The adapter of “{upstream}” can neither list nor look up records, so nothing can be compared. Set up its look-up.',
  },
  reconcile_unknown_upstream: {
    zh: '没有名为“{name}”的上级接口；可用的有：{known}',
    en: 'There is no upstream named “{name}”. Known: {known}.',
  },
  record_busy: {
    zh: '这份记录正被反复修改，暂时无法受理；请稍后再交',
    en: 'This record keeps being changed by others. Hand it in again in a moment.',
  },
  filter_empty: {
    zh: '没有说明是哪些报送；请至少给出上级接口、状态、受理号、错误代码或时间中的一项',
    en: 'Say which deliveries are meant: by upstream, state, number, error code or time.',
  },
  gate_unknown: {
    zh: '没有名为“{name}”的上级接口或系统；可用的有：{known}',
    en: 'There is no upstream or system named "{name}". Known: {known}.',
  },
  upstream_twice: {
    zh: '有两个上级接口都叫“{upstream}”；请改其中一个的名称',
    en: 'Two upstreams are named "{upstream}". Rename one of them.',
  },
  form_unknown: {
    zh: '没有名为“{name}”的表单；可用的有：{known}',
    en: 'There is no form named "{name}". Known: {known}.',
  },
  contract_changed: {
    zh: '“{upstream}”的接口约定变了，还没有人接受，先不向它报送；请运行 yibiao diff 旧约定 新约定 --upstream {name} 看影响，再加 --accept 接受',
    en: 'The contract of “{upstream}” has changed and nobody has accepted it: nothing is sent there. See what it breaks with yibiao diff OLD NEW --upstream {name}, then accept it with --accept.',
  },
} as const
