/** What the batch of the kill test hands in: every record once, every fourth one three times (A, B, A). */
import type { Resident } from 'yibiao/schemas'
import { syntheticResident } from '../synthetic.ts'

export interface Step {
  readonly record: number
  readonly entry: Resident
}

const PHONES = { A: '13900000001', B: '13900000002' } as const

const isRevised = (record: number): boolean => record % 4 === 0

const entry = (record: number, content: 'A' | 'B'): Resident => ({
  ...syntheticResident(record),
  phone: PHONES[content],
})

/** What stands at the end, if all goes well. */
export const lastContent = (record: number): { sfzh: string; lxdh: string } => ({
  sfzh: entry(record, 'A').idNumber,
  lxdh: PHONES.A,
})

/** Revisions B and A of a record come some steps after its first, while that one may be in flight. */
export function steps(records: number): Step[] {
  const timed = Array.from({ length: records }, (_, record) => [
    { at: record, record, entry: entry(record, 'A') },
    ...(isRevised(record)
      ? [
          { at: record + 3.3, record, entry: entry(record, 'B') },
          { at: record + 6.6, record, entry: entry(record, 'A') },
        ]
      : []),
  ]).flat()
  return timed.sort((a, b) => a.at - b.at)
}
