/** The built command as a process: its signals, its streams, a configuration that Node itself loads. `npm test` builds first. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { manifest, projectDir } from '../e2e/packed-project.ts'
import { syntheticId } from '../synthetic.ts'
import { atEnd, configOf, project, sandbox } from './project.ts'

interface Child {
  readonly process: ChildProcess
  readonly ended: Promise<{ code: number | null; out: string; err: string }>
  /** Resolves once standard error holds the text. */
  said(text: string): Promise<void>
}

function installed(config?: string) {
  const made = project(config)
  mkdirSync(made.path('node_modules'))
  symlinkSync(projectDir, made.path('node_modules/yibiao'))
  const startIn = ([command = 'env', ...args]: readonly string[], argv: readonly string[]): Child => {
    const env = { PATH: process.env.PATH, LANG: 'zh_CN.UTF-8', USER: 'tester' }
    const child = spawn(command, [...args, process.execPath, join(projectDir, 'dist/cli.js'), ...argv], {
      cwd: made.folder,
      env,
    })
    atEnd(() => child.kill('SIGKILL'))
    let out = ''
    let err = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      err += text
    })
    const ended = new Promise<{ code: number | null; out: string; err: string }>((resolve) =>
      child.on('close', (code) => resolve({ code, out, err })),
    )
    const said = (text: string) =>
      new Promise<void>((resolve, reject) => {
        const look = () => {
          if (err.includes(text)) resolve()
        }
        child.stderr.on('data', look)
        child.on('close', () => reject(new Error(`ended without saying it: ${err}`)))
        look()
      })
    return { process: child, ended, said }
  }
  const start = (...argv: string[]) => startIn([], argv)
  return { ...made, startIn, start, finish: (...argv: string[]) => start(...argv).ended }
}

const HEAD = '公民身份号码,姓名,联系电话\n'

test('--version, and a mistyped flag', async () => {
  const { finish } = installed()
  expect(await finish('--version')).toEqual({ code: 0, out: `${manifest.version}\n`, err: '' })
  const err = '错误：没有选项 --dryrun，是不是 --dry-run？\n'
  expect(await finish('submit', 'a.xlsx', '--dryrun')).toEqual({ code: 2, out: '', err })
})

test.each([
  [
    'yibiao.config.ts',
    "import { defineConfig } from 'yibiao'\n\nexport default defineConfig({ ledger 'file:a.db' })\n",
    /yibiao\.config\.ts:3 有语法错误：/,
  ],
  ['yibiao.config.mjs', 'export default { a b: 1 }\n', /yibiao\.config\.mjs(:1)? 有语法错误：Unexpected identifier/],
  [
    'yibiao.config.js',
    'export const a = 1\nthrow new RangeError("too far")\n',
    /yibiao\.config\.js:2 运行出错：too far/,
  ],
  [
    'yibiao.config.ts',
    "import 'yibiao-gone'\nexport default {}\n",
    /引用的“yibiao-gone”不存在；请检查写法，或在那个目录里运行 npm install/,
  ],
])('a broken %s: one line with file, line and remedy', async (name, text, message) => {
  const { write, finish } = installed()
  write(name, text)
  const { code, out, err } = await finish('check')
  expect([code, out]).toEqual([2, ''])
  expect(err).toMatch(message)
  expect(err.trimEnd().split('\n')).toHaveLength(1)
})

test('the whole way, with a configuration that imports the package by name', async () => {
  const civil = await sandbox({ kind: 'rest-unique' })
  const { write, finish } = installed(configOf({ civil: civil.url }))
  write('a.csv', `${HEAD}${syntheticId(1)},赵小测,13900000001\n`)
  const { code, out, err } = await finish('submit', 'a.csv', '--form', 'resident', '--json')
  expect([code, err]).toEqual([0, ''])
  // Titles come from the same registry only where the configuration and the command are one copy.
  expect(JSON.parse(out)).toMatchObject({ deliveries: { delivered: 1 }, problems: [] })
})

