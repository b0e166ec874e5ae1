/** The conformance suite on every format and destination: what an importer reads out of the files is what stands there. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as vitest from 'vitest'
import type { JsonObject } from 'yibiao/adapter'
import { type AdapterSuite, describeAdapter, type TestUpstream, type UpstreamFaultName } from 'yibiao/testing'
import { openTable } from '../../src/files/index.ts'
import { tlsIdentity } from '../../src/upstream/http-test-identity.ts'
import { fixture } from '../../test/fixtures/temp-folder.ts'
import { type TableSettings, table } from './index.ts'
import { fileServer, mailServer, readLines } from './test-destinations.ts'

type Read = (path: string) => readonly JsonObject[] | Promise<readonly JsonObject[]>

/** What an importer reads out of the files, oldest first. */
function folderUpstream(read: Read): TestUpstream {
  const folder = mkdtempSync(join(tmpdir(), 'table-'))
  return {
    address: folder,
    async rows() {
      const paths = readdirSync(folder)
        .map((file) => join(folder, file))
        .sort((one, other) =>
          Number(statSync(one, { bigint: true }).mtimeNs - statSync(other, { bigint: true }).mtimeNs),
        )
      return (await Promise.all(paths.map(read))).flat()
    },
    setFaults: (...faults) => {
      if (faults.some(({ fault }) => fault === 'away')) rmSync(folder, { recursive: true })
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  }
}

const textOf = (path: string) => readFileSync(path, 'utf8')
const readCsv: Read = (path) => {
  const [header = [], ...rows] = textOf(path)
    .replace('\ufeff', '')
    .trim()
    .split('\r\n')
    .map((line) => line.split(','))
  return rows.map((cells) => Object.fromEntries(cells.map((cell, index) => [header[index] ?? '', cell])))
}
const readFixed: Read = (path) => {
  const text = new TextDecoder('gb18030')
  const bytes = readFileSync(path)
  return Array.from({ length: bytes.length / 52 }, (_, row) => {
    const cell = (from: number, to: number) => text.decode(bytes.subarray(row * 52 + from, row * 52 + to)).trimEnd()
    return { xm: cell(0, 12), sfzh: cell(12, 36), bz: cell(36, 50) }
  })
}
const readXml: Read = (path) =>
  [...textOf(path).matchAll(/<record>([\s\S]*?)<\/record>/g)].map(([, inner = '']) =>
    Object.fromEntries([...inner.matchAll(/<(\w+)>(.*?)<\/\1>/g)].map(([, name = '', text = '']) => [name, text])),
  )
/** @param first - row of the first record, from 1; the columns that hold `xm`, `sfzh` and `bz`, from 0 */
const readSheet =
  (first: number, columns: readonly number[]): Read =>
  async (path) => {
    const opened = await openTable(path)
    const rows: JsonObject[] = []
    if (opened.format !== 'jsonl')
      for await (const { number, cells } of opened.rows(opened.sheets[0] ?? '')) {
        const texts = columns.map((column) => {
          const cell = cells[column]
          return cell && 'text' in cell ? cell.text : ''
        })
        if (number >= first && texts[0] !== '')
          rows.push({ xm: texts[0] ?? '', sfzh: texts[1] ?? '', bz: texts[2] ?? '' })
      }
    await opened.close()
    return rows
  }

const payload = (index: number, version: number): JsonObject => ({
  xm: `测试${index}`,
  sfzh: `50999919900101${index}${version}15`,
  bz: `第${version}版`,
})
const WIDTHS: TableSettings['columns'] = [
  { header: 'xm', maxBytes: 12 },
  { header: 'sfzh', maxBytes: 24 },
  { header: 'bz', maxBytes: 14 },
]
const IN_TEMPLATE: TableSettings['columns'] = [
  { header: '姓名', value: '/xm' },
  { header: '身份证号', value: '/sfzh' },
  { header: ['户籍地', '区县'], value: '/bz' },
]

const formats: readonly (readonly [string, Omit<TableSettings, 'folder'>, Read])[] = [
  ['jsonl', { format: 'jsonl', maxRows: 100 }, (path) => readLines(textOf(path))],
  ['csv', { format: 'csv' }, readCsv],
  ['xlsx', { format: 'xlsx', maxRows: 100 }, readSheet(2, [0, 1, 2])],
  [
    'xlsx, the upstream’s own template',
    { format: 'xlsx', template: { file: fixture('template.xlsx') }, columns: IN_TEMPLATE, maxRows: 100 },
    readSheet(5, [1, 2, 5]),
  ],
  ['fixed', { format: 'fixed', encoding: 'gb18030', columns: WIDTHS, maxRows: 100 }, readFixed],
  ['xml', { format: 'xml', maxRows: 100 }, readXml],
]

for (const [name, settings, read] of formats)
  describeAdapter(vitest, `table: ${name} into a folder`, {
    open: () => folderUpstream(read),
    adapter: (folder) => table({ folder, ...settings }),
    example: '/nowhere',
    payload,
    faults: ['away'],
    unable: 'a folder is there or not; it gives no answers',
  })

const OK = { statuses: [200], checks: [{ pointer: '/code', equals: [200] }] }
const post = (baseUrl: string): TableSettings => ({
  format: 'jsonl',
  maxRows: 100,
  post: {
    baseUrl,
    upload: { path: '/upload', success: OK, file: '/fileName' },
    save: { path: '/save', body: { '/path': '{file}', '/name': '{name}' }, success: OK },
    refusals: [{ when: { checks: [{ pointer: '/code', equals: [601] }] }, is: 'rejected' }],
    faults: { text: '/msg' },
    recognisesNames: true,
    timeoutMs: 500,
  },
})
const HTTP = [
  'away',
  'cutAfterSave',
  'cutBeforeSave',
  'emptyBody',
  'garbage',
  'hang',
  'htmlPage',
  'redirect',
  'slow',
  'status5xx',
  'throttle',
] as const satisfies readonly UpstreamFaultName[]

const destinations: readonly (readonly [string, Pick<AdapterSuite, 'open' | 'adapter' | 'faults'>, string])[] = [
  [
    'by HTTP PUT',
    {
      open: () => fileServer('put'),
      adapter: (url) =>
        table({ format: 'jsonl', maxRows: 100, upload: { url, recognisesNames: true, timeoutMs: 500 } }),
      faults: HTTP,
    },
    'a server that keeps files reads none of them, and answers with a status alone',
  ],
  [
    'uploaded and registered',
    {
      open: () => fileServer('post'),
      adapter: (url) => table(post(url)),
      faults: [...HTTP, 'envelopeFailure', 'refuse'],
    },
    'its stand-in has no such way to go wrong',
  ],
  [
    'by mail',
    {
      open: mailServer,
      adapter: (port) =>
        table({
          format: 'jsonl',
          maxRows: 100,
          email: {
            host: 'localhost',
            port: Number(port),
            from: 'gateway@village.example',
            to: 'bureau@county.example',
            subject: '登记表',
            ca: tlsIdentity.cert,
            timeoutMs: 500,
          },
        }),
      faults: ['away', 'cutAfterSave', 'hang', 'slow'],
    },
    'a mail server takes a mail or doesn’t',
  ],
]

for (const [name, parts, unable] of destinations)
  describeAdapter(vitest, `table: ${name}`, { ...parts, payload, unable, ...(name === 'by mail' && { example: '9' }) })
