/**
 * A WSDL 1.1 file: address, and per operation its action, element and namespace. Document/literal and RPC. Nothing is
 * fetched: what the file imports has to be given as `{ action, body }`.
 */
import { readFile } from 'node:fs/promises'
import { childOf, parseXml, SettingsError, type XmlElement } from 'yibiao/adapter'

const SOAP_BINDINGS: Readonly<Record<string, '1.1' | '1.2'>> = {
  'http://schemas.xmlsoap.org/wsdl/soap/': '1.1',
  'http://schemas.xmlsoap.org/wsdl/soap12/': '1.2',
}

export interface WsdlOperation {
  readonly action: string
  /** Element inside of `soap:Body`. */
  readonly element: string
  readonly namespace: string
  /** Whether its parameters are in that namespace too. */
  readonly qualified: boolean
}

export interface Wsdl {
  readonly version: '1.1' | '1.2'
  readonly address?: string
  readonly operations: ReadonlyMap<string, WsdlOperation>
}

/** @throws {SettingsError} when the file can't be read, or is no WSDL with a SOAP binding */
export async function readWsdl(file: string, version?: '1.1' | '1.2'): Promise<Wsdl> {
  const root = parseXml(await read(file))
  const bindings = (root?.children ?? []).flatMap((element) => {
    const soap =
      element.name === 'binding' ? element.children.find(({ namespace }) => SOAP_BINDINGS[namespace]) : undefined
    return soap ? [{ element, version: SOAP_BINDINGS[soap.namespace] ?? '1.1', style: soap.attributes.style }] : []
  })
  const binding = bindings.find((each) => version === undefined || each.version === version)
  if (!root || !binding) throw invalid('不是带 SOAP 绑定的 WSDL', 'no WSDL with a SOAP binding')
  const operations = named(binding.element, 'operation').map(
    (operation) => [operation.attributes.name ?? '', operationOf(root, operation, binding.style)] as const,
  )
  const address = addressOf(root, binding.element.attributes.name ?? '')
  return { version: binding.version, operations: new Map(operations), ...(address !== undefined && { address }) }
}

const named = (element: XmlElement, name: string): readonly XmlElement[] =>
  element.children.filter((child) => child.name === name)
const local = (name = ''): string => name.split(':').at(-1) ?? ''

function operationOf(root: XmlElement, operation: XmlElement, style = 'document'): WsdlOperation {
  const name = operation.attributes.name ?? ''
  const soap = operation.children.find((child) => SOAP_BINDINGS[child.namespace])
  const action = soap?.attributes.soapAction ?? ''
  const target = root.attributes.targetNamespace ?? ''
  if ((soap?.attributes.style ?? style) === 'rpc') {
    const body = childOf(childOf(operation, 'input'), 'body')
    return { action, element: name, namespace: body?.attributes.namespace ?? target, qualified: false }
  }
  const element = local(elementNameOf(root, name)) || name
  const schema = schemas(root).find((each) =>
    named(each, 'element').some(({ attributes }) => attributes.name === element),
  )
  return {
    action,
    element,
    namespace: schema?.attributes.targetNamespace ?? target,
    qualified: schema?.attributes.elementFormDefault === 'qualified',
  }
}

const schemas = (root: XmlElement): readonly XmlElement[] =>
  named(root, 'types').flatMap((types) => named(types, 'schema'))

/** By way of the port type's input message. */
function elementNameOf(root: XmlElement, operation: string): string | undefined {
  const declared = named(root, 'portType')
    .flatMap((portType) => named(portType, 'operation'))
    .find(({ attributes }) => attributes.name === operation)
  const message = local(childOf(declared, 'input')?.attributes.message)
  const found = named(root, 'message').find(({ attributes }) => attributes.name === message)
  return childOf(found, 'part')?.attributes.element
}

function addressOf(root: XmlElement, binding: string): string | undefined {
  const port = named(root, 'service')
    .flatMap((service) => named(service, 'port'))
    .find(({ attributes }) => local(attributes.binding) === binding)
  return port?.children.find(({ name }) => name === 'address')?.attributes.location
}

async function read(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    const { code = 'failed' } = error as NodeJS.ErrnoException
    throw invalid(`文件读不了（${code}）`, `the file can’t be read (${code})`, error)
  }
}

/** What can't be used of the WSDL, by whose word. */
export const invalid = (zh: string, en: string, cause?: unknown) =>
  new SettingsError([{ code: 'settings_invalid', who: 'operator', params: { setting: 'wsdl', detail: { zh, en } } }], {
    cause,
  })
