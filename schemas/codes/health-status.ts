/**
 * Health, GB/T 2261.3-2003 (个人基本信息分类与代码 第3部分：健康状况代码), the one-digit list whole. The two-digit list
 * names diseases; few villages are asked for it, and it is health data that nobody should hold without need.
 * Codes checked against two public re-typings of the standard, not against its own text.
 */
import { defineCodes, defineCrosswalk } from '../../src/form/index.ts'

export const healthStatusCodes = defineCodes({
  name: 'health-status',
  title: { zh: '健康状况代码', en: 'Health' },
  source: 'GB/T 2261.3-2003',
  year: 2003,
  codes: [
    { code: '1', zh: '健康或良好', en: 'Good', aliases: ['健康', '良好'] },
    { code: '2', zh: '一般或较弱', en: 'Fair or weak', aliases: ['一般', '较弱'] },
    { code: '3', zh: '有慢性病', en: 'Chronic disease', aliases: ['慢性病', '长期慢性病'] },
    { code: '6', zh: '残疾', en: 'Disability' },
  ],
})

/** To the two-digit list of the same standard: its general codes. */
export const healthStatusToTwoDigits = defineCrosswalk({
  from: healthStatusCodes,
  to: ['10', '20', '30', '60'],
  pairs: { '1': '10', '2': '20', '3': '30', '6': '60' },
})
