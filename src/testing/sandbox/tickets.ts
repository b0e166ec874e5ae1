/** Payloads that a stand-in has only taken so far: saved when they have been asked for often enough. */
import type { Answer } from './behaviour.ts'

const PATH = '/tickets/'

export interface Tickets {
  /** Takes one; `save` runs later, once. */
  take(pending: number, save: () => Answer): Answer
  /** What became of it; undefined when the path asks for no ticket. */
  answer(path: string): Answer | undefined
}

export function createTickets(): Tickets {
  const taken = new Map<string, { pending: number; readonly save: () => Answer; saved?: Answer }>()
  return {
    take(pending, save) {
      const ticket = `t${taken.size + 1}`
      taken.set(ticket, { pending, save })
      return { status: 202, body: { ticket } }
    },
    answer(path) {
      if (!path.startsWith(PATH)) return undefined
      const one = taken.get(path.slice(PATH.length))
      if (!one) return { status: 404, body: { state: 'no such ticket' } }
      if (one.pending > 0) {
        one.pending -= 1
        return { status: 200, body: { state: 'pending' } }
      }
      one.saved ??= one.save()
      return one.saved
    },
  }
}
