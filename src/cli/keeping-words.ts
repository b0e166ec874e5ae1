/** What `--help` says of the commands that look after the ledger. */
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
  restoreFile: { zh: '备份文件', en: 'The backup' },
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
