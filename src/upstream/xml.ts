/**
 * XML as a tree and as data. Prefixes are resolved and dropped; a document with a DOCTYPE is none, so nothing is ever
 * expanded or fetched; depth is bounded, length is by the transport.
 */
import { SaxesParser } from 'saxes'
import type { Json, JsonObject } from '../base/json.ts'
import { toPointer } from '../base/json-pointer.ts'

export interface XmlElement {
  /** Without its prefix. */
  readonly name: string
  readonly namespace: string
  /** By local name. */
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly XmlElement[]
  /** Of an element without children, as it stands. */
  readonly text: string
}

// Deeper than any answer; a recursion of our own ends here.
const MOST_DEPTH = 100

/** The root; undefined when the text is no well-formed XML, or has a DOCTYPE. */
export function parseXml(text: string): XmlElement | undefined {
  type Open = { -readonly [K in keyof XmlElement]: XmlElement[K] } & { children: XmlElement[] }
  const parser = new SaxesParser({ xmlns: true, position: false })
  const open: Open[] = []
  let root: XmlElement | undefined
  let bad = false
  parser.on('error', () => {
    bad = true
  })
  parser.on('doctype', () => {
    bad = true
  })
  parser.on('opentag', ({ local, uri, attributes }) => {
    const element: Open = {
      name: local,
      namespace: uri,
      attributes: Object.fromEntries(Object.values(attributes).map((each) => [each.local, each.value])),
      children: [],
      text: '',
    }
    open.at(-1)?.children.push(element)
    root ??= element
    open.push(element)
    if (open.length > MOST_DEPTH) bad = true
  })
  const add = (more: string) => {
    const inner = open.at(-1)
    if (inner) inner.text += more
  }
  parser.on('text', add)
  parser.on('cdata', add)
  parser.on('closetag', () => void open.pop())
  // A byte order mark, and blanks in front of the prolog, as string arguments often have them.
  for (const part of chunks(text.replace(/^[\uFEFF\s]+/, ''))) {
    if (bad) return undefined
    parser.write(part)
  }
  if (!bad) parser.close()
  return bad ? undefined : root
}

const CHUNK = 65_536

/** In pieces, so that what is too deep is given up early. */
function* chunks(text: string): Generator<string> {
  for (let start = 0; start < text.length; start += CHUNK) yield text.slice(start, start + CHUNK)
}

export const childOf = (element: XmlElement | undefined, name: string): XmlElement | undefined =>
  element?.children.find((child) => child.name === name)

/** As data: elements are properties, repeated ones a list, `xsi:nil` null, anything else text. Attributes are left out. */
export function dataOf({ children, attributes, text }: XmlElement): Json {
  if (children.length === 0) return /^(?:true|1)$/.test(attributes.nil ?? '') ? null : text
  const data = new Map<string, Json>()
  const lists = new Set<string>()
  for (const child of children) {
    const value = dataOf(child)
    const known = data.get(child.name)
    if (known === undefined) data.set(child.name, value)
    else if (lists.has(child.name)) (known as Json[]).push(value)
    else {
      data.set(child.name, [known, value])
      lists.add(child.name)
    }
  }
  return Object.fromEntries(data)
}

/**
 * Data as elements; a list repeats its element.
 *
 * @param nil - attributes of the empty element that null is; `xsi:nil` by default
 */
export function elementsOf(
  payload: JsonObject,
  escaped: (text: string) => string,
  nil: string = ' xsi:nil="true"',
): string {
  return Object.entries(payload)
    .flatMap(([name, value]) =>
      Array.isArray(value) ? value.map((item) => [name, item] as const) : [[name, value] as const],
    )
    .map(([name, value]) => {
      if (value === null) return `<${name}${nil}/>`
      const inner = typeof value === 'object' ? elementsOf(value as JsonObject, escaped, nil) : escaped(String(value))
      return `<${name}>${inner}</${name}>`
    })
    .join('')
}

export const XML_NAME = /^[\p{L}_][\p{L}\p{N}_.-]*$/u

/** Properties that no element can be named like. */
export function* unnameable(value: Json | undefined, pointer = ''): Generator<string> {
  if (typeof value !== 'object' || value === null) return
  for (const [name, inner] of Object.entries(value)) {
    const place = pointer + toPointer([name])
    if (!Array.isArray(value) && !XML_NAME.test(name)) yield place
    yield* unnameable(inner, place)
  }
}
