/** Whether a cell that was read back holds what was meant, by what its column can hold. Pure. */
import { canonicalJson, type Json } from 'yibiao/adapter'
import type { Cell, Kind } from './database.ts'

export function isEqualCell(kind: Kind, mine: Json, theirs: Cell | undefined): boolean {
  if (mine === null || theirs === null || theirs === undefined) return mine === null && (theirs ?? null) === null
  if (kind === 'json' || typeof mine === 'object') return isEqualJson(mine, theirs)
  const meant = String(mine)
  const there = String(theirs)
  switch (kind) {
    case 'char':
      return meant.trimEnd() === there.trimEnd()
    case 'integer':
    case 'decimal':
      return plainNumber(mine) === plainNumber(theirs)
    case 'float':
      return Math.fround(Number(meant)) === Math.fround(Number(there))
    case 'boolean':
      return isTrue(mine) === isTrue(theirs)
    case 'date':
      return meant.replaceAll('-', '').slice(0, 8) === there.replaceAll('-', '').slice(0, 8)
    case 'time':
      return isEqualTime(meant, there)
    default:
      return meant === there
  }
}

function isEqualJson(mine: Json, theirs: Cell): boolean {
  try {
    return canonicalJson(typeof theirs === 'string' ? (JSON.parse(theirs) as Json) : theirs) === canonicalJson(mine)
  } catch {
    return false // a text that is no JSON is another content
  }
}

const isTrue = (value: unknown): boolean => ['true', 't', '1'].includes(String(value))

/** `+012.50` and `12.5` are one number, however many digits it has; `true` is stored as 1. */
function plainNumber(value: unknown): string {
  const text = typeof value === 'boolean' ? String(Number(value)) : String(value)
  const parts = /^(?:(-)|\+)?0*(\d*)(?:\.(\d*?)0*)?$/.exec(text)
  if (!parts) return text
  const [, minus = '', whole = '', part = ''] = parts
  if (whole + part === '') return '0'
  return `${minus}${whole || '0'}${part === '' ? '' : `.${part}`}`
}

const OFFSET = /(?<=\d:\d.*)(?:Z|[+-]\d{2}(?::?\d{2})?)$/

/** Two instants, where both say their offset; else the clock's face: a session reads and shows times by one zone. */
function isEqualTime(mine: string, theirs: string): boolean {
  const instants = [mine, theirs].map((text) => {
    const [offset] = OFFSET.exec(text) ?? []
    return offset === undefined ? Number.NaN : Date.parse(offset.length === 3 ? `${text}:00` : text)
  })
  return instants.some(Number.isNaN) ? clockFace(mine) === clockFace(theirs) : instants[0] === instants[1]
}

const clockFace = (text: string): string =>
  text
    .replace(' ', 'T')
    .replace(OFFSET, '')
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '')

/** What was read back as a payload's value. A number only where none of its digits is lost. */
export function payloadValue(kind: Kind, cell: Cell | undefined): Json {
  if (cell === null || cell === undefined) return null
  if (kind === 'boolean') return isTrue(cell)
  if (kind === 'json') return typeof cell === 'string' ? (JSON.parse(cell) as Json) : cell
  const isNumber = kind === 'integer' || kind === 'decimal' || kind === 'float'
  return isNumber && plainNumber(String(Number(cell))) === plainNumber(cell) ? Number(cell) : String(cell)
}
