import { expect, test } from 'vitest'
import { z } from 'zod'
import { defineForm, upgradeValues } from './index.ts'
import type { UpgradeStep } from './types.ts'

const form = (version: number, upgrade: Readonly<Record<number, UpgradeStep>> = {}) =>
  defineForm({
    name: 'person',
    title: { zh: '人员', en: 'Person' },
    version,
    key: ['id'],
    schema: z.strictObject({ id: z.string(), phones: z.array(z.string()).optional() }),
    upgrade,
  })

const third = form(3, {
  1: { rename: { tel: 'phone' }, remove: ['fax'] },
  2: ({ phone, ...rest }) => (phone === undefined ? rest : { ...rest, phones: [phone] }),
})

test('values go through every step from their version on; what an entry does not say stays unsaid', () => {
  const old = { id: '1', tel: '139', fax: '0' }
  expect(upgradeValues(third, old, 1)).toEqual({ ok: true, values: { id: '1', phones: ['139'] } })
  expect(old).toEqual({ id: '1', tel: '139', fax: '0' })
  expect(upgradeValues(third, { id: '1' }, 1)).toEqual({ ok: true, values: { id: '1' } })
  expect(upgradeValues(third, { id: '1', phone: '139' }, 2)).toEqual({ ok: true, values: { id: '1', phones: ['139'] } })
  const now = { id: '1', phones: [] }
  expect(upgradeValues(third, now, 3)).toEqual({ ok: true, values: now })
})

test('newer values, a version without a step, a step that throws: problems that quote nothing', () => {
  expect(upgradeValues(third, {}, 4)).toMatchObject({
    ok: false,
    problem: { code: 'form_newer', who: 'operator', params: { version: 4, known: 3 } },
  })
  expect(upgradeValues(form(2), {}, 1)).toMatchObject({
    ok: false,
    problem: { code: 'form_step_missing', who: 'author' },
  })
  const failing = form(2, {
    1: () => {
      throw new TypeError('139')
    },
  })
  const failed = upgradeValues(failing, { id: '1', tel: '139' }, 1)
  expect(failed).toMatchObject({
    ok: false,
    problem: { code: 'form_step_failed', who: 'author', params: { version: 1 } },
  })
  expect(JSON.stringify(failed)).not.toContain('139')
})

test.each<[string, number, Readonly<Record<number, UpgradeStep>>]>([
  ['a gap', 4, { 1: {}, 3: {} }],
  ['the last one missing', 3, { 1: {} }],
  ['one for its own version', 2, { 1: {}, 2: {} }],
])('%s is refused where the form is defined', (_, version, steps) => {
  expect(() => form(version, steps)).toThrow(/upgrade/)
})
