/** The conformance suite, on every shape of upstream that settings alone describe. */
import { describe, expect, test } from 'vitest'
import {
  type AdapterSuite,
  createSandbox,
  describeAdapter,
  SANDBOX_ACCOUNT,
  type SandboxKind,
  sandboxSettings,
  sandboxUpstream,
  type TestAccounts,
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

const OTHER = { username: 'chengguan', password: 'chengguan-only' }
const accountOf = (username: string, password: string) => ({
  name: username,
  values: { username, password: () => password },
})
const own = { username: '${account.username}', password: '${account.password}' } as const
const open = async (kind: SandboxKind) =>
  sandboxUpstream(await createSandbox({ kind, repeatGuardMs: 0, accounts: [SANDBOX_ACCOUNT, OTHER] }))
const accounts = (adapter: AdapterSuite['adapter']): TestAccounts => ({
  adapter,
  right: [accountOf(SANDBOX_ACCOUNT.username, SANDBOX_ACCOUNT.password), accountOf(OTHER.username, OTHER.password)],
  wrong: accountOf(OTHER.username, 'wrong-password'),
})

for (const kind of ['portal', 'bare'] as const) {
  describeAdapter({ describe, test, expect }, `http as ${kind}`, {
    open: () => open(kind),
    ...(kind === 'portal' && { accounts: accounts((address) => http(portalOf(address))) }),
    adapter: (address) => http(sandboxSettings(kind, address, { timeoutMs: 500 })),
    payload: (index, version) => ({ sfzh: `${person.sfzh}-${index}`, xm: `张小${NAMES[index]}`, dz: `第${version}号` }),
    similar: (payload) => ({ ...payload, sfzh: `${payload.sfzh}9` }),
    property: 'xm',
    faults,
    unable: 'its documentation promises exact answers to look-ups',
    secrets: [
      SANDBOX_ACCOUNT.password,
      SANDBOX_ACCOUNT.apiKey,
      OTHER.password,
      'wrong-password',
      'Basic ',
      'Bearer ',
      'JSESSIONID',
    ],
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
type Credentials = Pick<Parameters<typeof ruoyi>[0], 'username' | 'password'>
const one: Credentials = { username, password }
const records = (baseUrl: string, credentials: Credentials) => ({
  baseUrl,
  resource: '/grid/record',
  key: 'sfzh',
  ...credentials,
})
const unique = { property: 'sfzh' }
const auth = { kind: 'api-key', in: 'header', name: 'x-api-key', value: () => apiKey } as const

const presets: readonly (readonly [string, SandboxKind, (baseUrl: string, given: Credentials) => HttpSettings])[] = [
  ['ruoyi', 'ruoyi', (baseUrl, given) => ruoyi(records(baseUrl, given))],
  ['ruoyiPlus', 'ruoyi-plus', (baseUrl, given) => ruoyiPlus({ ...records(baseUrl, given), clientId: 'sandbox' })],
  ['jeecg', 'jeecg', (baseUrl, given) => jeecg(records(baseUrl, given))],
  [
    'rest, unique property',
    'rest-unique',
    (baseUrl, given) => rest({ baseUrl, resource: '/records', unique, auth: { kind: 'basic', ...given } }),
  ],
  [
    'rest, Idempotency-Key',
    'rest-key',
    (baseUrl) => rest({ baseUrl, resource: '/records', idempotencyKey: { windowMs: 86_400_000 }, auth }),
  ],
]

for (const [name, kind, settings] of presets) {
  describeAdapter({ describe, test, expect }, `preset ${name}`, {
    open: () => open(kind),
    adapter: (address) => http({ ...settings(address, one), timeoutMs: 500 }),
    ...(kind !== 'rest-key' && {
      accounts: accounts((address) => http({ ...settings(address, own), timeoutMs: 500 })),
    }),
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
    secrets: [SANDBOX_ACCOUNT.password, SANDBOX_ACCOUNT.apiKey, OTHER.password, 'wrong-password'],
  })
}

function portalOf(baseUrl: string): HttpSettings {
  const settings = sandboxSettings('portal', baseUrl, { timeoutMs: 500 })
  return { ...settings, auth: { ...settings.auth, request: { ...settings.auth.request, fields: own } } }
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
