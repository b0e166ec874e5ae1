/**
 * Settings by which the http adapter speaks to each stand-in: also examples of how such upstreams are described.
 * Plain data; the account is the sandbox's own.
 */
import { SANDBOX_ACCOUNT, type SandboxKind } from './types.ts'

export interface SandboxSettingsOptions {
  /** The payload's natural key; `sfzh` by default. */
  readonly keyProperty?: string
  /** Bound on one exchange, in ms; 5,000 by default. */
  readonly timeoutMs?: number
  /** Longest processing time to declare, in ms; 100 by default, since a stand-in saves at once. */
  readonly maxProcessingMs?: number
  /** When "absent" is believed, in ms after the last send; 100 by default. */
  readonly settleMs?: number
  /** ruoyi: the repeat guard to declare, in ms; 5,000 by default. */
  readonly repeatGuardMs?: number
}

const { username, apiKey } = SANDBOX_ACCOUNT
// A function, as every secret in code is: it shows in no log.
const password = () => SANDBOX_ACCOUNT.password
const account = { username, password }

/** A key nobody has: the control of look-ups asks for it. */
const MADE_UP = 'yibiao-control'

/** Settings for `http()`. */
export function sandboxSettings<K extends SandboxKind>(kind: K, baseUrl: string, options: SandboxSettingsOptions = {}) {
  const { keyProperty = 'sfzh', timeoutMs = 5_000, maxProcessingMs = 100, settleMs = 100 } = options
  const common = { baseUrl, timeoutMs, maxProcessingMs }
  const key = `/${keyProperty}`
  const wanted = `{payload.${keyProperty}}`
  const make = {
    ruoyi: () => ruoyiSettings(common, keyProperty, key, wanted, settleMs, options.repeatGuardMs ?? 5_000),
    'ruoyi-plus': () => ({
      ...ruoyiSettings(common, keyProperty, key, wanted, settleMs, options.repeatGuardMs ?? 5_000),
      headers: { clientid: 'sandbox' },
      auth: {
        kind: 'login' as const,
        request: { path: '/auth/login', fields: { ...account, clientId: 'sandbox', grantType: 'password' } },
        token: '/data/access_token',
        place: { in: 'header' as const, name: 'authorization', prefix: 'Bearer ' },
      },
    }),
    jeecg: () => jeecgSettings(common, keyProperty, key, wanted, settleMs),
    'rest-key': () => restKeySettings(common),
    'rest-unique': () => restUniqueSettings(common, keyProperty, key, wanted, settleMs),
    portal: () => portalSettings(common, keyProperty, key, wanted, settleMs),
    bare: () => bareSettings(common),
  } as const
  return make[kind]() as ReturnType<(typeof make)[K]>
}

interface Common {
  readonly baseUrl: string
  readonly timeoutMs: number
  readonly maxProcessingMs: number
}

/** HTTP 200 for everything: only `code` and `msg` tell. A plain `code: 500` may be anything, so it stays unknown. */
const ruoyiSettings = (
  common: Common,
  property: string,
  key: string,
  wanted: string,
  settleMs: number,
  repeatGuardMs: number,
) => ({
  ...common,
  repeatGuardMs,
  auth: {
    kind: 'login' as const,
    request: { path: '/login', fields: account },
    token: '/token',
    place: { in: 'header' as const, name: 'authorization', prefix: 'Bearer ' },
  },
  create: { method: 'POST' as const, path: '/grid/record' },
  update: { method: 'PUT' as const, path: '/grid/record', set: { '/id': '{reference}' } },
  withdraw: { method: 'DELETE' as const, path: '/grid/record/{reference}' },
  success: { statuses: [200], checks: [{ pointer: '/code', equals: [200] }] },
  refusals: [
    { when: { checks: [{ pointer: '/code', equals: [401] }] }, is: 'token-refused' as const },
    { when: { checks: [{ pointer: '/code', equals: [403] }] }, is: { barred: 'right' as const } },
    { when: { checks: [{ pointer: '/msg', matches: '已存在该记录' }] }, is: 'duplicate' as const },
    { when: { checks: [{ pointer: '/msg', matches: '不允许重复提交' }] }, is: 'unknown' as const },
    { when: { checks: [{ pointer: '/code', equals: [601] }] }, is: 'rejected' as const },
  ],
  faults: { code: '/code', text: '/msg' },
  lookup: {
    request: { method: 'GET' as const, path: '/grid/record/list', query: { [property]: wanted, pageSize: '20' } },
    list: '/rows',
    total: '/total',
    key: { [key]: key },
    reference: '/id',
    control: {
      madeUp: { [key]: MADE_UP },
      sample: { method: 'GET' as const, path: '/grid/record/list', query: { pageSize: '20' } },
    },
    settleMs,
  },
})

