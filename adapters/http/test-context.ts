/** For tests: members, a send as the ledger does it, and a scripted peer on a real socket. */
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Adapter, Json, JsonObject, Member, Outcome } from 'yibiao/adapter'
import { createSendContext } from 'yibiao/testing'

export const member = (payload: JsonObject, more: Partial<Member> = {}): Member => ({
  operation: 'create',
  idempotencyKey: 'a1b2c3',
  payload,
  ...more,
})

/** Prepares, stores as the ledger would (as text), sends. */
export async function deliver<M extends Json>(
  adapter: Adapter<M>,
  one: Member,
  context = createSendContext(),
): Promise<Outcome> {
  const stored = JSON.parse(JSON.stringify(adapter.prepare([one]))) as M
  const [outcome] = await adapter.send(stored, context)
  if (outcome === undefined) throw new TypeError('no outcome')
  return outcome
}

/** A server for one test. */
export async function serve(handle: RequestListener): Promise<{ readonly url: string; close(): void }> {
  const server = createServer(handle)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}
