/**
 * All states that one record and one upstream can come to under the ledger's own rules, for every nature of an upstream:
 * nothing doubled, nothing stale unless a person is asked, nothing that waits for nobody. Then each rule is taken away,
 * and the same oracle has to notice. MODEL_FAULTS: how much may go wrong on one way.
 */
import { expect, test } from 'vitest'
import { KINDS, type Kind } from './exhaustive/kinds.ts'
import { RULES, SWITCHES } from './exhaustive/rules.ts'
import { search, type World } from './exhaustive/search.ts'

const faults = Number(process.env.MODEL_FAULTS ?? 2)

/** Where the upstream can tell, somebody else has entered the record already. A record that never left is never taken back. */
const worldOf = (kind: Kind, revisions: World['revisions']): World => ({
  kind,
  revisions,
  faults,
  ...(kind === 'unique' && !revisions.includes(null) ? { found: 'B' } : {}),
})

test.each(KINDS)('an upstream with %s', { timeout: 600_000 }, (kind) => {
  const figures = { states: 0, ends: 0, listed: 0 }
  const histories: World['revisions'][] = [
    ['A', 'B', 'A'],
    ['A', null, 'A'],
    ['A', 'B', null],
  ]
  for (const revisions of histories) {
    const { broken, ...found } = search(worldOf(kind, revisions), RULES)
    expect(broken).toBe(undefined)
    figures.states += found.states
    figures.ends += found.ends
    figures.listed += found.listed
  }
  const { states, ends, listed } = figures
  console.log(
    `${kind}, at most ${faults} faults: ${states} states, ${ends} ends, ${listed} of them listed for a person, none broken`,
  )
  expect(states).toBeGreaterThan(1_000)
  expect(ends - listed).toBeGreaterThan(10)
})

test.each(SWITCHES)('without: $name', { timeout: 60_000 }, ({ without, breaks }) => {
  for (const kind of breaks) {
    const { broken } = search({ ...worldOf(kind, ['A', 'B', 'A']), faults: 2 }, { ...RULES, ...without })
    expect(broken, kind).toMatchObject({ why: expect.any(String), steps: expect.anything() })
  }
})
