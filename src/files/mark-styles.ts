/**
 * A red twin for every cell format that needs one: number format, borders and font stay, only the fill changes. The
 * fill's colour is our own, so that a mended cell of a marked copy can lose it again.
 */
import { attribute, withAttribute } from './sheet-text.ts'

// Light red, one step beside the one that spreadsheet programs offer: nobody picks it by hand.
const RED = 'FFFFB3B2'

const SECTION = (name: string) => new RegExp(`<(\\w+:)?${name}(?=[\\s>])[^>]*>([\\s\\S]*?)</(?:\\w+:)?${name}\\s*>`)
const ITEMS = (name: string) =>
  new RegExp(`<(?:\\w+:)?${name}(?=[\\s/>])(?:[^>]*?/>|[\\s\\S]*?</(?:\\w+:)?${name}\\s*>)`, 'g')

export interface MarkStyles {
  /** Index of the red twin of a cell format. */
  red(style: number): number
  /** Index of the format without our red; the format itself where it never had it. */
  plain(style: number): number
  /** The styles part with what was added. */
  xml(): string
}

/** Formats of a workbook that has none to add to: cells stay as they are. */
export const noMarkStyles: MarkStyles = { red: (style) => style, plain: (style) => style, xml: () => '' }

export function createMarkStyles(stylesXml: string): MarkStyles {
  const fills = SECTION('fills').exec(stylesXml)
  const formats = SECTION('cellXfs').exec(stylesXml)
  if (!fills || !formats) return { ...noMarkStyles, xml: () => stylesXml }
  const prefix = formats[1] ?? ''
  const fillItems = (fills[2] ?? '').match(ITEMS('fill')) ?? []
  // A spreadsheet program may have saved our fill twice.
  const known = [...fillItems.keys()].filter((index) => fillItems[index]?.includes(`"${RED}"`))
  const redFill = known[0] ?? fillItems.length
  const items: string[] = [...((formats[2] ?? '').match(ITEMS('xf')) ?? [])]
  const original = items.length
  const indexes = new Map<string, number>()
  for (const [index, item] of items.entries()) if (!indexes.has(item)) indexes.set(item, index)

  const withFill = (style: number, fill: number): number => {
    const wanted = withAttribute(
      withAttribute(items[style] ?? items[0] ?? '', 'fillId', String(fill)),
      'applyFill',
      '1',
    )
    const found = indexes.get(wanted)
    if (found !== undefined) return found
    indexes.set(wanted, items.length)
    return items.push(wanted) - 1
  }
  const reds = new Set([redFill, ...known].map(String))
  const isRed = (style: number) => reds.has(attribute(items[style] ?? '', 'fillId') ?? '')

  return {
    red: (style) => (isRed(style) ? style : withFill(style, redFill)),
    plain: (style) => (isRed(style) ? withFill(style, 0) : style),
    xml() {
      if (items.length === original) return stylesXml
      const fill =
        `<${prefix}fill><${prefix}patternFill patternType="solid"><${prefix}fgColor rgb="${RED}"/>` +
        `<${prefix}bgColor indexed="64"/></${prefix}patternFill></${prefix}fill>`
      const withFormats = append(stylesXml, formats[0], items.slice(original).join(''), items.length)
      return known.length === 0 ? append(withFormats, fills[0], fill, fillItems.length + 1) : withFormats
    },
  }
}

function append(xml: string, section: string, added: string, count: number): string {
  const end = section.lastIndexOf('</')
  const longer = withAttribute(section.slice(0, end) + added + section.slice(end), 'count', String(count))
  return xml.replace(section, () => longer)
}
