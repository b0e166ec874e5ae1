/** After a restored backup: what counts as sent is prepared, so that it can be looked up, or sent again under its key. */
import type { JsonObject } from '../base/json.ts'
import type { Exposure, Ledger, Moved } from '../ledger/index.ts'
import type { CompiledUpstream } from '../upstream/index.ts'

const PAGE = 200

/** Exposes everything that waits for it. Upstreams no longer named keep theirs waiting. */
export async function exposeDoubtful(
  ledger: Ledger,
  upstreams: readonly CompiledUpstream[],
  now: number,
): Promise<readonly Moved[]> {
  const moved: Moved[] = []
  for (let after = 0; ; ) {
    const page = await ledger.doubtful({ after, limit: PAGE })
    const exposures: Exposure[] = []
    for (const { delivery, upstream: name, body, ...member } of page) {
      const upstream = upstreams.find((each) => each.name === name)
      const prepared = upstream?.prepare([{ ...member, payload: JSON.parse(body) as JsonObject }])
      if (!prepared) continue
      if ('message' in prepared) exposures.push({ delivery, message: prepared.message })
      else {
        const verdict = { delivery: { state: 'rejected', dueAt: null, problems: prepared.problems } } as const
        moved.push(...(await ledger.redecide('gateway', now, [{ delivery, from: 'pending', verdict }])))
      }
    }
    if (exposures.length > 0) moved.push(...(await ledger.expose(exposures, now)))
    const last = page.at(-1)
    if (last === undefined) return moved
    after = last.delivery
  }
}
