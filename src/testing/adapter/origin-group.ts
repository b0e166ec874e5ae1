/** Conformance: an upstream that sends the caller elsewhere gets no record and no credential there. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Group } from './describe-adapter.ts'
import { whyNot } from './suite.ts'

export function originGroup({ suite, sample, expect, checkUnless }: Group): void {
  checkUnless(whyNot(suite, 'redirect'), 'a redirect of a send is followed nowhere', async (scene) => {
    await elsewhere(async (location, arrived) => {
      await scene.fault({ fault: 'redirect', location })
      expect(await scene.deliverOne(scene.member(0))).toMatchObject({ state: 'unknown' })
      expect(arrived()).toBe(0)
    })
  })

  const noLookup = sample.lookup ? whyNot(suite, 'redirect') : 'no look-up'
  checkUnless(noLookup, 'a redirect of a look-up is followed nowhere', async (scene) => {
    await elsewhere(async (location, arrived) => {
      await scene.fault({ fault: 'redirect', location, at: 'lookup' })
      expect(await scene.look(scene.member(0))).toMatchObject({ state: 'blind' })
      expect(arrived()).toBe(0)
    })
  })
}

/** Another origin, that counts who comes. */
async function elsewhere(body: (location: string, arrived: () => number) => Promise<void>): Promise<void> {
  let arrived = 0
  const server = createServer((_request, reply) => {
    arrived += 1
    reply.end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    await body(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, () => arrived)
  } finally {
    server.closeAllConnections()
    server.close()
  }
}
