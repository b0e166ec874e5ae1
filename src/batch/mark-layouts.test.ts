import { expect, test } from 'vitest'
import { z } from 'zod'
import { defineForm, describeField } from '../form/index.ts'
import { createFieldNames } from './field-names.ts'
import { findHeader } from './header.ts'
import { markLayouts } from './mark-layouts.ts'

test('a column that the form itself calls 处理结果 is the clerk’s: ours gets another name', () => {
  const dispute = defineForm({
    name: 'dispute',
    title: '纠纷',
    version: 1,
    key: ['code'],
    schema: z.strictObject({
      code: describeField(z.string(), { title: { zh: '编号', en: 'Code' } }),
      outcome: describeField(z.string(), { title: { zh: '处理结果', en: 'Outcome' } }).optional(),
    }),
  })
  const cells = ['编号', '处理结果', '系统处理结果'].map((text) => ({ kind: 'text' as const, text }))
  const header = findHeader('表', [{ number: 1, hidden: false, cells }], [], createFieldNames(dispute))
  const [layout] = markLayouts(header ? [header] : [], dispute, 'zh-CN')
  expect(layout?.columns).toEqual({
    result: { title: '系统处理结果', index: 2 },
    receiptNumber: { title: '受理号' },
    reason: { title: '处理说明' },
  })
})
