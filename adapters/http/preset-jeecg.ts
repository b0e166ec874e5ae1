/**
 * JeecgBoot (3.x): `{success, message, code, result}`, a dead token is a real 401, no id on save; searches exactly unless
 * the text has `*`, and drops filters it doesn't know.
 *
 * @see https://help.jeecg.com
 */
import type { Secret, SignSettings } from 'yibiao/adapter'
import type { HttpSettings } from './settings.ts'

export interface JeecgOptions {
  /** Such as `https://grid.example/jeecg-boot`. */
  readonly baseUrl: string
  /** Path of the generated controller: `/grid/record`. */
  readonly resource: string
  /** The payload's natural key. */
  readonly key: string
  readonly username: string | Secret
  /** Its log-in must be allowed without captcha. */
  readonly password: Secret
  /** Where the controller asks for `X-Sign`: `{ kind: 'jeecg-sign', secret: '${NAME}' }`. */
  readonly sign?: SignSettings
}

export function jeecg({ baseUrl, resource, key, username, password, sign }: JeecgOptions): HttpSettings {
  const page = { method: 'GET', path: `${resource}/list` } as const
  return {
    baseUrl,
    ...(sign && { sign }),
    auth: {
      kind: 'login',
      request: { path: '/sys/login', fields: { username, password } },
      token: '/result/token',
      place: { in: 'header', name: 'x-access-token' },
    },
    create: { method: 'POST', path: `${resource}/add` },
    update: { method: 'PUT', path: `${resource}/edit`, set: { '/id': '{reference}' } },
    withdraw: { method: 'DELETE', path: `${resource}/delete`, query: { id: '{reference}' } },
    success: { statuses: [200], checks: [{ pointer: '/success', equals: [true] }] },
    refusals: [
      { when: { statuses: [401], checks: [{ pointer: '/code', equals: [401] }] }, is: 'token-refused' },
      { when: { checks: [{ pointer: '/code', equals: [510] }] }, is: 'rejected' },
      { when: { checks: [{ pointer: '/message', matches: '已存在' }] }, is: 'duplicate' },
    ],
    faults: { code: '/code', text: '/message' },
    lookup: {
      request: { ...page, query: { [key]: `{payload.${key}}`, pageNo: '1', pageSize: '50' } },
      list: '/result/records',
      total: '/result/total',
      key: { [`/${key}`]: `/${key}` },
      reference: '/id',
      control: {
        madeUp: { [`/${key}`]: 'yibiao-control' },
        sample: { ...page, query: { pageNo: '1', pageSize: '20' } },
      },
      settleMs: 2_000,
    },
    list: {
      request: { ...page, query: { pageNo: '{page}', pageSize: '{size}' } },
      rows: '/result/records',
      total: '/result/total',
    },
  }
}
