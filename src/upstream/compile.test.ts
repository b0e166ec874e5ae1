/** An upstream made ready: what a record means for it, its limits, and adapters that fail while preparing. */
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { MappingError } from '../base/errors.ts'
import { defineContract } from '../contract/index.ts'
import { defineForm, describeField } from '../form/index.ts'
import { compileUpstream } from './compile.ts'
import type { Adapter, Member } from './contract-v1.ts'
import { defineSystem, defineUpstream, type UpstreamSpec } from './define.ts'

const person = defineForm({
  name: 'person',
  title: '人员',
  version: 1,
  key: ['code'],
  schema: z.strictObject({
    code: describeField(z.string(), { title: { zh: '编号', en: 'Code' } }),
    name: describeField(z.string(), { title: { zh: '姓名', en: 'Name' } }).optional(),
    age: describeField(z.int(), { title: { zh: '年龄', en: 'Age' } }).optional(),
  }),
})
interface Payload {
  id: string
  xm: string
  nl?: number
}
const contract = defineContract<Payload>({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  required: ['id', 'xm'],
  additionalProperties: false,
  properties: { id: { type: 'string' }, xm: { type: 'string', maxLength: 4 }, nl: { type: 'integer', minimum: 0 } },
})
const adapter: Adapter = {
  contract: 'v1',
  name: 'tiny',
  capabilities: { operations: ['create'], maxProcessingMs: 0 },
  prepare: (members) => members.map(({ payload }) => payload),
  send: async () => [],
}
type Spec = UpstreamSpec<z.infer<typeof person.schema>, Payload>
const compiled = (more: Partial<Spec> = {}, codegen = true) =>
  compileUpstream(
    defineUpstream({
      name: 'u',
      title: 'U',
      form: person,
      contract,
      mapping: { id: 'code', xm: 'name', nl: 'age' },
      adapter,
      ...more,
    } as Spec),
    { codegen },
  )
const member: Member = { operation: 'create', idempotencyKey: 'k', payload: { id: '1' } }

describe.each([true, false])('plan, generated code: %s', (codegen) => {
  const upstream = compiled({}, codegen)

  test('ready, with 0 as a value', () => {
    expect(upstream.plan({ code: '7', name: '张三', age: 0 })).toEqual({
      state: 'ready',
      payload: { id: '7', xm: '张三', nl: 0 },
    })
  })

  test('not applicable where its condition does not hold', () => {
    const grown = compiled({ when: { path: 'age', present: true } as never }, codegen)
    expect(grown.plan({ code: '7', name: '张三' })).toEqual({ state: 'not-applicable' })
    expect(grown.plan({ code: '7', name: '张三', age: 0 }).state).toBe('ready')
  })

  test('incomplete when all that is wrong was left out, naming the field', () => {
    const plan = upstream.plan({ code: '7' })
    expect(plan).toMatchObject({
      state: 'incomplete',
      problems: [{ code: 'incomplete', field: 'name', who: 'reporter', upstream: 'u' }],
    })
  })

  test('invalid as soon as a value is wrong', () => {
    const plan = upstream.plan({ code: '7', name: '赵钱孙李周', age: 1 })
    expect(plan).toMatchObject({ state: 'invalid', problems: [{ field: 'name', upstream: 'u' }] })
    expect(JSON.stringify(plan)).not.toContain('赵钱孙李周')
    expect(upstream.plan({ code: '7', age: -1 }).state).toBe('invalid')
  })
})

describe('prepare', () => {
  test('gives the adapter’s message as text', () => {
    expect(compiled().prepare([member])).toEqual({ message: '[{"id":"1"}]' })
  })

  test('an adapter that throws is a problem for its author, without its words', () => {
    const prepare = () => {
      throw new RangeError('110105194912310021')
    }
    const result = compiled({ adapter: { ...adapter, prepare } }).prepare([member])
    expect(result).toEqual({
      problems: [{ code: 'adapter_failed', who: 'author', upstream: 'u', params: { detail: 'RangeError' } }],
    })
  })

  test('an adapter that prepares nothing, or what is no JSON, fails the same way', () => {
    const circle: Record<string, unknown> = {}
    circle.circle = circle
    for (const message of [undefined, 1n, circle, () => {}]) {
      const result = compiled({ adapter: { ...adapter, prepare: () => message as never } }).prepare([member])
      expect(result).toMatchObject({ problems: [{ code: 'adapter_failed' }] })
    }
  })
})

