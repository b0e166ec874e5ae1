import { expect, test } from 'vitest'
import { defineContract } from './contract.ts'
import { detectDraft } from './draft.ts'
import { propertyAt, resolveLocal } from './refs.ts'

const contract = defineContract({
  properties: {
    cy: { type: 'array', items: { $ref: '#/$defs/member' } },
    jg: { oneOf: [{ properties: { yy: { title: '原因' } } }, { properties: { je: { title: '金额' } } }] },
    any: true,
  },
  $defs: { member: { allOf: [{ properties: { n: { title: '姓名' } } }] }, 'a b': { type: 'null' } },
})

test('finds the subschema through items, references and unions', () => {
  expect(propertyAt(contract, '/cy/7/n')).toEqual({ title: '姓名' })
  expect(propertyAt(contract, '/jg/je')).toEqual({ title: '金额' })
  expect(propertyAt(contract, '/any')).toEqual({})
  expect(propertyAt(contract, '')).toBe(contract.schema)
})

test('says nothing about places the contract doesn’t name', () => {
  for (const pointer of ['/nope', '/cy/n', '/cy/0/zz', '/__proto__', '/constructor']) {
    expect(propertyAt(contract, pointer)).toBeUndefined()
  }
})

test('ends on recursive schemas', () => {
  const loop = defineContract({
    $defs: { a: { anyOf: [{ $ref: '#/$defs/a' }, { allOf: [{ $ref: '#/$defs/a' }] }] } },
    $ref: '#/$defs/a',
  })
  expect(propertyAt(loop, '/x')).toBeUndefined()
})

test('percent-encoded references; malformed ones name no place', () => {
  expect(resolveLocal(contract.schema, '#/$defs/a%20b')).toEqual({ type: 'null' })
  expect(resolveLocal(contract.schema, '#/%E0%A4%A')).toBeUndefined()
})

test('guesses the draft by words that only an old one knows', () => {
  expect(detectDraft({})).toBe('2020-12')
  expect(detectDraft({ id: 'urn:x' })).toBe('draft-04')
  expect(detectDraft({ properties: { a: { minimum: 0, exclusiveMinimum: true } } })).toBe('draft-04')
  expect(detectDraft({ properties: { a: { items: [{}] } } })).toBe('draft-07')
  expect(detectDraft({ properties: { exclusiveMinimum: { default: true }, id: {} } })).toBe('2020-12')
  expect(detectDraft({ $schema: 'http://json-schema.org/draft-06/schema#' })).toBe('draft-06')
})

test('the canonical text doesn’t depend on the order of keys', () => {
  expect(defineContract({ a: 1, b: 2 }).canonical).toBe(defineContract({ b: 2, a: 1 }).canonical)
})
