/** "Try again", asked for by a person: planned anew, and never a way around an exposure (I12). */
import { describe, expect, test } from 'vitest'
import { tinyUpstream } from '../../test/fixtures/tiny-upstream.ts'
import { contentHash, type DeliveryRow, type DeliveryState, type TargetRow } from '../ledger/index.ts'
import { compileUpstream } from '../upstream/compile.ts'
import { frozenPayload } from './plan.ts'
import { nothingNamed } from './referents.ts'
import { decideReplay } from './replay-rules.ts'

const NOW = 5_000
// Asked for anew, it has its fortnight again.
const GIVE_UP_AT = NOW + 14 * 86_400_000
const upstream = compileUpstream(tinyUpstream())
const values = { code: '1', name: '张三' }

const still = (more: Partial<DeliveryRow> = {}, exposedBy: number | null = null, given: object = values) => ({
  recordId: 3,
  record: 'K7M2P9QX3RTW',
  revision: 1,
  delivery: { id: 7, state: 'rejected', wanted: 'present', newerOpen: false, tries: 4, ...more } as DeliveryRow,
  target: { exposedBy } as TargetRow,
  values: given as typeof values,
  context: { by: 'li', division: '500103001' },
})
const STATES: readonly DeliveryState[] = ['rejected', 'dead', 'held', 'incomplete', 'waiting', 'uncertain']

describe('decideReplay', () => {
  test.each(STATES)('what is exposed stays in doubt, from %s', (state) => {
    for (const given of [values, {}]) {
      const decision = decideReplay(upstream, still({ state }, 7, given), NOW, contentHash, nothingNamed({}))
      expect(decision).toEqual({
        verdict: {
          delivery: { state: 'uncertain', dueAt: NOW, tries: 0, failure: null, problems: [], giveUpAt: GIVE_UP_AT },
        },
      })
    }
  })

  test.each(STATES)('what is not exposed is planned anew with today’s mapping, from %s', (state) => {
    expect(decideReplay(upstream, still({ state }), NOW, contentHash, nothingNamed({}))).toEqual({
      verdict: {
        delivery: { state: 'pending', dueAt: NOW, tries: 0, failure: null, problems: [], giveUpAt: GIVE_UP_AT },
      },
      payload: frozenPayload({ id: '1', xm: '张三' }, contentHash),
    })
  })

  test('what a newer revision replaces, or an older one must clear up first, is left alone', () => {
    expect(decideReplay(upstream, still({ newerOpen: true }), NOW, contentHash, nothingNamed({}))).toBe(undefined)
    expect(decideReplay(upstream, still({}, 6), NOW, contentHash, nothingNamed({}))).toBe(undefined)
  })

  test('an exposed one that a newer revision waits behind is cleared up all the same', () => {
    expect(
      decideReplay(upstream, still({ newerOpen: true }, 7), NOW, contentHash, nothingNamed({}))?.verdict.delivery.state,
    ).toBe('uncertain')
  })

  test('a withdrawal needs no payload', () => {
    const decision = decideReplay(
      upstream,
      still({ wanted: 'withdrawn' }, null, {}),
      NOW,
      contentHash,
      nothingNamed({}),
    )
    expect(decision).toEqual({
      verdict: {
        delivery: { state: 'pending', dueAt: NOW, tries: 0, failure: null, problems: [], giveUpAt: GIVE_UP_AT },
      },
    })
  })

  test('what still does not fit says so again', () => {
    expect(
      decideReplay(upstream, still({}, null, { code: '1' }), NOW, contentHash, nothingNamed({}))?.verdict.delivery,
    ).toMatchObject({
      state: 'incomplete',
      dueAt: null,
      problems: [{ field: 'name' }],
    })
    const wrong = decideReplay(
      upstream,
      still({}, null, { code: '1', name: '赵钱孙李周' }),
      NOW,
      contentHash,
      nothingNamed({}),
    )
    expect(wrong?.verdict.delivery.state).toBe('rejected')
    expect(wrong?.payload).toBe(undefined)
  })

  test('what no longer concerns the upstream is settled', () => {
    const elsewhere = compileUpstream(tinyUpstream(undefined, { when: { path: 'age', present: true } }))
    expect(decideReplay(elsewhere, still(), NOW, contentHash, nothingNamed({}))?.verdict.delivery).toEqual({
      state: 'not-applicable',
      dueAt: null,
      problems: [],
    })
  })
})
