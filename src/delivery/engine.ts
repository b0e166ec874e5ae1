/** All lanes of a gateway: started together, woken by name, drained together. */
import type { Clock } from '../base/clock.ts'
import type { Ledger, Moved } from '../ledger/index.ts'
import type { CompiledUpstream } from '../upstream/compile.ts'
import type { Http } from '../upstream/http-contract.ts'
import type { Watched } from './attempt.ts'
import { Lane, type LaneParts } from './lane.ts'
import { Patience, patiently } from './patience.ts'

export interface EngineParts {
  readonly upstreams: readonly CompiledUpstream[]
  readonly ledger: Ledger
  readonly clock: Clock
  readonly http: Http
  /** Whose log-in a call to this upstream is made with, and its sessions. */
  under(upstream: CompiledUpstream, account: string | undefined): ReturnType<LaneParts['under']>
  random(): number
  moved(moves: readonly Moved[]): void
  /** The ledger refused a write: deliveries wait until it answers. */
  failed(error: unknown): void
  /** The ledger writes again. */
  recovered(afterMs: number): void
  /** Absent: nobody watches. */
  readonly watched?: Watched
  log(event: string, facts?: Readonly<Record<string, string | number | boolean>>): void
}

// A question to the database per upstream and process each time; what nobody told waits this long at most.
const LOOK_INTERVAL_MS = 5_000

export class Engine {
  readonly #lanes: ReadonlyMap<string, Lane>
  readonly #clock
  readonly #patience
  #cancelLook = () => {}

  constructor({ upstreams, under, recovered, ...parts }: EngineParts) {
    this.#clock = parts.clock
    this.#patience = new Patience({ clock: parts.clock, failed: parts.failed, recovered })
    const ledger = patiently(parts.ledger, this.#patience)
    this.#lanes = new Map(
      upstreams.map((upstream) => [
        upstream.name,
        new Lane({
          ...parts,
          ledger,
          opened: () => this.wake(),
          upstream,
          under: (account) => under(upstream, account),
        }),
      ]),
    )
    if (ledger.sharing) this.#lookAgain()
  }

  /** What another process has made due is told; what was told while nobody listened is found by looking. */
  #lookAgain(): void {
    this.#cancelLook = this.#clock.after(LOOK_INTERVAL_MS, () => {
      this.wake()
      this.#lookAgain()
    })
  }

  /** Something may be due for these upstreams; for all without names. */
  wake(names: Iterable<string> = this.#lanes.keys()): void {
    for (const name of names) this.#lanes.get(name)?.wake()
  }

  pause(name: string): void {
    this.#lanes.get(name)?.pause()
  }

  resume(name: string): void {
    this.#lanes.get(name)?.resume()
  }

  /** Takes nothing new and lets what is in flight end; after `graceMs` it is cut short and becomes uncertain. */
  async drain(graceMs: number): Promise<void> {
    const lanes = [...this.#lanes.values()]
    this.#patience.end()
    this.#cancelLook()
    const cancel = this.#clock.after(graceMs, () => {
      for (const lane of lanes) lane.abort()
    })
    await Promise.all(lanes.map((lane) => lane.drain()))
    cancel()
  }
}