describe('what is filled in', () => {
  test('limits, gate and give-up time', () => {
    expect(compiled()).toMatchObject({
      enabled: true,
      gate: { name: 'u' },
      limits: { concurrency: 4, timeoutMs: 30_000, giveUpMs: 1_209_600_000 },
    })
    expect(compiled().gate).not.toHaveProperty('perMinute')
    expect(compiled({ limits: { retryGapsMs: [1, 2], giveUpMs: 5 } }).limits).toMatchObject({
      retryGapsMs: [1, 2],
      giveUpMs: 5,
    })
  })

  test('the gate is the system’s, at the slower of both rates', () => {
    const system = defineSystem({ name: 'bureau', title: 'B', limits: { perMinute: 30 } })
    expect(compiled({ system }).gate).toEqual({ name: 'bureau', perMinute: 30 })
    expect(compiled({ system, limits: { perMinute: 20 } }).gate).toEqual({ name: 'bureau', perMinute: 20 })
    expect(compiled({ system, limits: { perMinute: 40 } }).gate).toEqual({ name: 'bureau', perMinute: 30 })
  })

  test('fingerprints follow contract and mapping, not the order they were written in', () => {
    const base = compiled()
    const turned = compiled({ mapping: { nl: 'age', xm: 'name', id: 'code' } })
    expect(turned.mappingText).toBe(base.mappingText)
    expect(compiled({ mapping: { id: 'code', xm: 'name' } }).mappingText).not.toBe(base.mappingText)
    expect(compiled().contractText).toBe(base.contractText)
  })
})

test('a mapping of fields that are not there is refused', () => {
  expect(() => compiled({ mapping: { id: 'code', xm: 'nobody' } as never })).toThrow(MappingError)
})

test('a refusal comes back to the field that was typed', () => {
  const [problem] = compiled().problems(
    [{ pointer: '/xm', upstreamText: '姓名有误', upstreamCode: 'E1' }],
    'reporter',
    {},
  )
  expect(problem).toMatchObject({
    field: 'name',
    who: 'reporter',
    upstream: 'u',
    upstreamText: '姓名有误',
    upstreamCode: 'E1',
  })
})

test('what the adapter can’t take is a problem of the field it came from, beside the contract’s own', () => {
  const code = 'value_too_many_bytes'
  const validate: Adapter['validate'] = () => [{ pointer: '/xm', code, params: { limit: 4 } }]
  const { problems } = compiled({ adapter: { ...adapter, validate } }).plan({ code: '1', name: '五个字的名' }) as {
    problems: unknown
  }
  expect(problems).toMatchObject([
    { code: 'value_too_long', field: 'name' },
    { code, who: 'reporter', field: 'name', title: { zh: '姓名' }, params: { limit: 4 } },
  ])
})

test('a value that no field had a part in is its author’s, and so is an adapter that fails while validating', () => {
  const faulty = compiled({
    mapping: { id: 'code', xm: { const: '甲' } },
    adapter: { ...adapter, validate: () => [{ pointer: '/xm', code: 'value_like_formula' }] },
  })
  expect(faulty.plan({ code: '1' })).toMatchObject({
    state: 'invalid',
    problems: [{ code: 'value_like_formula', who: 'author', title: { zh: '/xm' } }],
  })
  const throwing = compiled({
    adapter: {
      ...adapter,
      validate() {
        throw new TypeError('of 测试甲')
      },
    },
  })
  expect(throwing.plan({ code: '1', name: '甲' })).toMatchObject({
    problems: [{ code: 'adapter_failed', who: 'author', params: { detail: 'TypeError' } }],
  })
})
