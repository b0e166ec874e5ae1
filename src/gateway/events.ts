/** Typed listeners. One that throws is reported and doesn't stop a delivery or another listener. */
import type { GatewayEvents } from './types.ts'

type Listeners = { [Name in keyof GatewayEvents]: Set<(event: GatewayEvents[Name]) => void> }

export class Events {
  readonly #listeners: Listeners = { delivery: new Set(), failed: new Set(), recovered: new Set() }
  readonly #threw

  constructor(threw: (error: unknown) => void) {
    this.#threw = threw
  }

  on<Name extends keyof GatewayEvents>(name: Name, listener: (event: GatewayEvents[Name]) => void): () => void {
    this.#listeners[name].add(listener)
    return () => this.#listeners[name].delete(listener)
  }

  emit<Name extends keyof GatewayEvents>(name: Name, make: () => GatewayEvents[Name]): void {
    if (this.#listeners[name].size === 0) return
    const event = make()
    for (const listener of this.#listeners[name]) {
      try {
        listener(event)
      } catch (error) {
        this.#threw(error)
      }
    }
  }
}
