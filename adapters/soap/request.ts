/** Payload → what stands inside of `soap:Body`. Pure, and without credentials: those have a mark in their place. */
import { elementsOf, escapeXml, type Filling, fill, type JsonObject, type Member } from 'yibiao/adapter'
import type { Call, ReadySettings } from './settings.ts'
import { invalid, type Wsdl } from './wsdl.ts'

/** What is stored before the first byte leaves. A `type` rather than an interface, so that it counts as JSON. */
export type SoapMessage = {
  readonly operation: Member['operation']
  readonly action: string
  readonly body: string
}

/** Escaped values can't hold one: only settings put a credential somewhere. */
const CREDENTIAL_MARK = /<\?credential ([\p{L}\p{N}_.-]+)\?>/gu

export const credentialsIn = (body: string): readonly string[] =>
  [...body.matchAll(CREDENTIAL_MARK)].map(([, name = '']) => name)

export const withCredentials = (body: string, values: ReadonlyMap<string, string>): string =>
  body.replace(CREDENTIAL_MARK, (_mark, name: string) => escapeXml(values.get(name) ?? ''))

export interface Ready {
  readonly action: string
  /** One element, with placeholders. */
  readonly template: string
}

/** @throws {SettingsError} when the WSDL has no such operation */
export function readyCall(call: Call, wsdl: Wsdl | undefined): Ready {
  const { operation, parameters = {}, action, body } = call
  if (operation === undefined) return { action: action ?? '', template: body ?? '' }
  const found = wsdl?.operations.get(operation)
  if (!found) {
    const known = [...(wsdl?.operations.keys() ?? [])].join('、')
    throw invalid(`没有操作“${operation}”；有：${known}`, `no operation “${operation}”; there are: ${known}`)
  }
  const inner = Object.entries(parameters).map(([name, value]) => `<${name}>${value}</${name}>`)
  const prefix = found.qualified ? '' : 'm:'
  const declared = found.qualified ? 'xmlns' : 'xmlns:m'
  const element = `${prefix}${found.element}`
  return {
    action: action ?? found.action,
    template: `<${element} ${declared}="${escapeXml(found.namespace)}">${inner.join('')}</${element}>`,
  }
}

/** @throws {MappingError} when a placeholder has no value */
export function bodyOf(
  settings: ReadySettings,
  { template }: Ready,
  filling: Filling & { payload: JsonObject },
): string {
  const { payload } = filling
  const { root, prolog } = settings.document
  const document = () => {
    const head = prolog === undefined ? '' : `<?xml version="1.0" encoding="${prolog}"?>`
    return `${head}<${root}${hasNull(payload) ? ` xmlns:xsi="${XSI}"` : ''}>${elementsOf(payload, escapeXml)}</${root}>`
  }
  // Whole elements and texts of the payload's own are never read for placeholders again.
  return template
    .split(/(\{payload\}|\{document\}|\{json\}|\{credential\.[^{}]+\})/)
    .map((part) => {
      if (part === '{payload}') return elementsOf(payload, escapeXml)
      if (part === '{document}') return escapeXml(document())
      if (part === '{json}') return escapeXml(JSON.stringify(payload))
      const [, credential] = /^\{credential\.([^{}]+)\}$/.exec(part) ?? []
      return credential === undefined ? fill(part, filling, escapeXml) : `<?credential ${credential}?>`
    })
    .join('')
}

export const XSI = 'http://www.w3.org/2001/XMLSchema-instance'
const hasNull = (payload: JsonObject): boolean => JSON.stringify(payload).includes('null')
