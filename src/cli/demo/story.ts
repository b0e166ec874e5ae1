/** What happened on the way, from the gateway's own events: outages, waiting, answers that never came. */
import type { Gateway } from '../../gateway/index.ts'
import type { Upstream } from '../../upstream/index.ts'

export interface SystemStory {
  /** Most deliveries that waited at once because the system was down. */
  readonly mostWaiting: number
  /** Seconds from the start: first found down, first delivery after it, last delivery. */
  readonly downAt: number | undefined
  readonly backAt: number | undefined
  readonly lastAt: number
  /** Sends whose answer never came. */
  readonly lostAnswers: number
}

export interface Storyteller {
  /** By the name of the system. */
  stories(): ReadonlyMap<string, SystemStory>
}

/** @param live - told at once when a system goes down or comes back */
export function createStoryteller(
  gateway: Pick<Gateway, 'on'>,
  upstreams: readonly Upstream[],
  live: (system: string, what: 'down' | 'back') => void,
): Storyteller {
  const systemOf = new Map(upstreams.map(({ name, system }) => [name, system?.name ?? name]))
  const startedAt = performance.now()
  const made = new Map<string, Mutable>()
  gateway.on('delivery', ({ number, upstream, state }) => {
    const system = systemOf.get(upstream) ?? upstream
    const story = made.get(system) ?? begin()
    made.set(system, story)
    const at = (performance.now() - startedAt) / 1_000
    const key = `${number} ${upstream}`
    if (state === 'waiting') {
      if (story.downAt === undefined) live(system, 'down')
      story.downAt ??= at
      story.waiting.add(key)
      story.mostWaiting = Math.max(story.mostWaiting, story.waiting.size)
      story.backAt = undefined
    } else if (state === 'uncertain') story.uncertain.add(key)
    else if (state === 'delivered') {
      // What was under way when it went down may still be saved; one that waited shows that it is back.
      if (story.waiting.delete(key) && story.backAt === undefined) {
        story.backAt = at
        live(system, 'back')
      }
      story.lastAt = at
    }
  })
  return {
    stories: () =>
      new Map(
        [...made].map(([name, { mostWaiting, downAt, backAt, lastAt, uncertain }]) => [
          name,
          { mostWaiting, downAt, backAt, lastAt, lostAnswers: uncertain.size },
        ]),
      ),
  }
}

interface Mutable {
  readonly waiting: Set<string>
  readonly uncertain: Set<string>
  mostWaiting: number
  downAt: number | undefined
  backAt: number | undefined
  lastAt: number
}

const begin = (): Mutable => ({
  waiting: new Set(),
  uncertain: new Set(),
  mostWaiting: 0,
  downAt: undefined,
  backAt: undefined,
  lastAt: 0,
})
