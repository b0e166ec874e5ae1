/**
 * RuoYi (RuoYi-Vue 3.8) and RuoYi-Vue-Plus (5.x), the back ends of most departments' systems: HTTP 200 for every failure,
 * searches that match loosely and drop filters they don't know, the same body refused for five seconds, no id on save.
 *
 * @see https://gitee.com/y_project/RuoYi-Vue and https://gitee.com/dromara/RuoYi-Vue-Plus
 */
import type { Refusal, Secret } from 'yibiao/adapter'
import type { HttpSettings } from './settings.ts'

export interface RuoyiOptions {
  /** Such as `https://civil.example/prod-api`. */
  readonly baseUrl: string
  /** Path of the records' controller: `/grid/record`. */
  readonly resource: string
  /** The payload's natural key; the list must filter by it and the table have it unique. */
  readonly key: string
  readonly username: string | Secret
  readonly password: Secret
  /** The payload property that holds the upstream's own id on an update. Default `id`. */
  readonly id?: string
}

/** `@RepeatSubmit` holds for 5,000 ms unless a method says otherwise. */
const REPEAT_GUARD_MS = 5_000

const REFUSALS: readonly (Omit<Refusal, 'who'> & { readonly who?: Refusal['who'] })[] = [
  { when: { checks: [{ pointer: '/code', equals: [401] }] }, is: 'token-refused' },
  { when: { checks: [{ pointer: '/code', equals: [403] }] }, is: { barred: 'right' } },
  // Also what its global handler says of a broken unique key.
  { when: { checks: [{ pointer: '/msg', matches: '已存在' }] }, is: 'duplicate' },
  // "Maybe accepted": said whatever became of the first.
  { when: { checks: [{ pointer: '/msg', matches: '不允许重复提交' }] }, is: 'unknown' },
  { when: { checks: [{ pointer: '/code', equals: [601] }] }, is: 'rejected' },
]

export function ruoyi(options: RuoyiOptions): HttpSettings {
  const { username, password } = options
  return {
    ...common(options),
    auth: {
      kind: 'login',
      request: { path: '/login', fields: { username, password } },
      token: '/token',
      place: { in: 'header', name: 'authorization', prefix: 'Bearer ' },
    },
  }
}

export interface RuoyiPlusOptions extends RuoyiOptions {
  /** Of the client that 客户端管理 lists; it is also sent with every call. */
  readonly clientId: string
  /** Default `000000`. */
  readonly tenantId?: string
}

/** Log-ins must be allowed unencrypted (`api-decrypt.enabled: false`), and without captcha for this client. */
export function ruoyiPlus(options: RuoyiPlusOptions): HttpSettings {
  const { username, password, clientId, tenantId = '000000' } = options
  return {
    ...common(options),
    headers: { clientid: clientId },
    auth: {
      kind: 'login',
      request: { path: '/auth/login', fields: { clientId, grantType: 'password', tenantId, username, password } },
      token: '/data/access_token',
      lasts: { pointer: '/data/expire_in', unit: 's' },
      place: { in: 'header', name: 'authorization', prefix: 'Bearer ' },
    },
  }
}

function common({ baseUrl, resource, key, id = 'id' }: RuoyiOptions) {
  const page = { method: 'GET', path: `${resource}/list` } as const
  return {
    baseUrl,
    repeatGuardMs: REPEAT_GUARD_MS,
    create: { method: 'POST', path: resource },
    update: { method: 'PUT', path: resource, set: { [`/${id}`]: '{reference}' } },
    withdraw: { method: 'DELETE', path: `${resource}/{reference}` },
    success: { statuses: [200], checks: [{ pointer: '/code', equals: [200] }] },
    refusals: [...REFUSALS],
    faults: { code: '/code', text: '/msg' },
    lookup: {
      request: { ...page, query: { [key]: `{payload.${key}}`, pageNum: '1', pageSize: '50' } },
      list: '/rows',
      total: '/total',
      key: { [`/${key}`]: `/${key}` },
      reference: `/${id}`,
      control: {
        madeUp: { [`/${key}`]: 'yibiao-control' },
        sample: { ...page, query: { pageNum: '1', pageSize: '20' } },
      },
      settleMs: 2_000,
    },
    list: { request: { ...page, query: { pageNum: '{page}', pageSize: '{size}' } }, rows: '/rows', total: '/total' },
  } as const satisfies HttpSettings
}
