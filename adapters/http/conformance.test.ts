/** The conformance suite, on every shape of upstream that settings alone describe. */
import { describe, expect, test } from 'vitest'
import {
  createSandbox,
  describeAdapter,
  SANDBOX_ACCOUNT,
  type SandboxKind,
  sandboxSettings,
  sandboxUpstream,
  type UpstreamFaultName,
} from 'yibiao/testing'
import { type HttpSettings, http, jeecg, rest, ruoyi, ruoyiPlus } from './index.ts'
import { person } from './test-sandbox.ts'

const faults = [
  'away',
  'cutAfterSave',
  'cutBeforeSave',
  'drip',
  'emptyBody',
  'envelopeFailure',
  'garbage',
  'gbkReply',
  'hang',
  'htmlPage',
  'lie',
  'redirect',
  'refuse',
  'slow',
  'status5xx',
  'throttle',
  'truncated',
  'hidesProperty',
] as const satisfies readonly UpstreamFaultName[]

const NAMES = [...'一二三四五六七八']

for (const kind of ['portal', 'bare'] as const) {
  describeAdapter({ describe, test, expect }, `http as ${kind}`, {
    open: async () => sandboxUpstream(await createSandbox({ kind, repeatGuardMs: 0 })),
    adapter: (address) => http(sandboxSettings(kind, address, { timeoutMs: 500 })),
    payload: (index, version) => ({ sfzh: `${person.sfzh}-${index}`, xm: `张小${NAMES[index]}`, dz: `第${version}号` }),
    similar: (payload) => ({ ...payload, sfzh: `${payload.sfzh}9` }),
    property: 'xm',
    faults,
    unable: 'its documentation promises exact answers to look-ups',
    secrets: [SANDBOX_ACCOUNT.password, SANDBOX_ACCOUNT.apiKey, 'Basic ', 'Bearer ', 'JSESSIONID'],
  })
}

describeAdapter({ describe, test, expect }, 'http, several in one call', {
  open: async () => sandboxUpstream(await createSandbox({ kind: 'rest-unique' })),
  adapter: (address) => http(batchSettings(sandboxSettings('rest-unique', address, { timeoutMs: 500 }))),
  payload: (index, version) => ({ sfzh: `${person.sfzh}-${index}`, xm: `张小${NAMES[index]}`, dz: `第${version}号` }),
  property: 'xm',
  faults,
  unable: 'its documentation promises exact answers to look-ups',
})

const { username, apiKey } = SANDBOX_ACCOUNT
const password = () => SANDBOX_ACCOUNT.password
const records = (baseUrl: string) => ({ baseUrl, resource: '/grid/record', key: 'sfzh', username, password })
const unique = { property: 'sfzh' }
const auth = { kind: 'api-key', in: 'header', name: 'x-api-key', value: () => apiKey } as const

const presets: readonly (readonly [string, SandboxKind, (baseUrl: string) => HttpSettings])[] = [
  ['ruoyi', 'ruoyi', (baseUrl) => ruoyi(records(baseUrl))],
  ['ruoyiPlus', 'ruoyi-plus', (baseUrl) => ruoyiPlus({ ...records(baseUrl), clientId: 'sandbox' })],
  ['jeecg', 'jeecg', (baseUrl) => jeecg(records(baseUrl))],
  [
    'rest, unique property',
    'rest-unique',
    (baseUrl) => rest({ baseUrl, resource: '/records', unique, auth: { kind: 'basic', username, password } }),
  ],
  [
    'rest, Idempotency-Key',
    'rest-key',
    (baseUrl) => rest({ baseUrl, resource: '/records', idempotencyKey: { windowMs: 86_400_000 }, auth }),
  ],
]

for (const [name, kind, settings] of presets) {
  describeAdapter({ describe, test, expect }, `preset ${name}`, {
    open: async () => sandboxUpstream(await createSandbox({ kind, repeatGuardMs: 0 })),
    adapter: (address) => http({ ...settings(address), timeoutMs: 500 }),
    payload: (index, version) => ({
      ...person,
      sfzh: `${person.sfzh}-${index}`,
      xm: `张小${NAMES[index]}`,
      nl: version,
    }),
    similar: (payload) => ({ ...payload, sfzh: `${payload.sfzh}9` }),
    property: 'xm',
    faults: kind.startsWith('rest') ? faults : [...faults, 'filterIgnored', 'hidesRows'],
    unable: 'its documentation promises exact answers to look-ups',
    secrets: [SANDBOX_ACCOUNT.password, SANDBOX_ACCOUNT.apiKey],
  })
}

function batchSettings(settings: ReturnType<typeof sandboxSettings<'rest-unique'>>): HttpSettings {
  return {
    ...settings,
    batch: {
      max: 5,
      request: {
        method: 'POST',
        path: '/records/batch',
        wrap: '/items',
        success: { statuses: [200], checks: [{ pointer: '/results', present: true }] },
      },
      items: { list: '/results', success: { checks: [{ pointer: '/id', present: true }] } },
    },
    refusals: [
      { when: { checks: [{ pointer: '/error/code', equals: ['duplicate'] }] }, is: 'duplicate' },
      { when: { checks: [{ pointer: '/errors/0/field', present: true }] }, is: 'rejected' },
    ],
    list: {
      request: { method: 'GET', path: '/records', query: { page: '{page}', size: '{size}' } },
      rows: '/items',
      total: '/total',
      size: 3,
      answered: settings.lookup.answered,
    },
  }
}
