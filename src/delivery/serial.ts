/** One after the other per key, side by side across keys; a key that nobody waits for is forgotten. */
export class Serial {
  readonly #last = new Map<string, Promise<unknown>>()

  run<T>(key: string, task: () => Promise<T>): Promise<T> {
    const before = this.#last.get(key)
    const next = before === undefined ? task() : before.then(task, task)
    this.#last.set(key, next)
    const forget = () => {
      if (this.#last.get(key) === next) this.#last.delete(key)
    }
    next.then(forget, forget)
    return next
  }
}
