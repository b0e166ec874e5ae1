/**
 * The packed tarball in an empty folder: complete, importable, runnable and well typed.
 *
 * Tests on source can't see what the bundler, the exports map, the list of packed files or a dependency that exists
 * only here break.
 */
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, posix } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  entries,
  install,
  manifest,
  type Packed,
  packProject,
  projectDir,
  run,
  type Weight,
  weigh,
} from './packed-project.ts'

// Two installs; the first one on a machine fills npm's cache from the network.
const INSTALL_TIMEOUT_MS = 300_000
const codeEntries = entries.filter(({ isCode }) => isCode)

let packDir: string
let consumerDir: string
let packed: Packed
let weight: Weight

beforeAll(() => {
  packDir = mkdtempSync(join(tmpdir(), 'yibiao-pack-'))
  consumerDir = mkdtempSync(join(tmpdir(), 'yibiao-consumer-'))
  packed = packProject(packDir)
  install(consumerDir, ['--omit=dev'], [packed.tarball, `zod@${manifest.devDependencies.zod}`])
  weight = weigh(consumerDir)
  install(consumerDir, ['--save-dev'], [`@types/node@${manifest.devDependencies['@types/node']}`])
}, INSTALL_TIMEOUT_MS)

afterAll(() => {
  for (const dir of [packDir, consumerDir]) if (dir) rmSync(dir, { recursive: true, force: true })
})

describe('the tarball', () => {
  test('holds what every subpath and command points at', () => {
    const targets = [
      ...entries.flatMap(({ files }) => files),
      ...Object.values(manifest.bin).map((path) => posix.normalize(path)),
    ]
    expect(targets.filter((path) => !packed.files.includes(path))).toEqual([])
  })

  test('holds built files and the papers, and no test, fixture or source', () => {
    const papers = ['package.json', 'README.md', 'README.zh-CN.md', 'LICENSE', 'CHANGELOG.md', 'CONTRIBUTING.md']
    // The pages and examples that the papers link to.
    const linked =
      /^docs\/(forms\/)?[\w-]+\.(md|svg)$|^examples\/(portal|own-adapter)\/[\w-]+\.ts$|^bench\/suggest\/README\.md$/
    const built = packed.files.filter((path) => !papers.includes(path) && !linked.test(path))
    expect(papers.filter((path) => !packed.files.includes(path))).toEqual([])
    const known = /^dist\/.*(\.js|\.d\.ts)$|^json-schemas\/[a-z]+\.schema\.json$/
    expect(built.filter((path) => !known.test(path))).toEqual(['dist/demo/register.xlsx'])
    expect(built).toContain('json-schemas/upstream.schema.json')
    expect(built.filter((path) => /\.test|\/(fixtures|__\w+__|test)\//.test(path))).toEqual([])
  })

  test('has every declaration that a consumer reaches, and those speak of no dependency but zod', () => {
    const { missing, packages } = reachedDeclarations()
    expect(missing).toEqual([])
    // A dependency's types would become ours to keep, and their faults would stop a consumer without skipLibCheck.
    expect(packages.filter((name) => !/^(zod|node:.+|yibiao\/.+)$/.test(name))).toEqual([])
  })

  test('names no folder of the machine that built it', () => {
    const telling = packed.files.filter((path) => readFileSync(join(projectDir, path), 'utf8').includes(projectDir))
    expect(telling).toEqual([])
  })
})

describe('installed in an empty folder', () => {
  test('imports every subpath, and what two of them export is one and the same', () => {
    writeFileSync(
      join(consumerDir, 'import-all.js'),
      `const seen = new Map(), empty = [], twice = []
for (const specifier of ${JSON.stringify(codeEntries.map(({ specifier }) => specifier))}) {
  const exported = Object.entries(await import(specifier))
  if (exported.length === 0) empty.push(specifier)
  for (const [name, value] of exported) {
    // Each adapter has a kind of its own.
    if (name !== 'kind' && seen.has(name) && seen.get(name) !== value) twice.push(specifier + ': ' + name)
    seen.set(name, value)
  }
}
console.log(JSON.stringify({ empty, twice, names: seen.size }))\n`,
    )
    const found = JSON.parse(run(process.execPath, ['import-all.js'], consumerDir))
    expect(found).toMatchObject({ empty: [], twice: [] })
    expect(found.names).toBeGreaterThan(0)
  })

  test('has its command', () => {
    const command = join(consumerDir, 'node_modules/.bin/yibiao')
    expect(run(command, ['--version'], consumerDir).trim()).toBe(manifest.version)
  })

  test('works from files alone: forms and adapters of its own by name', () => {
    const files = {
      'yibiao.config.json': { ledger: 'file:a.db', forms: ['resident'], upstreams: './upstreams' },
      'upstreams/civil/upstream.json': {
        ...{ name: 'civil', title: 'Civil affairs', form: 'resident' },
        adapter: {
          use: 'yibiao/adapters/http',
          settings: {
            baseUrl: 'https://civil.example',
            create: { method: 'POST', path: '/records' },
            success: { checks: [{ pointer: '/id', present: true }] },
          },
        },
      },
      'upstreams/civil/contract.schema.json': { required: ['xm'], properties: { xm: { type: 'string' } } },
      'upstreams/civil/mapping.json': { xm: 'name' },
    }
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(consumerDir, name)), { recursive: true })
      writeFileSync(join(consumerDir, name), JSON.stringify(content))
    }
    const said = run(join(consumerDir, 'node_modules/.bin/yibiao'), ['check', '--lang', 'en'], consumerDir)
    expect(said).toBe('Civil affairs (civil): form resident, 1 property mapped, no fault\n')
  })

  test('says what a production install weighs', () => {
    console.log(`production install: ${weight.packages} packages, ${(weight.bytes / 1e6).toFixed(1)} MB`)
    // Heavy parts belong into optional peers that an adapter loads when it is used.
    expect(weight.packages).toBeLessThan(60)
    expect(weight.bytes).toBeLessThan(40e6)
  })

  describe.each([
    { module: 'nodenext', moduleResolution: 'nodenext' },
    { module: 'esnext', moduleResolution: 'bundler' },
  ])('a consumer with moduleResolution $moduleResolution', (resolution) => {
    test('type-checks, libraries included', () => {
      cpSync(join(import.meta.dirname, 'consumer'), consumerDir, { recursive: true })
      writeFileSync(join(consumerDir, 'all-entries.ts'), importsOfAll())
      const files = ['all-entries.ts', ...readdirSync(join(import.meta.dirname, 'consumer'))]
      // No `dom`: whoever runs this on Node has no reason to list it.
      const compilerOptions = {
        ...resolution,
        target: 'es2024',
        lib: ['es2024'],
        types: ['node'],
        strict: true,
        exactOptionalPropertyTypes: true,
        noUncheckedIndexedAccess: true,
        skipLibCheck: false,
        noEmit: true,
      }
      writeFileSync(join(consumerDir, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }))
      expect(typeCheck()).toBe('')
    })
  })
})

