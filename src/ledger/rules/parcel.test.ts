import { describe, expect, test } from 'vitest'
import type { Outcome } from '../../upstream/outcome.ts'
import type { Verdict } from '../verdict.ts'
import { keepTogether, splitSize } from './parcel.ts'

const refused: Outcome = { state: 'rejected', faults: [], who: 'reporter' }
const delivered: Outcome = { state: 'delivered' }

describe('splitSize', () => {
  const whole = { max: 10, atomic: true, answers: 'whole' } as const
  test.each([
    ['halves what was refused as one', [refused, refused, refused, refused, refused], whole, 3],
    ['one alone is refused itself', [refused], whole, undefined],
    ['each answered for itself', [refused, refused], { ...whole, answers: 'each' }, undefined],
    ['not all refused', [refused, delivered], whole, undefined],
    ['no batch', [refused, refused], undefined, undefined],
  ] as const)('%s', (_name, outcomes, batch, size) => {
    expect(splitSize(outcomes, batch)).toBe(size)
  })
})

describe('keepTogether', () => {
  const verdict = (state: Verdict['delivery']['state'], dueAt: number | null): Verdict => ({
    delivery: { state, dueAt },
  })
  const dues = (...verdicts: Verdict[]) => keepTogether(verdicts).map(({ delivery }) => delivery.dueAt)

  test('the same for all: due with the latest', () => {
    expect(dues(verdict('waiting', 3), verdict('waiting', 9), verdict('waiting', 5))).toEqual([9, 9, 9])
  })
  test('different, settled or regrouped: each for itself', () => {
    expect(dues(verdict('waiting', 3), verdict('uncertain', 9))).toEqual([3, 9])
    expect(dues(verdict('delivered', null), verdict('delivered', null))).toEqual([null, null])
    const regrouped: Verdict = { delivery: { state: 'pending', dueAt: 1, regroup: { max: 1 } } }
    expect(dues(regrouped, { delivery: { ...regrouped.delivery, dueAt: 2 } })).toEqual([1, 2])
    expect(dues(verdict('waiting', 3))).toEqual([3])
  })
})
