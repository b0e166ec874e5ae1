/** Conformance: what was only taken is asked for until it is known, and never guessed. */
import type { Group } from './describe-adapter.ts'
import { whyNot } from './suite.ts'

export function ticketGroup({ suite, sample, expect, checkUnless }: Group): void {
  const none = sample.poll ? whyNot(suite, 'ticket') : 'it answers at once'

  checkUnless(none, 'a ticket, then the result', async (scene) => {
    await scene.fault({ fault: 'ticket', pending: 2 })
    const sent = await scene.deliverOne(scene.member(0))
    expect(sent).toMatchObject({ state: 'processing' })
    if (sent.state !== 'processing') return
    const states: string[] = []
    for (let asked = 0; asked < 3; asked++) states.push((await scene.poll(sent.ticket))[0]?.state ?? 'none')
    expect(states).toEqual(['processing', 'processing', 'delivered'])
    expect(await scene.rows()).toEqual([scene.payload(0)])
  })

  checkUnless(none, 'a ticket that is forgotten: unknown', async (scene) => {
    expect((await scene.poll('forgotten'))[0]).toMatchObject({ state: 'unknown' })
  })
}
