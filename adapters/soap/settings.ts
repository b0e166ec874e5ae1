/**
 * One SOAP service as plain data: the same value in TypeScript and in JSON. Strict at every level, so that a mistyped
 * setting is refused instead of ignored.
 */
import {
  Auth,
  connectionSettings,
  Endpoint,
  exchangeSettings,
  FaultPlaces,
  lookupSettings,
  Match,
  Ms,
  Pointer,
  parseXml,
  pathSetting,
  Refusal,
  secretSetting,
  setting,
  XML_NAME,
} from 'yibiao/adapter'
import { z } from 'zod'

const Name = z.string().regex(XML_NAME, 'a name of an XML element')
/** What a template's placeholders stand for is text or whole elements: with nothing in their place it has to be XML. */
const Body = z
  .string()
  .refine(
    (text) => parseXml(text.replaceAll(/\{[^{}]*\}/g, '')) !== undefined,
    'one well-formed XML element, prefixes declared',
  )

const Call = z
  .strictObject({
    /** Of the WSDL: it gives action, element and namespace … */
    operation: Name.optional(),
    /** … and these are its parameters in order, with placeholders in their values. */
    parameters: z.record(Name, z.string()).optional(),
    /** Without a WSDL: `SOAPAction`, and … */
    action: z.string().optional(),
    /** … what stands inside of `soap:Body`, with placeholders. */
    body: Body.optional(),
    /** The success rule of this call, where it differs from the general one. */
    success: Match.optional(),
  })
  .refine(
    ({ operation, parameters, body }) => (operation !== undefined && parameters !== undefined) !== (body !== undefined),
    {
      params: { detail: { zh: '写 operation 和 parameters，或者写 body', en: 'operation and parameters, or body' } },
    },
  )
export type Call = z.output<typeof Call>

