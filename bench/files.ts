/** An upstream's template filled with 10,000 rows, beside a plain workbook of the same rows: CPU time of both, in turns. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { fillTemplate, openTemplate, writeXlsx } from '../src/files/index.ts'
import type { BenchRow } from './mapping.ts'

const ROWS = 10_000
const ROUNDS = 7
const TEMPLATE = fileURLToPath(new URL('../test/fixtures/template.xlsx', import.meta.url))
const COLUMNS = ['姓名', '身份证号', '性别', '区县', '登记日期', '救助类别', '月收入']

export async function benchFiles(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'))
  const rows = Array.from({ length: ROWS }, (_, index) => [
    `测试${index}`,
    `50999919900101${String(index).padStart(4, '0')}`,
    index % 2 === 0 ? '男' : '女',
    '示例区',
    45_356,
    '低保',
    index / 10,
  ])
  const template = await openTemplate(TEMPLATE, { columns: COLUMNS.map((name) => [name]) })
  const times: { filled: number; plain: number }[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const filled = await cpuSeconds(() => fillTemplate(template, join(folder, `filled-${round}.xlsx`), { rows }))
    const sheet = { sheet: 'S', header: COLUMNS, rows }
    times.push({ filled, plain: await cpuSeconds(() => writeXlsx(join(folder, `plain-${round}.xlsx`), sheet)) })
  }
  rmSync(folder, { recursive: true })
  const [median = { filled: 1, plain: 1 }] = times
    .sort((one, other) => one.filled / one.plain - other.filled / other.plain)
    .slice(Math.floor(ROUNDS / 2))
  const { filled, plain } = median
  const row = '10,000 rows into a template'
  return [
    { row, value: Math.round(ROWS / filled), unit: 'rows/CPU s', against: 'a plain workbook', ratio: plain / filled },
  ]
}

async function cpuSeconds(run: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage()
  await run()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000_000
}
