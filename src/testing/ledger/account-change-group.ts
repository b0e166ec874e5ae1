/** Conformance: whose a record is when settings, divisions and people change it while it stands there, or may. */
import { BOTH, DELIVERED, east, report, settle, townships, UNKNOWN, WRONG, west } from './account-scene.ts'
import type { Group } from './describe-ledger.ts'
import { beside, payloadOf } from './scene.ts'

export function accountChangeGroup({ check, expect, reopen, skip, isShared }: Group): void {
  check(
    'one that was replayed or waited behind another is held too, until a person says that it was moved',
    async (scene) => {
      await settle(scene, 'lookup', BOTH)
      await report(scene, 'm', '1', east)
      await scene.send('lookup', DELIVERED)
      const { clock, ledger } = scene
      const decide = async (from: 'incomplete' | 'held', target: object = {}) => {
        const delivery = (await scene.rows('lookup')).at(-1)?.delivery.id as number
        const verdict = { delivery: { state: 'pending', dueAt: clock.now(), problems: [] }, target } as const
        return ledger.redecide('op', clock.now(), [{ delivery, from, verdict, account: 'west' }])
      }
      const delivery = { account: 'west', state: 'incomplete' } as const
      await scene.accept({
        key: 'm',
        content: '2',
        upstreams: ['lookup'],
        more: { division: '500103002001' },
        delivery,
      })
      await decide('incomplete')
      expect((await scene.due('lookup')).moved).toMatchObject([
        { state: 'held', problems: [{ code: 'account_moved' }] },
      ])
      await decide('held', { moved: true })
      expect((await scene.send('lookup', WRONG)).claim.account).toBe('west')
      await report(scene, 'm', undefined, east)
      // Theirs by the person's word.
      await ledger.setGate('lookup/west', { state: 'open' }, clock.now())
      expect((await scene.takeOne('lookup')).claim.account).toBe('west')
    },
  )

  check(
    'other settings while a revision waits behind one that nobody knows of: whose it is then, says who has it',
    async (scene) => {
      await settle(scene, 'neither', BOTH)
      await report(scene, 'm', '1', { upstream: 'neither', ...east })
      await report(scene, 'w', '1', { upstream: 'neither', ...east })
      for (const one of await scene.take('neither')) await scene.settle('neither', one, UNKNOWN)
      await report(scene, 'm', '2', { upstream: 'neither', ...east })
      // Taken back by somebody of another township.
      await report(scene, 'w', undefined, { upstream: 'neither', ...west })
      scene.clock.advance(60_000)
      await scene.due('neither')
      expect(await scene.counts('neither')).toEqual({ held: 2, blocked: 2 })
      await settle(scene, 'neither', townships({ '500103001': 'other', '500103002': 'east', '500103003': 'west' }))
      await settle(scene, 'neither', townships({ '500103001': 'other', '500103002': 'west', '500103003': 'east' }))
      const held = (await scene.rows('neither')).filter(({ delivery }) => delivery.state === 'held')
      const there = { payloadHash: payloadOf('1').hash }
      await scene.ledger.redecide(
        'op',
        scene.clock.now(),
        held.map(({ delivery: { id } }) => ({
          delivery: id,
          from: 'held',
          verdict: {
            delivery: { state: 'delivered', dueAt: null, problems: [] },
            target: { there, exposed: false },
            receipt: { evidence: 'person' },
          },
        })),
      )
      const { due, moved } = await scene.due('neither')
      expect(due.map(({ operation, account }) => [operation, account])).toEqual([['withdraw', 'east']])
      expect(moved).toMatchObject([{ state: 'held', problems: [{ code: 'account_moved', params: { from: 'east' } }] }])
    },
  )

  check('whoever may overwrite it and is refused has not taken it over', async (scene) => {
    await settle(scene, 'lookup', { ...BOTH, moved: 'send' })
    await report(scene, 'm', '1', east)
    await scene.send('lookup', DELIVERED)
    await report(scene, 'm', '2', west)
    expect((await scene.send('lookup', { state: 'rejected', faults: [], who: 'operator' })).claim.account).toBe('west')
    await report(scene, 'm', undefined, west)
    expect((await scene.takeOne('lookup')).claim.account).toBe('east')
  })

  check('what was seen there where no account fitted is everybody’s', async (scene) => {
    await settle(scene, 'lookup', BOTH)
    await report(scene, 'n', '1', { division: '500103003001' })
    const [row] = await scene.rows('lookup')
    const verdict = {
      delivery: { state: 'delivered', dueAt: null, problems: [] },
      target: { there: { payloadHash: payloadOf('1').hash } },
      receipt: { evidence: 'person' },
    } as const
    const delivery = row?.delivery.id as number
    await scene.ledger.redecide('op', scene.clock.now(), [{ delivery, from: 'blocked', verdict }])
    await report(scene, 'n', undefined, west)
    expect((await scene.takeOne('lookup')).claim.account).toBe('west')
  })

  check('an account that the settings no longer have hides nothing, however shut it is', async (scene) => {
    await settle(scene, 'lookup', BOTH)
    await report(scene, 'sent', '1', east)
    await scene.send('lookup', UNKNOWN)
    await scene.ledger.setGate('lookup/east', { state: 'barred', why: 'credentials' }, scene.clock.now())
    await settle(scene, 'lookup', townships({ '500103002': 'west' }))
    scene.clock.advance(60_000)
    expect((await scene.due('lookup')).moved).toMatchObject([
      { state: 'blocked', problems: [{ code: 'account_gone' }] },
    ])
  })

  check('not there after all, under an account that is gone: it goes under the one that fits', async (scene) => {
    await settle(scene, 'lookup', BOTH)
    await report(scene, 'm', '1', east)
    await scene.send('lookup', UNKNOWN)
    await settle(scene, 'lookup', townships({ '500103001': 'other' }))
    scene.clock.advance(60_000)
    const [gone] = (await scene.due('lookup')).moved
    const verdict = {
      delivery: { state: 'pending', dueAt: scene.clock.now(), problems: [] },
      target: { exposed: false },
      receipt: { evidence: 'person', says: 'not-there' },
    } as const
    const delivery = gone?.delivery as number
    await scene.ledger.redecide('op', scene.clock.now(), [{ delivery, from: 'blocked', verdict }])
    expect((await scene.takeOne('lookup')).claim).toMatchObject({ act: 'send', account: 'other' })
  })

  if (isShared && reopen) {
    check('whoever has other settings leaves alone what it has no account for', async (scene) => {
      await settle(scene, 'lookup', townships({ '500103001': 'east' }))
      await beside(scene, reopen, async (newer) => {
        await settle(newer, 'lookup', BOTH)
        await report(newer, 'w', '1', west)
        expect((await scene.due('lookup')).moved).toMatchObject([{ state: 'pending' }])
        // Planned by the older one, under whatever it had.
        await report(scene, 'n', '1', { account: 'old', division: '500103002001' })
        await report(scene, 'b', '1', { division: '500103002001' })
        scene.clock.advance(60_000)
        expect((await newer.due('lookup')).due.map(({ account }) => account)).toEqual(['west', 'west'])
        expect(await newer.counts('lookup')).toEqual({ blocked: 1, pending: 2 })
        // It starts again with the newer settings.
        await settle(scene, 'lookup', BOTH)
        expect(await newer.counts('lookup')).toEqual({ pending: 3 })
      })
    })
  } else skip('whoever has other settings leaves alone what it has no account for (skipped: nobody shares this store)')
}