export const SoapSettings = z
  .strictObject({
    endpoint: setting(Endpoint.optional(), {
      zh: '服务地址；不写则用 WSDL 里的；账号密码只发往这个地址',
      en: 'Address of the service; by default the WSDL’s; credentials never leave its origin',
      fromEnvironment: true,
    }),
    wsdl: setting(pathSetting.optional(), {
      zh: 'WSDL 文件（先存到本机，发送时不去网上取；不跟随 import）',
      en: 'File of the WSDL, kept here: nothing is fetched when sending, and imports are not followed',
    }),
    version: setting(z.enum(['1.1', '1.2']).optional(), {
      zh: 'SOAP 版本；不写则看 WSDL，没有 WSDL 则 1.1',
      en: 'SOAP version; by default what the WSDL binds, else 1.1',
    }),
    create: setting(Call.optional(), {
      zh: '新增怎样调用：`{ operation, parameters }`，或不用 WSDL：`{ action, body }`；占位符见下文',
      en: 'How to create: `{ operation, parameters }` of the WSDL, or `{ action, body }`; placeholders below',
    }),
    update: setting(Call.optional(), { zh: '修改怎样调用', en: 'How to update, likewise' }),
    withdraw: setting(Call.optional(), { zh: '撤回怎样调用', en: 'How to withdraw, likewise' }),
    lookup: setting(lookupSettings(Call).optional(), {
      zh: '怎样查询一条记录在不在，以及凭什么相信“查无”（`control`）',
      en: 'How to ask whether a record stands there, and what makes "absent" credible (`control`)',
    }),
    document: setting(
      z
        .strictObject({
          /** Element around the payload's. */
          root: Name.default('record'),
          /** Encoding that its prolog names; none without. */
          prolog: z.enum(['UTF-8', 'GBK', 'GB18030']).optional(),
        })
        .default({ root: 'record' }),
      {
        zh: '`{document}` 是作为字符串参数的 XML：`{ root, prolog }`',
        en: 'What `{document}` is, an XML document in a string argument: `{ root, prolog }`',
      },
    ),
    result: setting(z.strictObject({ pointer: Pointer, as: z.enum(['xml', 'json']) }).optional(), {
      zh: '回复是字符串里的 XML 或 JSON：`{ pointer, as }`，读出来放在 `/result`',
      en: 'Where the reply is XML or JSON inside a string: `{ pointer, as }`; it is read to `/result`',
    }),
    success: setting(Match, {
      zh: '怎样的回复算成功：`{ statuses, checks }`；指针从 soap:Body 里面开始',
      en: 'What a positive answer looks like: `{ statuses, checks }`; pointers start inside of `soap:Body`',
    }),
    refusals: setting(z.array(Refusal).default([]), {
      zh: '其他回复的含义，按顺序第一条相符的算；错误（Fault）在 `/Fault/code`、`/Fault/text`',
      en: 'What other answers mean, the first match counts; a fault stands at `/Fault/code` and `/Fault/text`',
    }),
    faults: setting(FaultPlaces.default({ code: '/Fault/code', text: '/Fault/text' }), {
      zh: '退回时，字段、代码和原因写在哪里',
      en: 'Where a refusal names field, code and text',
    }),
    reference: setting(Pointer.optional(), {
      zh: '上级自己的编号在哪里',
      en: "Where the upstream's own id of the record is",
    }),
    auth: setting(Auth.default({ kind: 'none' }), {
      zh: '网关的身份验证，和 http 适配器一样',
      en: 'Authentication of the HTTP call, as of the http adapter',
    }),
    wsSecurity: setting(
      z
        .strictObject({
          username: z.union([z.string().min(1), secretSetting]),
          password: secretSetting,
          /** `digest`: the password itself never leaves; `text` only over TLS. */
          kind: z.enum(['digest', 'text']).default('digest'),
          mustUnderstand: z.boolean().default(true),
        })
        .optional(),
      {
        zh: 'WS-Security 用户名令牌：`{ username, password, kind, mustUnderstand }`',
        en: 'WS-Security UsernameToken: `{ username, password, kind, mustUnderstand }`',
      },
    ),
    credentials: setting(z.record(Name, secretSetting).default({}), {
      zh: '作为参数的口令：`{ 名: 机密 }`，用 `{credential.名}` 放进参数，发送时才填，不存台账',
      en: 'Credentials that are parameters: `{ name: secret }`, put in place by `{credential.name}` when it leaves, stored nowhere',
    }),
    ...connectionSettings,
    encoding: setting(z.enum(['utf-8', 'gbk', 'gb18030']).default('utf-8'), {
      zh: '报文的编码；写不出的字在报送之前就提示',
      en: 'Encoding of the message; what it cannot hold is a problem of the field before anything is sent',
    }),
    idempotency: setting(
      z
        .strictObject({
          /** The upstream recognises `{key}`, for `windowMs` after the first send. */
          key: z.strictObject({ windowMs: Ms }).optional(),
          upsert: z.literal(true).optional(),
        })
        .default({}),
      {
        zh: '重复报送为什么无害：`{ key: { windowMs } }` 按 `{key}` 识别，`{ upsert: true }` 同一主键覆盖',
        en: 'What makes a repeat harmless: `{ key: { windowMs } }` (it recognises `{key}`) or `{ upsert: true }`',
      },
    ),
    ...exchangeSettings,
  })
  .check(({ value: { endpoint, wsdl, ...calls }, issues }) => {
    const fault = (name: string, zh: string, en: string) =>
      issues.push({ code: 'custom', input: undefined, path: [name], params: { detail: { zh, en } } })
    if (endpoint === undefined && wsdl === undefined)
      fault('endpoint', '要写 endpoint 或 wsdl', 'endpoint or wsdl is needed')
    const usesWsdl = [calls.create, calls.update, calls.withdraw, calls.lookup?.request].some(
      (call) => call?.operation !== undefined,
    )
    if (usesWsdl && wsdl === undefined) fault('wsdl', 'operation 要有 wsdl', 'operation needs it')
  })

export type SoapSettings = z.input<typeof SoapSettings>
export type ReadySettings = z.output<typeof SoapSettings>
