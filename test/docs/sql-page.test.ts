/** docs/settings-sql.md: its table made, its program run, on a real PostgreSQL. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectDir, runNode } from '../examples/run-node.ts'
import { startPostgres } from '../fixtures/postgres-server.ts'
import { blocksOf } from '../readme/blocks.ts'

const blocks = blocksOf(readFileSync(join(projectDir, 'docs/settings-sql.md'), 'utf8'))
const block = (lang: string) => blocks.find((each) => each.lang === lang)?.text ?? ''

test('the example stores its record and waits for the importer', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sql-page-'))
  const server = await startPostgres()
  try {
    await server.query("CREATE SCHEMA exchange; CREATE ROLE grid LOGIN PASSWORD 'page-only'")
    await server.query(block('sql'))
    mkdirSync(join(folder, 'node_modules'))
    symlinkSync(projectDir, join(folder, 'node_modules/yibiao'), 'dir')
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }\n')
    writeFileSync(join(folder, 'main.ts'), block('ts'))
    const env = { EXCHANGE_PORT: String(server.port), EXCHANGE_PASSWORD: 'page-only' }
    const { code, stdout, stderr } = await runNode(['main.ts'], { cwd: folder, env })
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toContain(block('text'))
    expect(await server.query('SELECT sfzh, xm, ly, bb, clbz, cwxx FROM exchange.t_jmxx')).toEqual([
      { sfzh: '509999199001010015', xm: '赵小测', ly: 'yibiao', bb: 1, clbz: '0', cwxx: null },
    ])
  } finally {
    await server.close()
    rmSync(folder, { recursive: true })
  }
})
