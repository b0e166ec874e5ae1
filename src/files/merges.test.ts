import { expect, test } from 'vitest'
import { readMerges } from './merges.ts'

async function* inChunks(text: string, size: number): AsyncGenerator<Buffer> {
  for (let start = 0; start < text.length; start += size) yield Buffer.from(text.slice(start, start + size))
}

const SHEET =
  '<sheetData><row r="1"><c r="A1" t="str"><v>mergeCell ref="Z1:Z9"</v></c></row></sheetData>' +
  '<mergeCells count="2"><mergeCell ref="A1:B2"/><x:mergeCell ref="AB10:AD11" /></mergeCells>'

test.each([1, 7, 40, 100, 10_000])('finds every merge once, in chunks of %i bytes', async (size) => {
  expect(await readMerges(inChunks(SHEET, size))).toEqual([
    { top: 1, left: 0, bottom: 2, right: 1 },
    { top: 10, left: 27, bottom: 11, right: 29 },
  ])
})
