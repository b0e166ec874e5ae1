/**
 * The drop-down lists of a sheet: which values a column takes. Lists stand as text (`"男,女"`), as a range, on a hidden
 * sheet as a rule, or as a defined name for one. What a formula computes (INDIRECT, OFFSET) is not followed.
 */
import { columnOf, rowOf } from './cell-reference.ts'
import type { WorkbookMap, WorkbookSheet } from './workbook.ts'
import { createXmlReader } from './xml.ts'
import type { Zip } from './zip.ts'

/** A rectangle: rows from 1, columns from 0, both ends included. */
export interface Area {
  readonly top: number
  readonly left: number
  readonly bottom: number
  readonly right: number
}

export interface ListRule {
  readonly areas: readonly Area[]
  /** As the file has it, without a leading `=`. */
  readonly formula: string
}

/** `D4:D20 F4` as areas. A whole column (`D:D`) reaches to the last row. */
export function areasOf(references: string): Area[] {
  return references
    .split(/\s+/)
    .filter((reference) => reference !== '')
    .map((reference) => {
      const [from = '', to = from] = reference.replaceAll('$', '').split(':')
      const bottom = rowOf(to)
      return { top: rowOf(from), left: columnOf(from), bottom: bottom === 0 ? LAST_ROW : bottom, right: columnOf(to) }
    })
}

const LAST_ROW = 1_048_576

/** Rules of a sheet that hold whoever fills it in to a list; those that only warn are left out. */
export async function listRules(zip: Zip, file: string, part: string): Promise<readonly ListRule[]> {
  const rules: ListRule[] = []
  let inRule = false
  let collecting: 'formula' | 'areas' | undefined
  let formula = ''
  let areas = ''
  const reader = createXmlReader(file, part, {
    open(name, { type, sqref, errorStyle = 'stop' }) {
      if (name === 'dataValidation') {
        inRule = type === 'list' && errorStyle === 'stop'
        formula = ''
        areas = sqref ?? ''
      } else if (inRule && name === 'formula1') collecting = 'formula'
      else if (inRule && name === 'sqref') collecting = 'areas'
    },
    text(text) {
      if (collecting === 'formula') formula += text
      else if (collecting === 'areas') areas += text
    },
    close(name) {
      if (name === 'formula1' || name === 'sqref') collecting = undefined
      if (name !== 'dataValidation' || !inRule) return
      rules.push({ areas: areasOf(areas.trim()), formula: formula.trim().replace(/^=/, '') })
      inRule = false
    },
  })
  for await (const chunk of zip.chunks(part)) reader.write(chunk)
  reader.end()
  return rules
}

/** A formula as the values it names: written out, or a range to read; undefined where only a program could tell. */
export function listSource(
  formula: string,
  sheet: WorkbookSheet,
  map: WorkbookMap,
): { readonly values: readonly string[] } | { readonly sheet: WorkbookSheet; readonly area: Area } | undefined {
  const quoted = /^"(.*)"$/s.exec(formula)?.[1]
  if (quoted !== undefined)
    return {
      values: quoted
        .replaceAll('""', '"')
        .split(',')
        .map((value) => value.trim()),
    }
  const [, quotedName, plainName, reference] =
    /^(?:'((?:[^']|'')+)'!|([^'!]+)!)?(\$?[A-Za-z]{1,3}\$?\d+(?::\$?[A-Za-z]{1,3}\$?\d+)?)$/.exec(formula) ?? []
  if (reference !== undefined) {
    const name = quotedName?.replaceAll("''", "'") ?? plainName
    const source = name === undefined ? sheet : map.sheets.find((each) => each.name === name)
    const [area] = areasOf(reference)
    return source && area ? { sheet: source, area } : undefined
  }
  const named = map.names.get(formula)
  return named === undefined || named === formula ? undefined : listSource(named, sheet, map)
}
