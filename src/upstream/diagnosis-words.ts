/** What every kind of adapter's diagnosis says alike. */
import type { Text } from '../base/text.ts'

export const diagnosed = {
  answers: { zh: '有应答', en: 'answers' },
  notRefused: { zh: '没有被拒绝', en: 'not refused' },
  there: { zh: '在', en: 'there' },
  status: (status: number): Text => ({ zh: `状态码 ${status}`, en: `status ${status}` }),
} as const
