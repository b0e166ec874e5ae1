/**
 * A random walk of the real ledger and the real rules against an upstream that loses, delays and repeats: revisions,
 * lost answers, late effects, refusals, crashes in any order. After each step the invariants hold; at the end the last
 * revision stands once, or the record is listed for a person. WALK_STEPS and SEED choose how far and which way.
 */
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { contentHash, needsPerson } from '../../src/ledger/index.ts'
import { step } from './steps.ts'
import { Walk } from './walk.ts'

// By default short walks, many of them: they say more when they fail. Set, it counts over all kinds together.
const wantedSteps = Number(process.env.WALK_STEPS ?? 0)
const seed = Number(process.env.SEED ?? Date.now() % 1_000_000)
const kinds = ['key', 'lookup', 'upsert', 'neither'] as const

const LONGEST = 200
// Less than half of the longest: lengths are drawn evenly.
const USUAL = 85
const [runs, walks] =
  wantedSteps === 0
    ? [150, fc.array(step, { minLength: 1, maxLength: 30 })]
    : [Math.ceil(wantedSteps / kinds.length / USUAL), fc.array(step, { minLength: 1, maxLength: LONGEST, size: 'max' })]

let stepsDone = 0
afterAll(() => {
  console.log(`walked ${stepsDone} steps, seed ${seed}`)
  expect(stepsDone).toBeGreaterThanOrEqual(wantedSteps)
})

describe.each(kinds)('a random walk against an upstream with %s', (kind) => {
  test('never doubles, never leaves a stale revision standing, never loses one', async () => {
    await fc.assert(
      fc.asyncProperty(walks, async (steps) => {
        const walk = new Walk(kind)
        await walk.open()
        try {
          for (const one of steps) {
            await walk.step(one)
            stepsDone++
            expect(walk.broken()).toEqual([])
          }
          await walk.finish()
          expect(walk.broken()).toEqual([])
          const record = await walk.ledger.findRecord({ form: 'f', keyHash: contentHash('key') })
          if (!record) return
          const latest = (await walk.ledger.deliveriesOf(record.number))[0]
          expect(walk.upstream.rows.length).toBeLessThanOrEqual(1)
          if (latest && needsPerson(latest.state)) return
          // A person is asked about the older one that this waits behind.
          const people = await walk.ledger.counts({ states: ['held'] })
          if (people.length > 0) return
          expect(walk.upstream.rows.map(({ content }) => JSON.parse(content).content)).toEqual(
            walk.wanted === undefined ? [] : [walk.wanted],
          )
        } finally {
          await walk.close()
        }
      }),
      { numRuns: runs, seed },
    )
  }, 900_000)
})
