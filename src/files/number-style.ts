/**
 * What a number format makes of a number: a date, a percentage, leading zeros, or nothing that matters here.
 *
 * Source: ECMA-376, part 1, 18.8.30 (built-in formats; 27–36 and 50–58 are dates in East Asian locales).
 */
import { createXmlReader } from './xml.ts'

export type NumberStyle =
  | { readonly kind: 'plain' }
  | { readonly kind: 'date'; readonly date: boolean; readonly time: boolean }
  | { readonly kind: 'percent' }
  /** `000000`: digits shown at least. */
  | { readonly kind: 'padded'; readonly digits: number }

const PLAIN: NumberStyle = { kind: 'plain' }
const DATE: NumberStyle = { kind: 'date', date: true, time: false }
const TIME: NumberStyle = { kind: 'date', date: false, time: true }
const DATE_TIME: NumberStyle = { kind: 'date', date: true, time: true }

function builtInStyle(id: number): NumberStyle {
  if (id === 9 || id === 10) return { kind: 'percent' }
  if (id === 22) return DATE_TIME
  if ((id >= 18 && id <= 21) || id === 45 || id === 47 || id === 32 || id === 33 || id === 55 || id === 56) return TIME
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)) return DATE
  return PLAIN
}

/** The meaning of a custom format. Elapsed time (`[h]:mm`) is an amount, not a time of day. */
export function numberStyleOf(format: string): NumberStyle {
  const [positive = ''] = format.replace(/"[^"]*"|\\.|_.|\*./g, '').split(';')
  if (/\[(h+|m+|s+)\]/i.test(positive)) return PLAIN
  const bare = positive.replace(/\[[^\]]*\]/g, '').trim()
  if (/^0{2,}$/.test(bare)) return { kind: 'padded', digits: bare.length }
  if (bare.includes('%')) return { kind: 'percent' }
  if (/general/i.test(bare)) return PLAIN
  const time = /[hs]/i.test(bare)
  const date = /[yde]/i.test(bare.replace(/[0#?]e[+-]/gi, '')) || (/m/i.test(bare) && !time)
  if (date && time) return DATE_TIME
  if (date) return DATE
  return time ? TIME : PLAIN
}

/** The number style of every cell format, by the index that cells name. */
export function readNumberStyles(stylesXml: Uint8Array, file: string): readonly NumberStyle[] {
  const custom = new Map<number, NumberStyle>()
  const styles: NumberStyle[] = []
  let inCellFormats = false
  const reader = createXmlReader(file, 'styles', {
    open(name, attributes) {
      if (name === 'numFmt') custom.set(Number(attributes.numFmtId), numberStyleOf(attributes.formatCode ?? ''))
      else if (name === 'cellXfs') inCellFormats = true
      else if (name === 'xf' && inCellFormats) {
        const id = Number(attributes.numFmtId ?? 0)
        styles.push(custom.get(id) ?? builtInStyle(id))
      }
    },
    close(name) {
      if (name === 'cellXfs') inCellFormats = false
    },
  })
  reader.write(stylesXml)
  reader.end()
  return styles
}
