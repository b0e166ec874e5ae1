/** The demo from the built command: what it tells must agree with what the stand-ins count, in both languages. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { createWorld } from '../../examples/demo/world.ts'
import type { DemoWorld } from '../../src/cli/demo/world.ts'
import { openTable } from '../../src/files/index.ts'
import { cli, projectDir, runNode } from './run-node.ts'

const folder = mkdtempSync(join(tmpdir(), 'demo-'))
const scratchFolders = () => readdirSync(tmpdir()).filter((name) => name.startsWith('yibiao-demo-'))
const before = scratchFolders()

afterAll(() => rmSync(folder, { recursive: true }))

interface Result {
  readonly records: { readonly read: number; readonly accepted: number; readonly refused: number }
  readonly systems: readonly {
    readonly name: string
    readonly deliveries: Readonly<Record<string, number>>
    readonly rows: number
    readonly doubled: number
    readonly lookedUp: number
    readonly lostAnswers: number
    readonly mostWaiting: number
  }[]
  readonly entries: { readonly typed: number; readonly received: number; readonly saved: number }
  readonly problems: number
  readonly moving: number
  readonly marked: string
  readonly again: { readonly unchanged: number; readonly refused: number; readonly sent: number }
}

describe('as JSON', () => {
  test('every delivery stands at its system once, and nothing moves at the end', { timeout: 150_000 }, async () => {
    const { code, stdout } = await runNode([cli, 'demo', '--json', '--lang', 'en'], { cwd: folder })
    expect(code).toBe(0)
    const { records, systems, entries, problems, moving, marked, again } = JSON.parse(stdout) as Result
    expect(records).toMatchObject({ read: 200, accepted: 186, refused: 14 })
    expect(systems.map(({ name }) => name)).toEqual(['civil-affairs', 'health', 'grid', 'public-safety'])
    expect(systems.map(({ rows, doubled }) => [rows, doubled])).toEqual(
      systems.map(({ deliveries }) => [deliveries.delivered, 0]),
    )
    expect(systems.map(({ deliveries: { delivered, ...others } }) => others)).toMatchObject([
      { rejected: 1 },
      { incomplete: 2 },
      // Visits to residents whose own row was turned back: they go when that is mended.
      { blocked: 5 },
      { rejected: 1 },
    ])
    expect(problems).toBe(23)
    expect(moving).toBe(0)

    const [civilAffairs, , grid, publicSafety] = systems
    // Few are tried while it is down: the breaker keeps the rest from being sent at all.
    expect(publicSafety?.mostWaiting).toBeGreaterThan(3)
    expect(civilAffairs).toMatchObject({ lostAnswers: 3, lookedUp: 3 })
    expect(grid).toMatchObject({ lostAnswers: 3, lookedUp: 0 })

    expect(entries.saved).toBe(entries.received - entries.typed)
    expect(entries.saved).toBeGreaterThan(1_000)
    expect(again.sent).toBe(0)
    expect(existsSync(join(folder, marked))).toBe(true)
    // Its ledger and its half-done copies are gone.
    expect(scratchFolders()).toEqual(before)
  })
})

describe('for people', () => {
  test('tells it in Chinese, and the marked copy says why on the row itself', { timeout: 150_000 }, async () => {
    const { code, stdout, stderr } = await runNode([cli, 'demo'], {
      cwd: folder,
      env: { LANG: 'zh_CN.UTF-8', LC_ALL: '' },
    })
    expect(code).toBe(0)
    // No bar where there is no terminal, and no colour.
    expect(stderr).toBe('')
    expect(stdout).not.toContain('\u001b')
    expect(stdout).toContain('读取 200 行：受理 186，退回 14')
    expect(stdout).toContain('居民表第 57 行：请填写“姓名”')
    expect(stdout).toMatch(/少填 [\d,]+ 项/)
    expect(stdout).toContain('向上级系统发出 0 笔')
    const reasons = await columnOf(join(folder, 'yibiao-demo/登记表.marked.xlsx'), '居民', '处理说明')
    expect(reasons.get(57)).toBe('请填写“姓名”')
    expect(reasons.get(24)).toBe('“卫生健康”要求填写“联系电话”')
    expect(reasons.get(5)).toBe('')
  })

  test('the commands it suggests work where it ran', async () => {
    mkdirSync(join(folder, 'node_modules'))
    symlinkSync(projectDir, join(folder, 'node_modules/yibiao'), 'dir')
    const env = { LC_ALL: 'zh_CN.UTF-8' }
    expect((await runNode([cli, 'init'], { cwd: folder, env })).code).toBe(0)
    const dryRun = [cli, 'submit', 'yibiao-demo/登记表.xlsx', '--sheet', '居民', '--dry-run']
    const { code, stdout } = await runNode(dryRun, { cwd: folder, env })
    expect(stdout).toContain('读取 140 行：可受理 130，无变化 0，会退回 10')
    expect(code).toBe(1)
  })

  test('a workbook of its own, not the shipped one, is what it marks', () => {
    const shipped = readFileSync(join(projectDir, 'examples/demo/register.xlsx'))
    expect(readFileSync(join(folder, 'yibiao-demo/登记表.xlsx')).equals(shipped)).toBe(true)
  })
})

test('its world fits what runs it', () => {
  const names = ['civil-affairs', 'health', 'grid', 'public-safety']
  const world: DemoWorld = createWorld(Object.fromEntries(names.map((name) => [name, 'http://127.0.0.1:9'])))
  expect(world.systems.map(({ name }) => name)).toEqual(names)
  expect(existsSync(world.register)).toBe(true)
})

async function columnOf(path: string, sheet: string, title: string): Promise<Map<number, string>> {
  const table = await openTable(path, { sheet })
  try {
    if (table.format === 'jsonl') return new Map()
    const texts = new Map<number, string>()
    let column = -1
    for await (const { number, cells } of table.rows(sheet)) {
      const shown = cells.map((cell) => (cell && cell.kind !== 'fault' ? cell.text : ''))
      if (column < 0) column = shown.indexOf(title)
      else texts.set(number, shown[column] ?? '')
    }
    return texts
  } finally {
    await table.close()
  }
}
