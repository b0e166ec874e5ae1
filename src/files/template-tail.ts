/** What stands behind a sheet's rows and has to reach to the new ones: merges, drop-down lists, conditional formats. */
import { columnLetters } from './cell-reference.ts'
import { areasOf } from './template-lists.ts'
import type { RowRegion } from './template-region.ts'

/** @param last - last row written */
export function tailFor(text: string, region: RowRegion, last: number): string {
  return withMerges(withTallerRules(text, region, last), region, last)
}

const RULE = /(<(?:\w+:)?(?:dataValidation|conditionalFormatting)\s[^>]*?sqref=")([^"]*)(?=")|(<xm:sqref>)([^<]*)(?=<)/g

/** A rule that holds for the sample row holds for every row like it. */
function withTallerRules(text: string, { firstRow }: RowRegion, last: number): string {
  return text.replace(RULE, (whole, tag = '', inTag = '', element = '', inElement = '') => {
    const references: string = inTag || inElement
    const areas = areasOf(references)
    if (!areas.some(({ top, bottom }) => top <= firstRow && bottom >= firstRow && bottom < last)) return whole
    const taller = areas.map(({ top, left, bottom, right }) => {
      const reaches = top <= firstRow && bottom >= firstRow
      return `${columnLetters(left)}${top}:${columnLetters(right)}${reaches ? Math.max(bottom, last) : bottom}`
    })
    return `${tag || element}${taller.join(' ')}`
  })
}

function withMerges(text: string, { firstRow, sampleMerges }: RowRegion, last: number): string {
  if (sampleMerges.length === 0) return text
  const merges = /(<(\w+:)?mergeCells)([^>]*>)([\s\S]*?)(<\/(?:\w+:)?mergeCells)/
  return text.replace(merges, (_, start, prefix = '', rest, known, end) => {
    const added: string[] = []
    for (let row = firstRow + 1; row <= last; row += 1) {
      for (const { left, right } of sampleMerges) {
        const reference = `${columnLetters(left)}${row}:${columnLetters(right)}${row}`
        if (!known.includes(`"${reference}"`)) added.push(`<${prefix}mergeCell ref="${reference}"/>`)
      }
    }
    const count = (known.match(/<(?:\w+:)?mergeCell\s/g) ?? []).length + added.length
    return `${start}${rest.replace(/count="\d+"/, `count="${count}"`)}${known}${added.join('')}${end}`
  })
}
