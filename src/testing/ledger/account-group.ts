/** Conformance: a delivery goes under one account of its upstream, and what shuts that account delays nobody else. */
import { BOTH, DELIVERED, east, report, settle, townships, UNKNOWN, WRONG, west } from './account-scene.ts'
import type { Group } from './describe-ledger.ts'

export function accountGroup({ check, expect, reopen, skip }: Group): void {
  check('what waits behind an account that is shut is not read past, and goes on when it opens', async (scene) => {
    await settle(scene, 'lookup', BOTH)
    for (const key of ['e1', 'e2', 'e3']) await report(scene, key, key, east)
    await report(scene, 'w1', 'w1', west)
    const [first, ...others] = await scene.take('lookup')
    expect(first?.claim.account).toBe('east')
    await scene.settle('lookup', first as NonNullable<typeof first>, WRONG)
    for (const one of others) await scene.settle('lookup', one, one.claim.account === 'east' ? WRONG : DELIVERED)
    expect(await scene.counts('lookup')).toEqual({ delivered: 1, pending: 3 })
    await report(scene, 'w2', 'w2', west)
    const { due } = await scene.due('lookup')
    expect(due.map(({ account }) => account)).toEqual(['west'])
    await scene.ledger.release(
      due.map(({ delivery }) => ({ delivery })),
      scene.clock.now(),
    )
    expect(await scene.ledger.shutGates(scene.clock.now())).toEqual([
      {
        gate: 'lookup/east',
        account: 'east',
        state: 'barred',
        since: scene.clock.now(),
        why: 'credentials',
        upstreams: ['lookup'],
      },
    ])
    // The system's gate is no account's.
    await scene.ledger.setGate('lookup', { state: 'open' }, scene.clock.now(), { decision: 'resume', by: 'op' })
    const still = (await scene.due('lookup')).due
    expect(still.map(({ account }) => account)).toEqual(['west'])
    await scene.ledger.release(
      still.map(({ delivery }) => ({ delivery })),
      scene.clock.now(),
    )
    await scene.ledger.setGate('lookup/east', { state: 'open' }, scene.clock.now(), { decision: 'resume', by: 'op' })
    scene.clock.advance(11_000)
    await scene.sendAll('lookup', DELIVERED)
    expect(await scene.counts('lookup')).toEqual({ delivered: 5 })
  })

  check(
    'with one account shut, the others keep their order: what is due soon, then priority, then age',
    async (scene) => {
      await settle(scene, 'lookup', townships({ '1': 'a', '2': 'b', '3': 'c' }))
      await report(scene, 'x', 'x', { account: 'c', division: '3' })
      await scene.send('lookup', WRONG)
      const at = scene.clock.now()
      const planned = [
        ['old-b', 'b', 1, undefined],
        ['new-a', 'a', 1, undefined],
        ['late-b', 'b', 2, undefined],
        ['first-a', 'a', 0, undefined],
        ['urgent-b', 'b', 2, at + 60_000],
        ['shut', 'c', 0, at + 60_000],
      ] as const
      for (const [key, account, priority, deadlineAt] of planned) {
        scene.clock.advance(1_000)
        const delivery = { account, priority, dueAt: scene.clock.now(), ...(deadlineAt ? { deadlineAt } : {}) }
        await scene.accept({ key, content: key, upstreams: ['lookup'], delivery })
      }
      const { due } = await scene.due('lookup', 10)
      expect(due.map(({ body }) => (JSON.parse(body) as { content: string }).content)).toEqual([
        'urgent-b',
        'first-a',
        'old-b',
        'new-a',
        'late-b',
      ])
    },
  )

  check('an account that is shut after its deliveries were read sends none of them', async (scene) => {
    await settle(scene, 'lookup', BOTH)
    await report(scene, 'e', 'e', east)
    await report(scene, 'w', 'w', west)
    const { due } = await scene.due('lookup')
    await scene.ledger.setGate('lookup/east', { state: 'paused', why: 'op' }, scene.clock.now())
    const { claims, shut } = await scene.claim('lookup', due)
    expect([claims.map(({ account }) => account), shut]).toEqual([['west'], []])
    await scene.ledger.setGate('lookup/east', { state: 'open' }, scene.clock.now())
    expect((await scene.due('lookup')).due.map(({ account }) => account)).toEqual(['east'])
  })

  check('a parcel holds the records of one account', async (scene) => {
    await settle(scene, 'batch-each', BOTH)
    for (const [key, whose] of [
      ['1', east],
      ['2', west],
      ['3', east],
      ['4', west],
    ] as const)
      await report(scene, key, key, { upstream: 'batch-each', ...whose })
    const { claims } = await scene.claim('batch-each', (await scene.due('batch-each')).due)
    expect(claims.map(({ account, deliveries }) => [account, deliveries.length])).toEqual([
      ['east', 2],
      ['west', 2],
    ])
  })

  check('where no account fits it waits for the settings, and goes under the one that they get', async (scene) => {
    await settle(scene, 'lookup', BOTH)
    await report(scene, 'n', 'n', { division: '500103003001' })
    expect((await scene.due('lookup')).due).toEqual([])
    expect(await scene.counts('lookup')).toEqual({ blocked: 1 })
    await settle(scene, 'lookup', townships({ ...BOTH.serves, '500103003': 'north' }))
    expect((await scene.takeOne('lookup')).claim.account).toBe('north')
  })

  check(
    'other settings: what has not left goes under the account that fits now, what left keeps its own',
    async (scene) => {
      await settle(scene, 'lookup', BOTH)
      await report(scene, 'sent', 'sent', east)
      await scene.send('lookup', UNKNOWN)
      await report(scene, 'new', 'new', east)
      await settle(scene, 'lookup', townships({ '500103001': 'other', '500103002': 'east' }))
      scene.clock.advance(60_000)
      const taken = await scene.take('lookup')
      expect(taken.map(({ claim: { act, account } }) => [act, account])).toEqual([
        ['send', 'other'],
        ['lookup', 'east'],
      ])
      for (const one of taken) {
        await scene.settle(
          'lookup',
          one,
          one.claim.act === 'send' ? DELIVERED : { found: { state: 'blind', detail: 'x' } },
        )
      }
      // Gone from the settings: nobody else may say what became of it.
      await settle(scene, 'lookup', townships({ '500103001': 'other' }))
      scene.clock.advance(3_600_000)
      expect((await scene.due('lookup')).due).toEqual([])
      expect((await scene.rows('lookup')).map(({ delivery, problems }) => [delivery.state, problems[0]?.code])).toEqual(
        [
          ['blocked', 'account_gone'],
          ['delivered', undefined],
        ],
      )
      await settle(scene, 'lookup', BOTH)
      expect((await scene.takeOne('lookup')).claim).toMatchObject({ act: 'lookup', account: 'east' })
    },
  )

  check('a record that is another account’s now is held while it stands under the former one', async (scene) => {
    await settle(scene, 'lookup', BOTH)
    await report(scene, 'm', '1', east)
    await scene.send('lookup', DELIVERED)
    await report(scene, 'm', '2', west)
    const [, held] = await scene.rows('lookup')
    expect([held?.delivery.state, held?.problems]).toMatchObject([
      'held',
      [{ code: 'account_moved', params: { from: 'east', to: 'west' } }],
    ])
    // A correction by whoever has it there goes on, and so does its end.
    await report(scene, 'm', '3', east)
    expect((await scene.send('lookup', DELIVERED)).claim.account).toBe('east')
    await report(scene, 'm', undefined, west)
    const last = await scene.takeOne('lookup')
    expect([last.due.operation, last.claim.account]).toEqual(['withdraw', 'east'])
  })

  check('where another account may overwrite it, it is sent', async (scene) => {
    await settle(scene, 'lookup', { ...BOTH, moved: 'send' })
    await report(scene, 'm', '1', east)
    await scene.send('lookup', DELIVERED)
    await report(scene, 'm', '2', west)
    const sent = await scene.send('lookup', DELIVERED)
    expect([sent.due.operation, sent.claim.account]).toEqual(['update', 'west'])
    await report(scene, 'm', undefined, { ...east })
    expect((await scene.takeOne('lookup')).claim.account).toBe('west')
  })

  check(
    'accounts come later: what stands there, and what is in doubt, is everybody’s, which is the default’s',
    async (scene) => {
      await scene.accept({ key: 'doubt', content: '1', upstreams: ['lookup'] })
      await scene.send('lookup', UNKNOWN)
      await scene.accept({ key: 'there', content: '1', upstreams: ['lookup'] })
      await scene.send('lookup', DELIVERED)
      await settle(scene, 'lookup', { ...BOTH, default: 'west' })
      await report(scene, 'there', '2', west)
      scene.clock.advance(60_000)
      const taken = await scene.take('lookup')
      expect(taken.map(({ claim: { act, account } }) => [act, account])).toEqual([
        ['send', 'west'],
        ['lookup', 'west'],
      ])
      for (const one of taken)
        await scene.settle('lookup', one, one.claim.act === 'send' ? DELIVERED : { found: { state: 'same' } })
      await report(scene, 'there', '3', east)
      expect((await scene.rows('lookup')).at(-1)?.delivery.state).toBe('held')
    },
  )

  if (reopen)
    check('a ticket is asked about under the account that it was given to, after a restart too', async (scene) => {
      await settle(scene, 'polled', BOTH)
      await report(scene, 't', 't', { upstream: 'polled', ...west })
      await scene.send('polled', { state: 'processing', ticket: 'number 7', pollAfterMs: 1_000 })
      await scene.crash(reopen)
      await settle(scene, 'polled', BOTH)
      scene.clock.advance(3_600_000)
      expect((await scene.takeOne('polled')).claim).toMatchObject({ act: 'poll', account: 'west' })
    })
  else skip('a ticket is asked about under the account that it was given to (skipped: this store can’t be reopened)')
}
