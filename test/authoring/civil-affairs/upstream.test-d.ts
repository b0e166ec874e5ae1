/** What a generated file is for: a mapping that fits neither end doesn't compile. */
import { defineUpstream } from 'yibiao'
import type { Adapter } from 'yibiao/adapter'
import { household } from 'yibiao/schemas'
import { type CivilAffairs, contract } from './contract.ts'

declare const adapter: Adapter
const base = { name: 'civil-affairs', title: '民政', form: household, contract, adapter } as const
const member = { object: { xm: 'idNumber' } } as const
const mapping = {
  xm: 'householdNumber',
  sfzh: { firstOf: ['headIdNumber'] },
  jtcy: { each: 'members', item: member },
} as const

defineUpstream({ ...base, mapping })
// @ts-expect-error a required property left out
defineUpstream({ ...base, mapping: { xm: 'householdNumber', sfzh: 'headIdNumber' } })
// @ts-expect-error a property the contract doesn't have
defineUpstream({ ...base, mapping: { ...mapping, xmm: 'householdNumber' } })
// @ts-expect-error a value the contract doesn't list
defineUpstream({ ...base, mapping: { ...mapping, xb: { const: 'W' } } })
// @ts-expect-error a number is wanted
defineUpstream({ ...base, mapping: { ...mapping, nl: 'householdNumber' } })
// @ts-expect-error a list is no tuple, and its items have no such property
const payload: CivilAffairs = { xm: '', sfzh: '', jtcy: [{ xm: '', xx: '' }, { xm: '' }] }
void payload