const jeecgSettings = (common: Common, property: string, key: string, wanted: string, settleMs: number) => ({
  ...common,
  auth: {
    kind: 'login' as const,
    request: { path: '/sys/login', fields: account },
    token: '/result/token',
    place: { in: 'header' as const, name: 'x-access-token' },
  },
  create: { method: 'POST' as const, path: '/grid/record/add' },
  update: { method: 'PUT' as const, path: '/grid/record/edit', set: { '/id': '{reference}' } },
  withdraw: { method: 'DELETE' as const, path: '/grid/record/delete', query: { id: '{reference}' } },
  success: { statuses: [200], checks: [{ pointer: '/success', equals: [true] }] },
  refusals: [
    { when: { statuses: [401], checks: [{ pointer: '/code', equals: [401] }] }, is: 'token-refused' as const },
    { when: { checks: [{ pointer: '/message', matches: '已存在该记录' }] }, is: 'duplicate' as const },
    { when: { checks: [{ pointer: '/code', equals: [510] }] }, is: 'rejected' as const },
  ],
  faults: { code: '/code', text: '/message' },
  lookup: {
    request: { method: 'GET' as const, path: '/grid/record/list', query: { [property]: wanted, pageSize: '20' } },
    list: '/result/records',
    total: '/result/total',
    key: { [key]: key },
    reference: '/id',
    control: {
      madeUp: { [key]: MADE_UP },
      sample: { method: 'GET' as const, path: '/grid/record/list', query: { pageSize: '20' } },
    },
    settleMs,
  },
})

const restRefusals = [
  { when: { statuses: [401], checks: [{ pointer: '/error/code', present: true }] }, is: 'token-refused' as const },
  { when: { statuses: [409], checks: [{ pointer: '/error/code', equals: ['duplicate'] }] }, is: 'duplicate' as const },
  { when: { statuses: [422], checks: [{ pointer: '/error/code', present: true }] }, is: 'rejected' as const },
]
const restFaults = { list: '/errors', field: '/field', code: '/code', text: '/message' }
const restWrites = {
  create: { method: 'POST' as const, path: '/records' },
  update: { method: 'PUT' as const, path: '/records/{reference}' },
  withdraw: { method: 'DELETE' as const, path: '/records/{reference}' },
  success: { statuses: [200, 201], checks: [{ pointer: '/id', present: true }] },
  reference: '/id',
  refusals: restRefusals,
  faults: restFaults,
}

const restKeySettings = (common: Common) => ({
  ...common,
  ...restWrites,
  auth: { kind: 'api-key' as const, in: 'header' as const, name: 'x-api-key', value: () => apiKey },
  idempotency: { key: { header: 'idempotency-key', windowMs: 86_400_000 } },
})

const restUniqueSettings = (common: Common, property: string, key: string, wanted: string, settleMs: number) => ({
  ...common,
  ...restWrites,
  auth: { kind: 'basic' as const, ...account },
  lookup: {
    request: { method: 'GET' as const, path: '/records', query: { [property]: wanted } },
    answered: { statuses: [200], checks: [{ pointer: '/items', present: true }] },
    list: '/items',
    total: '/total',
    key: { [key]: key },
    reference: '/id',
    control: 'trusted' as const,
    settleMs,
  },
})

const portalSettings = (common: Common, property: string, key: string, wanted: string, settleMs: number) => ({
  ...common,
  auth: {
    kind: 'form-login' as const,
    page: '/login',
    request: { path: '/login', fields: account },
    csrf: {
      from: 'input' as const,
      name: '_csrf',
      page: '/index',
      place: { in: 'header' as const, name: 'x-csrf-token' },
    },
    loggedIn: { location: '/index$' },
  },
  create: { method: 'POST' as const, path: '/record/save', body: 'form' as const },
  update: { method: 'POST' as const, path: '/record/edit', body: 'form' as const, set: { '/id': '{reference}' } },
  withdraw: { method: 'POST' as const, path: '/record/remove', body: 'form' as const, set: { '/id': '{reference}' } },
  success: { statuses: [200], checks: [{ text: '保存成功' }] },
  refusals: [
    { when: { statuses: [302], checks: [{ empty: true as const }] }, is: 'token-refused' as const },
    { when: { statuses: [200], checks: [{ text: '该记录已存在' }] }, is: 'duplicate' as const },
    { when: { statuses: [200], checks: [{ text: '保存失败' }] }, is: 'rejected' as const },
  ],
  faults: { page: '保存失败：([^<]*)' },
  lookup: {
    request: { method: 'GET' as const, path: '/record/list', query: { [property]: wanted } },
    answered: { statuses: [200], checks: [{ pointer: '/rows', present: true }] },
    list: '/rows',
    total: '/total',
    key: { [key]: key },
    reference: '/id',
    control: 'trusted' as const,
    settleMs,
  },
})

const bareSettings = (common: Common) => ({
  ...common,
  create: { method: 'POST' as const, path: '/report' },
  success: { statuses: [200], checks: [{ pointer: '/ok', equals: [true] }] },
  refusals: [{ when: { checks: [{ pointer: '/refused', present: true }] }, is: 'rejected' as const }],
  faults: { text: '/refused' },
})
