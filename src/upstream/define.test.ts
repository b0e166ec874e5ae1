import { expect, test } from 'vitest'
import { age, civilContract, civilMapping, household } from '../../test/fixtures/civil-affairs.ts'
import { SettingsError } from '../base/errors.ts'
import type { Adapter } from './contract-v1.ts'
import { defineSystem, defineUpstream } from './define.ts'

const adapter: Adapter = {
  contract: 'v1',
  name: 'test',
  capabilities: { operations: ['create'], maxProcessingMs: 1000 },
  prepare: () => null,
  send: async () => [],
}
const base = {
  name: 'civil',
  title: '民政',
  form: household,
  contract: civilContract,
  computed: { age },
  mapping: civilMapping,
  adapter,
}

test('plain frozen values with their defaults', () => {
  const system = defineSystem({
    name: 'civil-system',
    title: { zh: '民政', en: 'Civil affairs' },
  })
  const upstream = defineUpstream({ ...base, system, limits: { perMinute: 120 } })
  expect(system).toEqual({
    name: 'civil-system',
    title: { zh: '民政', en: 'Civil affairs' },
    limits: { concurrency: 4, timeoutMs: 30_000 },
    gate: 'civil-system',
  })
  expect(upstream).toMatchObject({
    title: { zh: '民政', en: '民政' },
    system,
    mapping: civilMapping,
    limits: { concurrency: 4, perMinute: 120 },
  })
  expect('when' in upstream).toBe(false)
  expect([Object.isFrozen(system), Object.isFrozen(upstream), Object.isFrozen(upstream.limits)]).toEqual([
    true,
    true,
    true,
  ])
  expect(defineUpstream({ ...base, enabled: false }).enabled).toBe(false)
})

test('a part that no function of ours made is named, each of them', () => {
  const schema = { type: 'object', properties: { xm: { type: 'string' } } }
  // As plain JavaScript may write it.
  const spec = { ...base, contract: schema, adapter: undefined } as unknown as typeof base
  const refused = (() => {
    try {
      return defineUpstream(spec)
    } catch (error) {
      return error
    }
  })()
  expect(refused).toBeInstanceOf(SettingsError)
  expect((refused as SettingsError).problems.map(({ params }) => params?.setting)).toEqual([
    `${base.name}.contract`,
    `${base.name}.adapter`,
  ])
  expect((refused as SettingsError).message).toContain('defineContract')
})

test.each(['Civil', 'civil affairs', '1civil', '', 'civil_affairs', '民政'])('%j is no name', (name) => {
  expect(() => defineUpstream({ ...base, name })).toThrow(SettingsError)
  expect(() => defineSystem({ name, title: 'x' })).toThrow(SettingsError)
})

test.each([
  { concurrency: 0 },
  { perMinute: 1.5 },
  { timeoutMs: -1 },
  { retryGapsMs: [1000, 0] },
  { giveUpMs: Number.NaN },
])('%j is no limit', (limits) => {
  expect(() => defineUpstream({ ...base, limits })).toThrow(SettingsError)
})
