/** Accounts in `systems.json`. */
import { expect, test } from 'vitest'
import { forms } from '../../schemas/index.ts'
import type { MappingError } from '../base/errors.ts'
import { defineSystem } from '../upstream/index.ts'
import { loadUpstreams } from './load-upstreams.ts'
import { goodUpstream, upstreamFolder } from './test-folder.ts'

test('accounts of a system: the same value as in TypeScript, its faults by file and place', async () => {
  const settings = {
    baseUrl: 'https://civil.example',
    success: { statuses: [200], checks: [{ pointer: '/id', present: true }] },
    auth: { kind: 'basic', username: '${account.username}', password: '${account.password}' },
    create: { method: 'POST', path: '/records' },
  }
  const folder = (accounts: object, more: object = {}) =>
    upstreamFolder(
      {
        'upstream.json': {
          ...goodUpstream,
          system: 'civil-system',
          adapter: { use: 'yibiao/adapters/http', settings: { ...settings, ...more } },
        },
      },
      { 'upstreams/systems.json': { systems: { 'civil-system': { title: '民政', accounts } } } },
    )
  const accounts = {
    by: 'division',
    each: {
      chengguan: { for: ['500103001'], values: { username: 'cg_grid', password: '${CHENGGUAN_PASSWORD}' } },
      longtan: {
        title: '龙潭镇',
        for: ['500103002'],
        values: { username: 'lt_grid', password: '${LONGTAN_PASSWORD}' },
      },
    },
  } as const
  const [civil] = await loadUpstreams(folder(accounts), { forms })
  expect(civil?.system).toEqual(defineSystem({ name: 'civil-system', title: '民政', accounts }))
  expect(civil?.adapter.accountValues).toEqual(['username', 'password'])

  const literal = {
    ...accounts,
    each: { ...accounts.each, chengguan: { for: ['5001'], values: { username: 'cg_grid', password: 'open-word' } } },
  }
  const refused = await loadUpstreams(folder(literal), { forms }).catch((error: unknown) => error)
  const { problems } = refused as MappingError
  expect(problems.map(({ params }) => params?.pointer)).toEqual([
    '/systems/civil-system/accounts/each/chengguan/for/0',
    '/systems/civil-system/accounts/each/chengguan/values/password',
    // Nothing is read of a file that is wrong.
    '/system',
  ])
  expect(JSON.stringify(refused)).not.toContain('open-word')
  // What is stored, or has no place for it, takes nothing of an account.
  for (const more of [{ headers: { 'x-user': '${account.username}' } }, { baseUrl: 'https://${account.username}' }]) {
    await expect(loadUpstreams(folder(accounts, more), { forms })).rejects.toThrow()
  }
  // Under one log-in for all, or with a value that no account has, nothing would go under its own.
  const auth = { kind: 'basic', username: 'grid', password: '${GRID_PASSWORD}' }
  await expect(loadUpstreams(folder(accounts, { auth }), { forms })).rejects.toThrow('account.NAME')
  const key = { kind: 'bearer', token: '${account.apiToken}' }
  await expect(loadUpstreams(folder(accounts, { auth: key }), { forms })).rejects.toThrow('apiToken')
})
