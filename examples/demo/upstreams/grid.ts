/**
 * (Invented) grid platform: plain REST that recognises an Idempotency-Key, so that a lost answer is asked for again
 * under the same key. Takes residents and visits.
 */
import { defineContract, defineSystem, defineUpstream } from 'yibiao'
import { http } from 'yibiao/adapters/http'
import { resident, visit } from 'yibiao/schemas'
import { sandboxSettings } from 'yibiao/testing'

interface Person {
  type: 'person'
  name: string
  idNumber: string
  /** Epoch milliseconds. */
  bornAt?: number
  mobile?: string
  grid?: string
  place?: { text?: string; household?: string }
  category: 'low-income' | 'ordinary'
}

interface Visit {
  type: 'visit'
  subject: { idNumber: string; name: string; mobile?: string }
  on: string
  staff: string
  reason?: string
  text: string
}

const text = (title: string, maxLength: number) => ({ type: 'string', title, minLength: 1, maxLength })

const personContract = defineContract<Person>({
  $schema: 'https://json-schema.org/draft/2019-09/schema',
  type: 'object',
  required: ['type', 'name', 'idNumber', 'category'],
  additionalProperties: false,
  properties: {
    type: { const: 'person' },
    name: text('姓名', 50),
    idNumber: text('身份证号', 18),
    bornAt: { type: 'integer', title: '出生日期' },
    mobile: text('手机', 20),
    grid: text('网格', 50),
    place: {
      type: 'object',
      additionalProperties: false,
      properties: { text: text('住址', 200), household: text('户编号', 40) },
    },
    category: { enum: ['low-income', 'ordinary'], title: '人员类别' },
  },
})

const visitContract = defineContract<Visit>({
  $schema: 'https://json-schema.org/draft/2019-09/schema',
  type: 'object',
  required: ['type', 'subject', 'on', 'staff', 'text'],
  additionalProperties: false,
  properties: {
    type: { const: 'visit' },
    subject: {
      type: 'object',
      required: ['idNumber', 'name'],
      additionalProperties: false,
      properties: { idNumber: text('身份证号', 18), name: text('姓名', 50), mobile: text('手机', 20) },
    },
    on: { type: 'string', title: '日期', format: 'date' },
    staff: text('走访人', 50),
    reason: text('事由', 100),
    text: text('走访情况', 1000),
  },
})

export function grid(url: string) {
  const system = defineSystem({ name: 'grid', title: { zh: '网格化平台', en: 'Grid' } })
  const adapter = http(sandboxSettings('rest-key', url))
  const limits = { concurrency: 4, retryGapsMs: [300] }
  const people = defineUpstream({
    name: 'grid-people',
    title: system.title,
    system,
    form: resident,
    contract: personContract,
    mapping: {
      type: { const: 'person' },
      name: 'name',
      idNumber: 'idNumber',
      bornAt: { date: 'birthDate', as: 'epochMs' },
      mobile: 'phone',
      grid: 'grid',
      place: { object: { text: 'address', household: 'householdNumber' } },
      category: {
        when: { path: 'isLowIncome', is: true },
        then: { const: 'low-income' },
        else: { const: 'ordinary' },
      },
    },
    adapter,
    limits,
  })
  const visits = defineUpstream({
    name: 'grid-visits',
    title: system.title,
    system,
    form: visit,
    contract: visitContract,
    mapping: {
      type: { const: 'visit' },
      subject: { object: { idNumber: 'residentIdNumber', name: 'resident.name', mobile: 'resident.phone' } },
      on: { date: 'date', as: 'yyyy-MM-dd' },
      staff: 'visitor',
      reason: 'purpose',
      text: 'findings',
    },
    adapter,
    limits,
  })
  const about = {
    zh: 'REST 接口：认得幂等键（Idempotency-Key），有时存下了却不回话',
    en: 'REST with an Idempotency-Key; may save and never answer',
  }
  return { system, about, upstreams: [people, visits] }
}
