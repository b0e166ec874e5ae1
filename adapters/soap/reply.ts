/** Reply → what the rules' pointers lead into: the content of `soap:Body`, a fault in one shape for both versions. */
import {
  atPointer,
  childOf,
  dataOf,
  type HttpReply,
  type Json,
  type JsonObject,
  parseXml,
  type ReadBody,
  type ReplyRules,
  type XmlElement,
} from 'yibiao/adapter'
import { isEnvelope } from './envelope.ts'
import type { ReadySettings } from './settings.ts'

const TYPES = ['text/xml', 'application/soap+xml', 'application/xml']

export function readSoap({ result }: Pick<ReadySettings, 'result'>, reply: HttpReply): ReadBody {
  const type = (reply.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? ''
  if (!TYPES.includes(type)) return { reply }
  const envelope = parseXml(reply.text)
  const body = envelope && isEnvelope(envelope.namespace) ? childOf(envelope, 'Body') : undefined
  if (!body) return { reply }
  const fault = childOf(body, 'Fault')
  const content = dataOf(body)
  const json: JsonObject = {
    ...(typeof content === 'object' && content !== null ? (content as JsonObject) : {}),
    ...(fault && { Fault: faultOf(fault) }),
  }
  const inner = result && atPointer(json, result.pointer)
  if (!result || typeof inner !== 'string') return { reply, json }
  const read = result.as === 'xml' ? parseXml(inner) : undefined
  const value = read ? dataOf(read) : result.as === 'json' ? parseJson(inner) : undefined
  return { reply, json: value === undefined ? json : { ...json, result: value } }
}

/** 1.1: faultcode, faultstring, detail. 1.2: Code/Value (Subcode/Value), Reason/Text, Detail. Codes without their prefix. */
function faultOf(fault: XmlElement): JsonObject {
  const code = childOf(fault, 'Code')
  const sub = childOf(childOf(code, 'Subcode'), 'Value') ?? childOf(code, 'Value')
  const given = (childOf(fault, 'faultcode') ?? sub)?.text ?? ''
  const text = (childOf(fault, 'faultstring') ?? childOf(childOf(fault, 'Reason'), 'Text'))?.text ?? ''
  const detail = childOf(fault, 'detail') ?? childOf(fault, 'Detail')
  return { code: given.trim().split(':').at(-1) ?? '', text, ...(detail && { detail: dataOf(detail) }) }
}

function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json
  } catch {
    return undefined // the rules then find nothing at `/result`
  }
}

/** What every service means by its fault, whatever its settings say; nothing was applied. */
const STANDARD: ReplyRules['refusals'] = [
  {
    when: {
      checks: [{ pointer: '/Fault/code', matches: '^(?:FailedAuthentication|InvalidSecurity|InvalidSecurityToken)$' }],
    },
    is: { barred: 'credentials' },
    who: 'operator',
  },
  {
    when: { checks: [{ pointer: '/Fault/code', matches: '^(?:MustUnderstand|VersionMismatch)$' }] },
    is: { barred: 'right' },
    who: 'operator',
  },
]

export const replyRules = (settings: ReadySettings): ReplyRules => ({
  refusals: [...settings.refusals, ...STANDARD],
  faults: settings.faults,
  notAppliedStatuses: settings.notAppliedStatuses,
  reference: settings.reference,
  read: (reply) => readSoap(settings, reply),
})