test('a ledger held by another process; Ctrl-C twice quits at once and loses nothing', async () => {
  const civil = await sandbox({ kind: 'rest-unique', faults: { fault: 'hang' } })
  const { write, start, finish } = installed(configOf({ civil: civil.url }))
  write('a.csv', `${HEAD}${syntheticId(1)},赵小测,13900000001\n`)
  const owner = start('submit', 'a.csv', '--form', 'resident')
  await expect.poll(() => civil.calls().create, { timeout: 15_000 }).toBe(1)

  const other = await finish('submit', 'a.csv', '--form', 'resident')
  expect([other.code, other.out]).toEqual([4, ''])
  expect(other.err).toMatch(/^错误：台账 .*yibiao\.db 正被另一个进程使用/)
  const beside = await finish('status', '--json')
  expect([beside.code, JSON.parse(beside.out).deliveries]).toEqual([0, { sending: 1 }])

  owner.process.kill('SIGINT')
  await owner.said('正在停止')
  owner.process.kill('SIGINT')
  expect(await owner.ended).toMatchObject({ code: 130, out: '' })
  const after = await finish('status', '--json')
  expect(JSON.parse(after.out).deliveries).toEqual({ sending: 1 })
})

test('Ctrl-C once lets what is in flight end', async () => {
  const civil = await sandbox({ kind: 'rest-unique', faults: { fault: 'slow', delayMs: 1_000 } })
  const { write, start } = installed(configOf({ civil: civil.url }))
  write('a.csv', `${HEAD}${syntheticId(1)},赵小测,13900000001\n`)
  const owner = start('submit', 'a.csv', '--form', 'resident', '--json')
  await expect.poll(() => civil.calls().create, { timeout: 15_000 }).toBe(1)
  owner.process.kill('SIGTERM')
  const { code, out } = await owner.ended
  expect(code).toBe(130)
  expect(JSON.parse(out).deliveries).toEqual({ delivered: 1 })
})

const PEOPLE = 300
const people = HEAD + Array.from({ length: PEOPLE }, (_, seed) => `${syntheticId(seed)},赵小测,13900000001\n`).join('')

/** What was accepted before the disk gave out is there, and the same command takes the rest, sending nothing twice. */
async function goesOn(submit: () => Promise<{ code: number | null; out: string }>, accepted: number): Promise<void> {
  const { code, out } = await submit()
  const { records, deliveries } = JSON.parse(out)
  expect([code, deliveries]).toEqual([0, { delivered: PEOPLE }])
  expect(records.unchanged).toBeGreaterThanOrEqual(accepted)
  expect(records.accepted + records.unchanged).toBe(PEOPLE)
}

test('a file that may not grow any more: exit code 4, what was accepted is safe', async () => {
  const civil = await sandbox({ kind: 'rest-unique' })
  const { write, startIn, finish } = installed(configOf({ civil: civil.url }))
  write('a.csv', people)
  const argv = ['submit', 'a.csv', '--form', 'resident', '--json']
  // Blocks of 512 bytes in dash, of 1,024 in bash: enough to make the ledger, too little for all rows.
  const full = await startIn(['sh', '-c', 'ulimit -f 600; exec "$@"', 'sh'], argv).ended
  expect(full.code).toBe(4)
  expect(full.err).toMatch(/^错误：文件“.*yibiao\.db”：(台账读写失败|磁盘已满).*\n$/)
  await goesOn(() => finish(...argv), JSON.parse(full.out).records.accepted)
  expect(civil.writes()).toHaveLength(PEOPLE)
})

const mount = (folder: string) => `mount -t tmpfs -o size=400k tmpfs '${folder}'`
const alone = ['unshare', '-Urm', 'sh', '-c']
const canMount = spawnSync('env', [...alone, mount('/mnt')]).status === 0
if (!canMount) console.log('no full disk is tried: this system lets no process mount one of its own')

test.runIf(canMount)(
  'a disk with too little room: exit code 4, said in so many words, and nothing is begun',
  async () => {
    const civil = await sandbox({ kind: 'rest-unique' })
    const { write, path, folder, startIn, finish } = installed(
      configOf({ civil: civil.url }).replace('yibiao.db', 'disk/yibiao.db'),
    )
    write('a.csv', people)
    mkdirSync(path('disk'))
    mkdirSync(path('kept'))
    const argv = ['submit', 'a.csv', '--form', 'resident', '--json']
    // The disk is gone with its process: what lay on it is kept beside.
    const script = `${mount(`${folder}/disk`)}; "$@"; code=$?; cp disk/* kept/; exit $code`
    const full = await startIn([...alone, script, 'sh'], argv).ended
    expect(full.code).toBe(4)
    expect(full.err).toMatch(/^错误：磁盘只剩 0 MB，少于 64 MB 时不再受理新记录，.*\n$/)
    for (const name of readdirSync(path('kept'))) copyFileSync(path(`kept/${name}`), path(`disk/${name}`))
    await goesOn(() => finish(...argv), JSON.parse(full.out).records.accepted)
    expect(civil.writes()).toHaveLength(PEOPLE)
  },
)
