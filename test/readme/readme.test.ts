/**
 * Every fenced block of the READMEs and docs pages is executed as a reader would: programs with Node against the built
 * package, commands with the built command, in order and in one folder per page; printed results are compared.
 */
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createSandbox, SANDBOX_ACCOUNT, type Sandbox } from 'yibiao/testing'
import { cli, projectDir, runNode, runShell } from '../examples/run-node.ts'
import { type Block, blocksOf } from './blocks.ts'

const read = (path: string) => readFileSync(join(projectDir, path), 'utf8')
const manifest = JSON.parse(read('package.json')) as {
  readonly name: string
  readonly scripts: Readonly<Record<string, string>>
  readonly peerDependencies: Readonly<Record<string, string>>
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>
}
/** Pages whose blocks need a project of their own, and the test that gives them one. */
const TRIED_ELSEWHERE: Readonly<Record<string, string>> = {
  'docs/files.md': 'test/docs/files-page.test.ts',
  'docs/keeping.md': 'test/cli/keys.test.ts',
  'docs/settings-sql.md': 'test/docs/sql-page.test.ts',
}
const pages = [
  'README.md',
  'README.zh-CN.md',
  ...readdirSync(join(projectDir, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
]
const firstUpstream = read('examples/first-upstream/main.ts').trimEnd()

describe.each(pages.filter((page) => !Object.hasOwn(TRIED_ELSEWHERE, page)))('%s', (page) => {
  const blocks = blocksOf(read(page))
  const lang = page.includes('zh-CN') ? 'zh_CN.UTF-8' : 'en_GB.UTF-8'
  const folder = mkdtempSync(join(tmpdir(), 'readme-'))
  let standIn: Sandbox
  let printed = ''

  beforeAll(async () => {
    standIn = await createSandbox({ kind: 'rest-key' })
    mkdirSync(join(folder, 'node_modules'))
    symlinkSync(projectDir, join(folder, 'node_modules/yibiao'), 'dir')
    symlinkSync(join(projectDir, 'node_modules/zod'), join(folder, 'node_modules/zod'), 'dir')
    mkdirSync(join(folder, 'bin'))
    writeFileSync(join(folder, 'bin/yibiao'), `#!/bin/sh\nexec '${process.execPath}' '${cli}' "$@"\n`, { mode: 0o755 })
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }\n')
    copyFileSync(join(projectDir, 'examples/demo/register.xlsx'), join(folder, '登记表.xlsx'))
    copyFileSync(join(projectDir, 'examples/suggest/field-list.xlsx'), join(folder, '字段清单.xlsx'))
    // “civilAffairs” of the first block, in a module as the configuration imports it.
    const [definitions = ''] = firstUpstream.split('\nawait using')
    const module = definitions.replace('const civilAffairs', 'export const civilAffairs').replace('createGateway, ', '')
    writeFileSync(join(folder, 'civil-affairs.ts'), module)
    // A page without one begins where there is none.
    const config = configOf(blocks)
    if (config !== undefined) writeFileSync(join(folder, 'yibiao.config.ts'), config)
  })
  afterAll(async () => {
    await standIn.close()
    rmSync(folder, { recursive: true })
  })

  const env = () => ({
    CIVIL_AFFAIRS_URL: standIn.url,
    CIVIL_AFFAIRS_KEY: SANDBOX_ACCOUNT.apiKey,
    RUOYI_PASSWORD: 'x',
    JEECG_PASSWORD: 'x',
    LC_ALL: lang,
    PATH: [join(folder, 'bin'), dirname(process.execPath), process.env.PATH].join(delimiter),
  })

  if (blocks.length === 0) test('has no block', () => undefined)
  test.each(blocks.map((block) => [`${block.lang} at line ${block.line}`, block] as const))('%s', async (_, block) => {
    if (block.file !== undefined) {
      // A page that brings its own configuration has only that one.
      if (block.file.startsWith('yibiao.config.')) rmSync(join(folder, 'yibiao.config.ts'), { force: true })
      mkdirSync(dirname(join(folder, block.file)), { recursive: true })
      writeFileSync(join(folder, block.file), block.text)
      return
    }
    switch (block.lang) {
      case '':
        return
      case 'ts':
        printed = await runProgram(block)
        return
      case 'sh':
        for (const line of block.text.split('\n')) printed = await runLine(line)
        return
      case 'json':
        expect(JSON.parse(masked(printed))).toEqual(JSON.parse(masked(block.text)))
        return
      case 'text':
        expect(masked(printed)).toContain(masked(block.text))
        return
      default:
        throw new Error(`a block of language “${block.lang}” is never executed: give it another or none`)
    }
  })

  async function runProgram({ text, line }: Block): Promise<string> {
    const file = join(folder, /^\/\/ (\S+\.ts)$/m.exec(text.split('\n')[0] ?? '')?.[1] ?? `block-${line}.ts`)
    writeFileSync(file, text)
    const { code, stdout, stderr } = await runNode([file], { cwd: folder, env: env() })
    expect(stderr).toBe('')
    expect(code).toBe(0)
    return stdout
  }

  /** A line as typed; what it should exit with stands behind it. */
  async function runLine(line: string): Promise<string> {
    const [command = '', remark = ''] = line.split('  # ')
    for (const part of command.split(' && ')) if (part.startsWith('npm ')) checkNpm(part)
    if (command.startsWith('npm ')) return ''
    expect(command).toMatch(/^(echo .* \| )?yibiao /)
    const { code, stdout, stderr } = await runShell(command, { cwd: folder, env: env() })
    const wanted = Number(/(?:exit code|退出码) (\d+)/.exec(remark)?.[1] ?? 0)
    expect({ command, code, stderr: code === wanted ? '' : stderr }).toEqual({ command, code: wanted, stderr: '' })
    return stdout
  }
})

test.each(['README.md', 'README.zh-CN.md'])('%s shows the examples as they are', (page) => {
  const blocks = blocksOf(read(page)).filter(({ lang }) => lang === 'ts')
  expect(blocks[0]?.text).toBe(firstUpstream)
  // “the first upstream in 30 lines”
  expect(firstUpstream.split('\n').filter((line) => line !== '').length).toBeLessThanOrEqual(30)
  const adapter = blocks.find(({ text }) => text.startsWith('// exchange-folder.ts'))
  if (page === 'README.md')
    expect(adapter?.text).toBe(`// exchange-folder.ts\n${read('examples/own-adapter/exchange-folder.ts').trimEnd()}`)
})

test('both READMEs give the two commands', () => {
  for (const page of ['README.md', 'README.zh-CN.md']) {
    const lines = blocksOf(read(page)).flatMap(({ text }) => text.split('\n'))
    expect(lines).toEqual(expect.arrayContaining(['npm ci && npm run demo', 'npm ci && npm test']))
  }
})

test('a page that isn’t run here is tried elsewhere', () => {
  for (const path of Object.values(TRIED_ELSEWHERE)) expect(() => read(path)).not.toThrow()
})

test('links lead to files that exist', () => {
  for (const page of pages) {
    for (const [, target = ''] of read(page).matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)) {
      if (!target.startsWith('http')) expect(() => readFileSync(join(projectDir, dirname(page), target))).not.toThrow()
    }
  }
})

/** Those that everybody needs; the optional ones are named by whoever uses what they are for. */
const neededPeers = Object.keys(manifest.peerDependencies).filter(
  (name) => !manifest.peerDependenciesMeta?.[name]?.optional,
)

function checkNpm(command: string): void {
  const [, verb = '', ...names] = command.split(' ')
  if (verb === 'install') expect(names).toEqual([manifest.name, ...neededPeers])
  else if (verb !== 'ci') expect(Object.keys(manifest.scripts)).toContain(verb === 'run' ? names[0] : verb)
}

const configOf = (blocks: readonly Block[]): string | undefined =>
  blocks.find(({ text }) => text.startsWith('// yibiao.config.ts'))?.text

/** Numbers that are drawn anew each time. */
const masked = (text: string): string => text.replace(/\b[0-9A-Z]{4}(-[0-9A-Z]{4}){2}\b/g, 'NNNN-NNNN-NNNN')
