/**
 * Everything that makes one HTTP upstream differ from another, as plain data: the same value in TypeScript and in JSON.
 * Strict at every level, so that a mistyped setting is refused instead of ignored.
 */
import {
  Auth,
  connectionSettings,
  exchangeSettings,
  FaultPlaces,
  Headers,
  type HttpReply,
  Match,
  Ms,
  Pointer,
  type ReadBody,
  Refusal,
  readJson,
  readSettings,
  SignSettings,
  setting,
} from 'yibiao/adapter'
import { z } from 'zod'
import { List, Lookup } from './settings-lookup.ts'
import { Batch, Ticket } from './settings-many.ts'
import { RequestTemplate } from './settings-request.ts'

function isBaseUrl(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, username, password, search, hash } = new URL(text)
  return /^https?:$/.test(protocol) && `${username}${password}${search}${hash}` === ''
}

export const HttpSettings = z
  .strictObject({
    baseUrl: setting(z.string().refine(isBaseUrl, 'an http(s) URL without user name, password, query and fragment'), {
      zh: '接口地址；账号密码只发往这个地址',
      en: 'Address of the upstream; credentials never leave its origin',
      fromEnvironment: true,
    }),
    auth: setting(Auth.default({ kind: 'none' }), {
      zh: '身份验证：none、bearer、basic、api-key（放在请求头、查询参数或报文里）、login（登录一次，凭证共用）',
      en: '`none`, `bearer`, `basic`, `api-key` (in header, query or body), `login` (a token, fetched once for all)',
    }),
    sign: setting(SignSettings.optional(), {
      zh: '网关签名：{ kind, … }，每次发送时用当时的时间签（见 signatures.md）；也可以是函数',
      en: 'How requests are signed, on every attempt: `{ kind, … }` of [signatures.md](signatures.md), or a function',
    }),
    ...connectionSettings,
    headers: setting(Headers.default({}), {
      zh: '每次调用都带的固定请求头，不能放账号密码',
      en: 'Constant headers of every call; no credentials',
    }),
    create: setting(RequestTemplate.optional(), {
      zh: '新增怎样调用：{ method, path, query, headers, body, wrap, set, success }；没有就是不支持新增',
      en: 'How to create: `{ method, path, query, headers, body, wrap, set, success }`; without it the upstream has no such operation',
    }),
    update: setting(RequestTemplate.optional(), { zh: '修改怎样调用', en: 'How to update, likewise' }),
    withdraw: setting(RequestTemplate.optional(), { zh: '撤回怎样调用', en: 'How to withdraw, likewise' }),
    lookup: setting(Lookup.optional(), {
      zh: '怎样查询一条记录在不在，以及凭什么相信“查无”（control）',
      en: 'How to ask whether a record stands there, and what makes "absent" credible (`control`)',
    }),
    batch: setting(Batch.optional(), {
      zh: '一次报多条：{ max, atomic, request, items }；items 说明逐条结果在回复的哪里，没有就整批同一结果',
      en: 'Several creates in one call: `{ max, atomic, request, items }`; `items` says where the reply has a result for each, without it one result counts for all',
    }),
    ticket: setting(Ticket.optional(), {
      zh: '先受理后处理的接口：{ pointer, request, pending, pollAfterMs }，凭票据查结果',
      en: 'For upstreams that answer later: `{ pointer, request, pending, pollAfterMs }`, asked with `{ticket}`',
    }),
    list: setting(List.optional(), {
      zh: '怎样逐页列出全部记录，用于核对：{ request, rows, total, firstPage, size }',
      en: 'How to list all records page by page, for reconciliation: `{ request, rows, total, firstPage, size }`',
    }),
    success: setting(Match, {
      zh: '怎样的回复算成功：{ statuses, checks }，先于 refusals；只看状态码不算数',
      en: 'What a positive answer looks like: `{ statuses, checks }`; tried before the refusals; a status alone is never enough',
    }),
    jsonTypes: setting(z.array(z.string()).default([]), {
      zh: '除 application/json 和 …+json 外，哪些内容类型也按 JSON 读',
      en: 'Content types that count as JSON besides `application/json` and `…+json`',
    }),
    reference: setting(z.union([Pointer, z.strictObject({ header: z.string() })]).optional(), {
      zh: '上级自己的编号在回复的哪里：报文里的位置，或某个请求头（location）路径的末尾',
      en: "Where the upstream's own id of the record is: in the body, or at the end of a header's path (`location`)",
    }),
    refusals: setting(z.array(Refusal).default([]), {
      zh: '其他回复的含义，按顺序第一条相符的算：rejected、duplicate、throttled、unavailable、token-refused、unknown、{ barred }；都不相符就是未知',
      en: 'What other answers mean, the first match counts: `rejected`, `duplicate`, `throttled`, `unavailable`, `token-refused`, `unknown`, `{ barred }`; what matches none is unknown',
    }),
    faults: setting(FaultPlaces.default({}), {
      zh: '退回时，字段、代码和原因写在哪里',
      en: 'Where a refusal names field, code and text',
    }),
    ...exchangeSettings,
    idempotency: setting(
      z
        .strictObject({
          /** The upstream recognises our key in this header, for `windowMs` after the first send. */
          key: z.strictObject({ header: z.string().min(1), windowMs: Ms }).optional(),
          /** A send of the same natural key overwrites. */
          upsert: z.literal(true).optional(),
        })
        .default({}),
      {
        zh: '重复报送为什么无害：{ key: { header, windowMs } } 按我们的键识别，{ upsert: true } 同一主键覆盖',
        en: 'What makes a repeat harmless: `{ key: { header, windowMs } }` or `{ upsert: true }`',
      },
    ),
    repeatGuardMs: setting(Ms.optional(), {
      zh: '多久之内相同的报送一律被拒，不管第一次结果如何',
      en: 'Window in which an identical repeat is refused, whatever became of the first',
      unit: 'ms',
    }),
  })
  .check(({ value: { batch, ticket, update, withdraw, reference, lookup }, issues }) => {
    const fault = (name: string, zh: string, en: string) =>
      issues.push({ code: 'custom', input: undefined, path: [name], params: { detail: { zh, en } } })
    if (batch !== undefined && ticket !== undefined)
      fault(
        'ticket',
        'batch 和 ticket 不能同时用：一张票据会对应多条记录',
        'batch and ticket exclude each other: one ticket would stand for several records',
      )
    const asks = JSON.stringify([update, withdraw]).includes('{reference}')
    if (asks && reference === undefined && lookup === undefined)
      fault(
        'reference',
        '修改或撤回用到 {reference}：请写明新增的回复里它在哪里（如 "/id"），或怎样查询（lookup）',
        'an update or withdrawal names {reference}: say where the reply to a create tells it (such as "/id"), or how to look it up',
      )
  })

export type HttpSettings = z.input<typeof HttpSettings>

/** Read, and with the way replies are read. */
export interface ReadySettings extends z.output<typeof HttpSettings> {
  read(reply: HttpReply): ReadBody
}

/** @throws {SettingsError} naming each setting that is unknown, missing or wrong */
export function readHttpSettings(given: HttpSettings): ReadySettings {
  const settings = readSettings('http', HttpSettings, given)
  return { ...settings, read: (reply) => readJson(reply, settings.jsonTypes) }
}