/** Follows the declarations from every entry: relative ones that aren't packed, and packages that are named. */
function reachedDeclarations(): { missing: string[]; packages: string[] } {
  const reached = new Set(entries.flatMap(({ files }) => files).filter((path) => path.endsWith('.d.ts')))
  const missing: string[] = []
  const packages = new Set<string>()
  // A set may grow while it is iterated: what is added comes up later.
  for (const path of reached) {
    if (!packed.files.includes(path)) {
      missing.push(path)
      continue
    }
    const text = readFileSync(join(projectDir, path), 'utf8')
    for (const [, specifier = ''] of text.matchAll(/(?:from |import |import\()["']([^"']+)["']/g)) {
      if (specifier.startsWith('.'))
        reached.add(posix.join(posix.dirname(path), specifier).replace(/\.[jt]s$/, '.d.ts'))
      else packages.add(specifier)
    }
  }
  return { missing, packages: [...packages].sort() }
}

/** Imports every subpath and refuses one that came out as `any`, which is what a lost declaration looks like. */
function importsOfAll(): string {
  const lines = ['type IsAny<T> = 0 extends 1 & T ? true : false']
  for (const [index, { specifier }] of codeEntries.entries()) {
    lines.push(`import * as entry${index} from '${specifier}'`)
    lines.push(`export const typed${index}: IsAny<typeof entry${index}> = false`)
  }
  return `${lines.join('\n')}\n`
}

/** The compiler's complaints, empty when there are none. */
function typeCheck(): string {
  try {
    return run(process.execPath, [join(projectDir, 'node_modules/typescript/bin/tsc'), '-p', '.'], consumerDir)
  } catch (error) {
    return String((error as { stdout?: string }).stdout ?? error)
  }
}
