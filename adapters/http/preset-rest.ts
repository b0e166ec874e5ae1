/**
 * Plain REST: `POST` makes a record and answers with its id, `PUT` and `DELETE` take the id in the path; errors name the
 * field. What recognises a repeat is a unique property that can be asked for, an idempotency key, or both.
 */
import type { HttpSettings } from './settings.ts'

export interface RestOptions {
  readonly baseUrl: string
  /** Path of the records: `/records`. */
  readonly resource: string
  readonly auth?: HttpSettings['auth']
  /** A property that no two records share, by which `GET resource?property=…` answers exactly. */
  readonly unique?: {
    readonly property: string
    /** Where the rows and their number are in the answer. Default `/items`, `/total`. */
    readonly rows?: string
    readonly total?: string
    /** `error.code` of a broken unique key under 409. Default `duplicate`. */
    readonly code?: string
  }
  /** @see https://datatracker.ietf.org/doc/html/draft-ietf-httpapi-idempotency-key-header */
  readonly idempotencyKey?: {
    /** Default `idempotency-key`. */
    readonly header?: string
    /** How long the upstream remembers a key, in ms. */
    readonly windowMs: number
  }
}

export function rest({ baseUrl, resource, auth, unique, idempotencyKey }: RestOptions): HttpSettings {
  return {
    baseUrl,
    ...(auth && { auth }),
    create: { method: 'POST', path: resource },
    update: { method: 'PUT', path: `${resource}/{reference}` },
    withdraw: { method: 'DELETE', path: `${resource}/{reference}` },
    success: { statuses: [200, 201], checks: [{ pointer: '/id', present: true }] },
    reference: '/id',
    refusals: [
      { when: { statuses: [401], checks: [{ pointer: '/error/code', present: true }] }, is: 'token-refused' },
      {
        when: { statuses: [409], checks: [{ pointer: '/error/code', equals: [unique?.code ?? 'duplicate'] }] },
        is: 'duplicate',
      },
      { when: { statuses: [400, 422], checks: [{ pointer: '/error/code', present: true }] }, is: 'rejected' },
    ],
    faults: { list: '/errors', field: '/field', code: '/code', text: '/message' },
    ...(idempotencyKey && {
      idempotency: {
        key: { header: idempotencyKey.header ?? 'idempotency-key', windowMs: idempotencyKey.windowMs },
      },
    }),
    ...(unique && { lookup: lookupOf(resource, unique) }),
  }
}

function lookupOf(
  resource: string,
  { property, rows = '/items', total = '/total' }: NonNullable<RestOptions['unique']>,
): NonNullable<HttpSettings['lookup']> {
  return {
    request: { method: 'GET', path: resource, query: { [property]: `{payload.${property}}` } },
    answered: { statuses: [200], checks: [{ pointer: rows, present: true }] },
    list: rows,
    total,
    key: { [`/${property}`]: `/${property}` },
    reference: '/id',
    control: 'trusted',
    settleMs: 2_000,
  }
}
