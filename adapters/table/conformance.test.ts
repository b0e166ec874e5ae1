/** The conformance suite on files that an importer reads: the folder's own count is what stands there. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as vitest from 'vitest'
import type { JsonObject } from 'yibiao/adapter'
import { describeAdapter, type TestUpstream } from 'yibiao/testing'
import { type TableSettings, table } from './index.ts'

/** What an importer reads out of the files, oldest first. */
function folderUpstream(read: (text: string) => readonly JsonObject[]): TestUpstream {
  const folder = mkdtempSync(join(tmpdir(), 'table-'))
  return {
    address: folder,
    rows: () =>
      readdirSync(folder)
        .map((file) => join(folder, file))
        .sort((one, other) =>
          Number(statSync(one, { bigint: true }).mtimeNs - statSync(other, { bigint: true }).mtimeNs),
        )
        .flatMap((path) => read(readFileSync(path, 'utf8'))),
    setFaults: (...faults) => {
      if (faults.some(({ fault }) => fault === 'away')) rmSync(folder, { recursive: true })
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  }
}

const readLines = (text: string): JsonObject[] =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as JsonObject)
const readCsv = (text: string): JsonObject[] => {
  const [header = [], ...rows] = text
    .replace('\ufeff', '')
    .trim()
    .split('\r\n')
    .map((line) => line.split(','))
  return rows.map((cells) => Object.fromEntries(cells.map((cell, index) => [header[index] ?? '', cell])))
}

const suite = (settings: Omit<TableSettings, 'folder'>, read: (text: string) => readonly JsonObject[]) => ({
  open: () => folderUpstream(read),
  adapter: (folder: string) => table({ folder, ...settings }),
  example: '/nowhere',
  payload: (index: number, version: number) => ({
    xm: `测试${index}`,
    sfzh: `50999919900101${index}${version}15`,
    bz: `第${version}版`,
  }),
  faults: ['away'] as const,
  unable: 'a folder is there or not; it gives no answers',
})

describeAdapter(vitest, 'table: jsonl', suite({ format: 'jsonl', maxRows: 100 }, readLines))
describeAdapter(vitest, 'table: csv', suite({ format: 'csv' }, readCsv))
