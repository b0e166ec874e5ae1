/**
 * What was changed in memory beside a transaction, and how to take it back with it: a cache that outlives a rollback
 * would hand out, or keep back, what the file knows nothing of.
 */
export class Undo {
  readonly #steps: (() => void)[] = []
  readonly #shared: (() => void)[] = []

  /** @param forget - before each transaction in which what is remembered may have been changed by somebody else */
  whenShared(forget: () => void): void {
    this.#shared.push(forget)
  }

  /** A transaction begins, and other processes have had theirs. */
  renew(): void {
    for (const forget of this.#shared) forget()
  }

  /** Where a task begins. */
  get mark(): number {
    return this.#steps.length
  }

  add(step: () => void): void {
    this.#steps.push(step)
  }

  /** Takes back everything since `mark`, the latest first. */
  backTo(mark: number): void {
    while (this.#steps.length > mark) this.#steps.pop()?.()
  }

  /** It is on disk now. */
  keep(): void {
    this.#steps.length = 0
  }
}
