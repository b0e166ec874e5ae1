/** Words of the commands that look after the ledger: their help, and what they say. */
import type { Text } from '../base/text.ts'

export const keepingHelp = {
  help: { zh: '显示用法', en: 'Show help' },
  keysNew: { zh: '生成一个新密钥，打印出来，不保存', en: 'Make a new key and print it; nothing is stored' },
  keyId: { zh: '密钥名称；默认为当前年月', en: 'Name of the key; default: this month' },
  keysRotate: {
    zh: '用当前密钥（环境变量中的第一个）重新加密台账；可随时中断，再运行会接着做',
    en: 'Encrypt the ledger anew with the current key (the first in the environment); can be stopped and goes on when run again',
  },
  keysIndex: {
    zh: '同时换掉查找用的索引密钥',
    en: 'Also lay a new index key over the hashes that records are found by',
  },
  auditVerify: {
    zh: '逐行核对审计的散列链，并打印锚点（末行的序号和散列值），请另存',
    en: 'Check the audit’s chain row by row and print its anchor (number and hash of the last row) to keep elsewhere',
  },
  auditAnchor: {
    zh: '以前另存的锚点；末尾被截掉也能看出来',
    en: 'Anchor kept earlier: shows that the end was cut off since',
  },
  auditShow: { zh: '看一条记录的审计', en: 'Show what the audit says of one record' },
  auditRecord: { zh: '记录的受理号', en: 'Number of the record' },
  backupFile: { zh: '备份写到哪里；不能已有', en: 'Where the copy goes; must not exist' },
  restoreFile: {
    zh: '备份文件；台账在 PostgreSQL 里时不写，由它自己的工具先恢复',
    en: 'The backup; none for PostgreSQL, whose own tools have put it back before',
  },
  takenAt: {
    zh: '备份的时间，带时区；默认看备份里记的',
    en: 'When it was taken, with its zone; default: as the backup says',
  },
  endDoubt: {
    zh: '结束核实期：备份之后交过的都再交过了',
    en: 'End the doubt: what was handed in since the backup is in again',
  },
  by: { zh: '谁决定的；默认同填报人', en: 'Who decides; default as for handing in' },
  before: { zh: '这一天（北京时间）以前办结的', en: 'Settled before this day, Beijing time' },
  purgeDryRun: { zh: '只数一数，不改动', en: 'Only count; change nothing' },
} as const satisfies Record<string, Text>

/** What those commands say. */
export const keepingWords = {
  'audit.intact': {
    zh: '审计完好：{rows} 行，环环相扣。锚点（请另存到别处）：{anchor}',
    en: 'The audit is intact: {rows} {rows|row|rows}. Anchor, to be kept elsewhere: {anchor}',
  },
  'audit.changed': {
    zh: '审计第 {row} 行被改动过；之前的 {rows} 行完好。请保留这份台账，并与备份比对',
    en: 'Row {row} of the audit was changed; the {rows} {rows|row before it is|rows before it are} intact. Keep this ledger and compare it with a backup.',
  },
  'audit.missing': {
    zh: '审计第 {row} 行不见了或被换过；之前的 {rows} 行完好。请保留这份台账，并与备份比对',
    en: 'Row {row} of the audit is missing or was replaced; the {rows} {rows|row before it is|rows before it are} intact. Keep this ledger and compare it with a backup.',
  },
  'audit.anchor-differs': {
    zh: '审计到第 {row} 行与锚点不符：此前的内容被重写过。请保留这份台账，并与备份比对',
    en: 'Up to row {row} the audit differs from the anchor: it was rewritten. Keep this ledger and compare it with a backup.',
  },
  'audit.shorter-than-anchor': {
    zh: '审计只有 {rows} 行，比锚点少：末尾被截掉了，或恢复过更早的备份',
    en: 'The audit has {rows} {rows|row|rows}, fewer than the anchor: its end was cut off, or an earlier backup was restored.',
  },
  'audit.time': { zh: '时间', en: 'Time' },
  'audit.who': { zh: '谁', en: 'Who' },
  'audit.action': { zh: '做了什么', en: 'What' },
  'audit.number': { zh: '受理号', en: 'Number' },
  'audit.upstream': { zh: '上级接口', en: 'Upstream' },
  'audit.hash': { zh: '内容散列', en: 'Content hash' },
  'audit.receipt': { zh: '回执', en: 'Receipt' },
  'audit.note': { zh: '决定和原因', en: 'Decision' },
  'backup.done': { zh: '备份已写好：{file}（{megabytes} MB）', en: 'Backup written: {file} ({megabytes} MB)' },
  'restore.done': {
    zh: '已恢复到 {when} 的备份。此后报过什么无从知道：{count} 笔按“可能已报”处理，先核实再报；新交的记录第一次报送前也会先核实',
    en: 'Restored the backup of {when}. What was sent since is not known: {count} {count|delivery counts|deliveries count} as sent and {count|is|are} looked into first, and so is the first send of every record handed in from now on.',
  },
  'restore.replaced': { zh: '原来的台账留在：{file}', en: 'What stood there is kept at: {file}' },
  'restore.next': {
    zh: '下一步：把备份之后交过的表再交一遍；都交过后运行 yibiao restore --end-doubt',
    en: 'Next: hand in again what was handed in since the backup. When all of it is in, run yibiao restore --end-doubt.',
  },
  'restore.ended': {
    zh: '已结束核实期：此后新交的记录直接报送',
    en: 'The doubt has ended: records handed in from now on are sent at once.',
  },
} as const satisfies Record<string, Text>
