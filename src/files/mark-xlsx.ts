/** A marked workbook: patched sheets, patched styles, and every other part copied as it lies in the archive. */
import { refusal } from './errors.ts'
import { MARK_ORDER, type MarkCursor, type MarkLayout } from './mark-cursor.ts'
import { markedSheet, sheetWidth } from './mark-sheet.ts'
import { createMarkStyles, noMarkStyles } from './mark-styles.ts'
import { sheetPieces } from './sheet-text.ts'
import type { Limits } from './types.ts'
import { readWorkbookMap } from './workbook.ts'
import { openZip } from './zip.ts'
import { createZipWriter } from './zip-writer.ts'

const MAX_STYLES_BYTES = 67_108_864

export async function markXlsx(
  source: string,
  target: string,
  file: string,
  layouts: readonly MarkLayout[],
  cursor: MarkCursor,
  limits: Limits,
): Promise<void> {
  const zip = await openZip(source, file, limits)
  try {
    const map = await readWorkbookMap(zip, file)
    const stylesXml = map.stylesPart ? (await zip.bytes(map.stylesPart, MAX_STYLES_BYTES)).toString('utf8') : undefined
    const styles = stylesXml === undefined ? noMarkStyles : createMarkStyles(stylesXml)
    const patched = layouts.map((layout) => {
      const sheet = map.sheets.find(({ name }) => name === layout.sheet)
      if (!sheet) {
        const sheets = map.sheets.map(({ name }) => name).join('、')
        throw refusal('sheet_missing', { file, sheet: layout.sheet, sheets })
      }
      return { layout, part: sheet.part, order: map.sheets.indexOf(sheet) }
    })
    patched.sort((one, other) => one.order - other.order)
    const ours = new Set([map.stylesPart, ...patched.map(({ part }) => part)])
    const entryOf = new Map(zip.entries.map((entry) => [entry.fileName, entry]))
    const writer = await createZipWriter(target)
    try {
      for (const entry of zip.entries) if (!ours.has(entry.fileName)) await writer.copy(entry, await zip.packed(entry))
      // In the order of the workbook, which is the order of the marks.
      for (const { layout, part } of patched) {
        const entry = entryOf.get(part)
        const pieces = () => sheetPieces(zip.chunks(part), file, part)
        const isNew = MARK_ORDER.some((role) => layout.columns[role].index === undefined)
        const width = isNew ? await sheetWidth(pieces()) : 0
        if (entry) await writer.replace(entry, markedSheet(pieces(), layout, width, cursor, styles))
      }
      // Last: which twins are needed is known when every sheet has gone by.
      const stylesEntry = map.stylesPart === undefined ? undefined : entryOf.get(map.stylesPart)
      if (stylesEntry) await writer.replace(stylesEntry, oneText(styles.xml()))
    } catch (cause) {
      await writer.abort()
      throw cause
    }
    await writer.finish()
  } finally {
    zip.close()
  }
}

async function* oneText(text: string): AsyncGenerator<string> {
  yield text
}
