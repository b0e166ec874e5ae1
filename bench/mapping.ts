/**
 * Mapped and checked payloads per CPU-second, beside a hand-written function with the same ajv validator.
 *
 * Both sides run in turns inside one process, so that a busy machine slows both; the median of the rounds' ratios counts.
 * CPU time, not wall time. Run alone: `node bench/mapping.ts`.
 */

import { compileContract } from '../src/contract/index.ts'
import { compileMapping } from '../src/mapping/index.ts'
import {
  age,
  type CivilAffairs,
  civilContract,
  civilMapping,
  type Household,
  household,
  wang,
} from '../test/fixtures/civil-affairs.ts'
import { median } from './measure.ts'

export interface BenchRow {
  readonly row: string
  readonly value: number
  readonly unit: string
  /** What it is measured beside. */
  readonly against: string
  readonly ratio: number
}

const ROUNDS = 21
const PAYLOADS_PER_ROUND = 40_000
// V8 needs some ten thousand calls before it compiles both sides for good.
const WARM_UP_ROUNDS = 5

export async function benchMapping(): Promise<BenchRow[]> {
  const records = variedRecords()
  const { validate } = compileContract(civilContract)
  const spec = { form: household, mapping: civilMapping, computed: { age }, contract: civilContract }
  const generated = compileMapping(spec)
  const closures = compileMapping({ ...spec, codegen: false })
  const byHand = (record: Household) => validate(handWritten(record)).length
  const sides = [
    {
      row: 'mapped + checked, generated code',
      run: (record: Household) => checked(generated.toPayload(record), validate),
    },
    { row: 'mapped + checked, closures', run: (record: Household) => checked(closures.toPayload(record), validate) },
  ]
  const rates = sides.map((): { rate: number; ratio: number }[] => [])
  for (let round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
    for (const [index, { run }] of sides.entries()) {
      // Whoever goes first pays for the other's garbage: take turns.
      const handFirst = round % 2 === 0
      const before = handFirst ? ratePerCpuSecond(byHand, records) : 0
      const rate = ratePerCpuSecond(run, records)
      const hand = handFirst ? before : ratePerCpuSecond(byHand, records)
      if (round >= 0) rates[index]?.push({ rate, ratio: rate / hand })
    }
  }
  return sides.map(({ row }, index) => ({
    row,
    value: Math.round(median(rates[index]?.map(({ rate }) => rate) ?? [])),
    unit: 'payloads per CPU-second',
    against: 'hand-written function + ajv',
    ratio: Number(median(rates[index]?.map(({ ratio }) => ratio) ?? []).toFixed(3)),
  }))
}

const checked = (
  { payload, faults }: { readonly payload: unknown; readonly faults: readonly unknown[] },
  validate: (payload: unknown) => readonly unknown[],
): number => faults.length + validate(payload).length

function ratePerCpuSecond(run: (record: Household) => number, records: readonly Household[]): number {
  const start = process.cpuUsage()
  let faults = 0
  for (let count = 0; count < PAYLOADS_PER_ROUND; count++) {
    const record = records[count % records.length]
    if (record) faults += run(record)
  }
  const { user, system } = process.cpuUsage(start)
  if (faults > 0) throw new RangeError('the bench’s records must satisfy the contract')
  return PAYLOADS_PER_ROUND / ((user + system) / 1_000_000)
}

/** 64 records, each with another choice of optional fields: what a village's sheet looks like. */
function variedRecords(): Household[] {
  return Array.from({ length: 64 }, (_, number): Household => {
    const { street: _street, ...bare } = wang.address ?? { province: '', code: '' }
    return {
      ...wang,
      name: `示例${number}`,
      sex: (['1', '2', '9'] as const)[number % 3] ?? '9',
      income: number * 100.25,
      lowIncome: number % 2 === 0,
      address: number % 4 === 0 ? bare : (wang.address ?? bare),
      ...(number % 3 === 0 ? {} : { phone: `1380000${1000 + number}` }),
      members: Array.from({ length: 1 + (number % 3) }, (_, member) => ({
        name: `成员${member}`,
        relation: (['spouse', 'child', 'other'] as const)[member] ?? 'other',
        ...(member % 2 === 0 ? { birthYear: 1980 + member } : {}),
      })),
    }
  })
}

const SEX = { '0': 'U', '1': 'M', '2': 'F', '9': 'U' } as const
const RELATION = { spouse: '1', child: '2', other: '9' } as const

const day = (iso: string): string => iso.slice(0, 4) + iso.slice(5, 7) + iso.slice(8, 10)

/**
 * What a programmer in a hurry for speed writes for this one upstream: no check of dates, decimals or codes, no report of
 * what doesn't fit. Slower ways to write it (`replaceAll`, `toFixed`) would flatter us.
 */
function handWritten(record: Household): CivilAffairs {
  const payload: Partial<CivilAffairs> = { xm: record.name, sfzh: record.idNumber, ly: 'yibiao' }
  if (record.sex !== undefined) payload.xb = SEX[record.sex]
  if (record.birthDate !== undefined) payload.csrq = day(record.birthDate)
  if (record.phone !== undefined) payload.lxdh = record.phone
  payload.nl = (record.birthDate ? Number(record.birthDate.slice(0, 4)) : 0) + record.size
  if (record.income !== undefined) payload.sr = record.income
  if (record.lowIncome !== undefined) payload.db = record.lowIncome ? '是' : '否'
  const { address, members, nicknames, outcome } = record
  if (address) {
    payload.dz = address.street === undefined ? address.province : `${address.province} ${address.street}`
    payload.zz = { sheng: address.province, code: address.code }
  }
  payload.bz = address?.street ?? (record.sex === '2' ? record.name : '无')
  if (members) {
    payload.cy = members.map(({ name, relation, birthYear }) => {
      const member: CivilAffairs['cy'][number] = { n: name, gx: RELATION[relation], hh: record.idNumber }
      if (birthYear !== undefined) member.y = birthYear
      return member
    })
  }
  if (nicknames) payload.tags = [...nicknames]
  if (outcome)
    payload.jg = outcome.kind === 'granted' ? { lx: 'B', je: outcome.amount } : { lx: 'A', yy: outcome.reason }
  return payload as CivilAffairs
}

if (import.meta.main) console.table(await benchMapping())
