/**
 * Reads that callers ask at once leave together, where the database is across a line: a hundred of them cost one wait. They run
 * outside of transactions and need no lock.
 */
import type { Database } from './database.ts'

interface Waiting {
  /** Asks, and gives back how to read the answer. */
  ask(): () => unknown
  resolve(value: never): void
  reject(error: unknown): void
}

export class Together {
  readonly #db
  #queue: Waiting[] = []

  constructor(db: Database) {
    this.#db = db
  }

  /** @param ask - asks without waiting; what it gives back reads the answer */
  async read<T>(ask: () => () => T): Promise<T> {
    // Answered in this very thread: nothing to gain by waiting for others.
    if (!this.#db.isShared) return ask()()
    return new Promise((resolve, reject) => {
      if (this.#queue.length === 0) setImmediate(() => this.#run())
      this.#queue.push({ ask, resolve, reject })
    })
  }

  #run(): void {
    const queue = this.#queue
    this.#queue = []
    this.#db.renew()
    const asked = queue.flatMap((waiting) => attempt(waiting, () => [{ waiting, answer: waiting.ask() }]) ?? [])
    for (const { waiting, answer } of asked) attempt(waiting, () => waiting.resolve(answer() as never))
  }
}

function attempt<T>({ reject }: Waiting, task: () => T): T | undefined {
  try {
    return task()
  } catch (error) {
    reject(error)
    return undefined
  }
}
