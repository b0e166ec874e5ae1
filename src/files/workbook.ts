/**
 * A workbook: its sheets, and what reading their cells takes. ECMA-376 part 1, transitional and strict.
 */
import { posix } from 'node:path'
import { refusal } from './errors.ts'
import { readMerges } from './merges.ts'
import { type NumberStyle, readNumberStyles } from './number-style.ts'
import { noStrings, readSharedStrings, type SharedStrings } from './shared-strings.ts'
import { readRows } from './sheet.ts'
import type { Limits, Merge, Row } from './types.ts'
import { createXmlReader } from './xml.ts'
import { openZip, type Zip } from './zip.ts'

export interface WorkbookSheet {
  readonly name: string
  readonly part: string
  readonly hidden: boolean
}

/** Where things are in the archive. */
export interface WorkbookMap {
  readonly sheets: readonly WorkbookSheet[]
  readonly date1904: boolean
  readonly stylesPart?: string
  readonly stringsPart?: string
  readonly workbookPart: string
  /** Defined names and what they stand for, as written; those of a single sheet last. */
  readonly names: ReadonlyMap<string, string>
  /** There is a list of formulas to compute. */
  readonly hasFormulas: boolean
}

export interface Workbook {
  readonly map: WorkbookMap
  rows(sheet: WorkbookSheet): AsyncIterable<Row>
  merges(sheet: WorkbookSheet): Promise<readonly Merge[]>
  close(): Promise<void>
}

// workbook.xml and the relations name sheets and ranges; styles can have 65,000 formats.
const MAX_SMALL_PART_BYTES = 16_777_216
const MAX_STYLES_BYTES = 67_108_864

/** @throws {FileError} when the file is no workbook, damaged, or beyond the limits */
export async function openWorkbook(path: string, file: string, limits: Limits): Promise<Workbook> {
  const zip = await openZip(path, file, limits)
  try {
    const map = await readWorkbookMap(zip, file)
    const styles = await readStyles(zip, map, file)
    // Read once, and only when the first row is asked for.
    let strings: Promise<SharedStrings> | undefined
    const { stringsPart } = map
    const sharedStrings = () => {
      strings ??= stringsPart
        ? readSharedStrings(zip.chunks(stringsPart), file, stringsPart, limits.maxSharedTextBytes)
        : Promise.resolve(noStrings)
      return strings
    }
    return {
      map,
      async *rows({ part }) {
        const context = { file, part, strings: await sharedStrings(), styles, date1904: map.date1904 }
        yield* readRows(zip.chunks(part), context)
      },
      merges: ({ part }) => readMerges(zip.chunks(part)),
      close: async () => zip.close(),
    }
  } catch (cause) {
    zip.close()
    throw cause
  }
}

async function readStyles(zip: Zip, map: WorkbookMap, file: string): Promise<readonly NumberStyle[]> {
  return map.stylesPart ? readNumberStyles(await zip.bytes(map.stylesPart, MAX_STYLES_BYTES), file) : []
}

/** Finds sheets, styles and strings by the archive's relations, whatever the parts are called. */
export async function readWorkbookMap(zip: Zip, file: string): Promise<WorkbookMap> {
  const [root] = (await readRelations(zip, '', file)).filter(({ type }) => type === 'officeDocument')
  const workbookPart = root?.target ?? 'xl/workbook.xml'
  if (!zip.has(workbookPart)) throw refusal('file_unknown_format', { file })
  const relations = await readRelations(zip, workbookPart, file)
  const sheets: WorkbookSheet[] = []
  const names = new Map<string, string>()
  let date1904 = false
  let defining: string | undefined
  const reader = createXmlReader(file, workbookPart, {
    open(name, attributes) {
      if (name === 'definedName') {
        defining = attributes.name ?? ''
        names.set(defining, '')
      }
      if (name === 'workbookPr') date1904 = attributes.date1904 === '1' || attributes.date1904 === 'true'
      if (name !== 'sheet') return
      const id = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1]
      const relation = relations.find((candidate) => candidate.id === id)
      // Chart sheets and macro sheets have no rows.
      if (relation?.type !== 'worksheet' || !zip.has(relation.target)) return
      const hidden = (attributes.state ?? 'visible') !== 'visible'
      sheets.push({ name: attributes.name ?? '', part: relation.target, hidden })
    },
    text(text) {
      if (defining !== undefined) names.set(defining, (names.get(defining) ?? '') + text)
    },
    close(name) {
      if (name === 'definedName') defining = undefined
    },
  })
  reader.write(await zip.bytes(workbookPart, MAX_SMALL_PART_BYTES))
  reader.end()
  const partOf = (type: string) =>
    relations.find((relation) => relation.type === type && zip.has(relation.target))?.target
  const stylesPart = partOf('styles')
  const stringsPart = partOf('sharedStrings')
  const hasFormulas = partOf('calcChain') !== undefined
  const found = { sheets, date1904, workbookPart, names, hasFormulas }
  return { ...found, ...(stylesPart ? { stylesPart } : {}), ...(stringsPart ? { stringsPart } : {}) }
}

interface Relation {
  readonly id: string
  /** Last word of the relation's type: strict and transitional files differ before it. */
  readonly type: string
  readonly target: string
}

async function readRelations(zip: Zip, part: string, file: string): Promise<Relation[]> {
  const folder = posix.dirname(part || 'x')
  const relationsPart = posix.join(folder, '_rels', `${posix.basename(part)}.rels`)
  if (!zip.has(relationsPart)) return []
  const relations: Relation[] = []
  const reader = createXmlReader(file, relationsPart, {
    open(name, attributes) {
      if (name !== 'Relationship' || attributes.TargetMode === 'External') return
      const target = attributes.Target ?? ''
      relations.push({
        id: attributes.Id ?? '',
        type: (attributes.Type ?? '').split('/').at(-1) ?? '',
        target: target.startsWith('/') ? target.slice(1) : posix.join(folder, target),
      })
    },
  })
  reader.write(await zip.bytes(relationsPart, MAX_SMALL_PART_BYTES))
  reader.end()
  return relations
}
