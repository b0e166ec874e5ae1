/**
 * A great many pending deliveries for one upstream: whoever reports to another notices nothing. Two ledgers of the same size, in
 * one all of them are pending, in the other over; both deliver to the other upstream in turns.
 */
import { afterEach, expect, test } from 'vitest'
import { ledgerFile } from '../spine/harness.ts'
import { linesOf, type Script, startScript } from './processes.ts'
import { isLong, tell } from './told.ts'

const PENDING = Number(process.env.PENDING ?? (isLong ? 1_000_000 : 20_000))
const MOST_MB = 300
const ROUNDS = isLong ? 25 : 5
const LEAST_RATIO = 0.9

interface Measured {
  readonly cpuMs: number
  readonly ms: number
  readonly deliveries: number
}

const started: Script[] = []
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL')
})

test(`${PENDING.toLocaleString('en')} pending on one upstream`, { timeout: 1_800_000 }, async ({ task }) => {
  const [pending, over] = [start('pending'), start('over')]
  await pending.says()
  await over.says()
  const rounds: { readonly beside: Measured; readonly without: Measured }[] = []
  for (let round = 0; round < ROUNDS; round++) {
    // Whoever goes first finds the machine as the other left it.
    const turns = round % 2 === 0 ? ([pending, over] as const) : ([over, pending] as const)
    const [first, second] = [await turns[0].go(), await turns[1].go()]
    rounds.push(turns[0] === pending ? { beside: first, without: second } : { beside: second, without: first })
  }
  const { peakMb, pending: left, statements, scans } = await pending.end()
  await over.end()
  expect(left).toBe(PENDING)
  expect(scans).toEqual([])
  expect(statements).toBeGreaterThan(10)
  expect(peakMb).toBeLessThan(MOST_MB)
  const ratio = median(rounds.map(({ beside, without }) => without.cpuMs / beside.cpuMs))
  const rate = ({ deliveries, ms }: Measured) => (deliveries * 1_000) / ms
  const [beside, without] = (['beside', 'without'] as const).map((side) =>
    Math.round(median(rounds.map((round) => rate(round[side])))),
  )
  tell(
    task,
    `another’s deliveries: ${ratio.toFixed(2)} of the speed without them, by processor time, median of ${ROUNDS} turns (${beside}/s beside, ${without}/s without, by the clock); ${peakMb} MB; no full scan in ${statements} statements`,
  )
  // A short run is too short for it, and shares the processor with other tests.
  if (isLong) expect(ratio).toBeGreaterThanOrEqual(LEAST_RATIO)
})

function start(state: 'pending' | 'over') {
  const child = startScript('pending-process.ts', [ledgerFile().slice('file:'.length), String(PENDING), state])
  started.push(child)
  const lines = linesOf(child)[Symbol.asyncIterator]()
  async function says() {
    const { value, done } = await lines.next()
    if (done) throw new RangeError('it ended without a word')
    return JSON.parse(value)
  }
  const tellIt = (word: string) => {
    child.stdin?.write(`${word}\n`)
    return says()
  }
  return { says, go: (): Promise<Measured> => tellIt('go'), end: () => tellIt('end') }
}

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] as number
