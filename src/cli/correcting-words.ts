/** What the commands say that correct a record as a whole. */
import type { Text } from '../base/text.ts'

export const correctingWords = {
  'action.rekey': { zh: '更正主键', en: 'key corrected' },
  'action.merge': { zh: '合并', en: 'merged' },
  'action.upgrade': { zh: '升级表单版本', en: 'brought up to date' },
  'correct.rekey': {
    zh: '主键已更正，受理号 {number}；下次 submit、replay 或正在运行的网关会报送',
    en: 'The key is corrected; record {number}. The next submit or replay, or the running gateway, reports it.',
  },
  'correct.merge': {
    zh: '已合并，{number} 会从上级系统撤回；它的号码从此指向留下的那条',
    en: 'Merged. {number} is taken back from the upstreams; its numbers lead to the record that stays.',
  },
  'upgrade.done': { zh: '已升级 {count} 条记录', en: '{count} {count|record is|records are} up to date now.' },
  'upgrade.dry': {
    zh: '会升级 {count} 条记录（只试不做）',
    en: '{count} {count|record|records} would be brought up to date (dry run).',
  },
  'correct.unchanged': { zh: '受理号 {number}：没有变化', en: 'Record {number}: nothing changed.' },
} as const satisfies Record<string, Text>
