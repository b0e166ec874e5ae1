/** kill -9 while accepting: whatever was acknowledged is there. */
import { DatabaseSync } from 'node:sqlite'
import { afterEach, expect, test } from 'vitest'
import { brokenInvariants } from 'yibiao/testing'
import { ledgerFile } from '../spine/harness.ts'
import { syntheticResident } from '../synthetic.ts'
import { ended, linesOf, type Script, startScript } from './processes.ts'
import { isLong, seeded, tell } from './told.ts'

const ACKNOWLEDGED = Number(process.env.ACKNOWLEDGED ?? (isLong ? 500_000 : 5_000))
const KILLS = isLong ? 50 : 5

const started: Script[] = []
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL')
})

test(`kill -9 × ${KILLS} while accepting, ${ACKNOWLEDGED} acknowledged`, { timeout: 900_000 }, async ({ task }) => {
  const ledger = ledgerFile().slice('file:'.length)
  const random = seeded()
  const acknowledged = new Set<number>()
  let from = 0
  let kills = 0
  while (acknowledged.size < ACKNOWLEDGED) {
    const child = startScript('accept-process.ts', ['--ledger', ledger, '--from', String(from), '--to', '100000000'])
    started.push(child)
    // The killing line comes somewhere within this child's share.
    const share = Math.ceil((ACKNOWLEDGED / KILLS) * (0.5 + random()))
    let said = 0
    for await (const line of linesOf(child)) {
      acknowledged.add(Number(line))
      if (++said === share) child.kill('SIGKILL')
    }
    await ended(child)
    kills++
    from = Math.max(...lastOf(acknowledged)) + 1_000
  }
  const db = new DatabaseSync(ledger, { readOnly: true })
  try {
    expect(
      brokenInvariants({ a: { operations: ['create'], maxProcessingMs: 0 } }, (sql) => db.prepare(sql).all()),
    ).toEqual([])
    const held = new Set(
      db
        .prepare('SELECT body FROM revision')
        .all()
        .map(({ body }) => (JSON.parse(String(body)) as { idNumber: string }).idNumber),
    )
    const lost = [...acknowledged].filter((record) => !held.has(syntheticResident(record).idNumber))
    expect(lost).toEqual([])
    expect(held.size).toBe((db.prepare('SELECT count(*) AS count FROM record').get() as { count: number }).count)
    tell(task, `${kills} kills, ${acknowledged.size} acknowledged, ${held.size} there, 0 lost, 0 doubled`)
  } finally {
    db.close()
  }
})

/** The last ones that were said; the whole set may be half a million. */
const lastOf = (said: ReadonlySet<number>): number[] => [...said].slice(-1_000)
