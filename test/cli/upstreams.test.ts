/** yibiao doctor, adapters and sandbox. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { SANDBOX_ACCOUNT } from '../../src/testing/index.ts'
import { projectDir } from '../lint/lint-samples.ts'
import { configOf, deadAddress, project, sandbox } from './project.ts'

describe('doctor', () => {
  test('asks every upstream and writes nothing', async () => {
    const civil = await sandbox({ kind: 'rest-unique' })
    const health = await sandbox({ kind: 'rest-key' })
    const { run, has } = project(configOf({ civil: civil.url, health: health.url }))
    const { code, out, err } = await run(['doctor'])
    expect([code, err]).toEqual([0, ''])
    expect(out).toMatch(/民政系统 +连接 +正常 +状态码 200\n +账号 +正常 +没有被拒绝/)
    expect(out).toMatch(/ +查询 +正常 +有应答\n +时钟 +正常 +相差 \d+ 秒/)
    expect((await run(['doctor', '--lang', 'en'])).out).toMatch(
      /status 200[\s\S]*not refused[\s\S]*answers[\s\S]*\d s apart/,
    )
    expect([...civil.writes(), ...health.writes()]).toEqual([])
    // Not even a ledger.
    expect(has('yibiao.db')).toBe(false)
  })

  test('one that is away, and a name that is not there', async () => {
    const civil = await sandbox({ kind: 'rest-unique' })
    const { run } = project(configOf({ civil: civil.url, health: await deadAddress() }))
    const { code, json, err } = await run(['doctor', '--json'])
    expect(code).toBe(1)
    expect(err).toContain('有 1 处要处理')
    expect(json.upstreams).toMatchObject([
      { name: 'civil', adapter: 'http', address: civil.url, checks: [{ check: 'reach', ok: true }, {}, {}, {}] },
      { name: 'health', checks: [{ check: 'reach', ok: false, detail: 'ECONNREFUSED' }] },
    ])
    expect((await run(['doctor', '--upstream', 'civil'])).code).toBe(0)
    const wrong = await run(['doctor', '--upstream', 'civl'])
    expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining('civil')])
  })
})

describe('adapters', () => {
  test('lists each that the package ships, with a page that exists', async () => {
    const { run } = project()
    const { adapters } = (await run(['adapters', '--json', '--lang', 'en'])).json
    expect(adapters).toContainEqual({
      name: 'http',
      title: 'HTTP back end',
      use: 'yibiao/adapters/http',
      page: 'docs/settings-http.md',
    })
    for (const { page } of adapters) expect(existsSync(join(projectDir, page))).toBe(true)
    expect((await run(['adapters'])).out).toMatch(/^适配器 .*\nhttp +网络接口（HTTP）/)
  })

  test('tells one’s settings, and the nearest name for a mistyped one', async () => {
    const { run } = project()
    const { out } = await run(['adapters', 'http', '--lang', 'en'])
    expect(out).toMatch(/\nbaseUrl +required +Address of the upstream/)
    expect(out).toMatch(/\ntimeoutMs +30000 +Bound on one exchange.*\(ms\)/)
    const wrong = await run(['adapters', 'htpp'])
    expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining('是不是 http')])
  })
})

describe('sandbox', () => {
  test('prints addresses and what arrives, is switched from outside, and ends with Ctrl-C', async () => {
    const stop = new AbortController()
    const { run } = project()
    const ended = run(['sandbox', 'bare', 'rest-key', '--json', '--port', '41730'], { signal: stop.signal })
    const url = 'http://127.0.0.1:41730'
    await expect.poll(async () => (await fetch(`${url}/__rows`).catch(() => undefined))?.status).toBe(200)
    const post = (path: string, body: object) => fetch(url + path, { method: 'POST', body: JSON.stringify(body) })
    expect(await (await post('/report', { sfzh: '1' })).json()).toEqual({ ok: true })
    await post('/__control', { faults: [{ fault: 'htmlPage' }] })
    expect(await (await post('/report', { sfzh: '2' })).text()).toContain('请登录')
    stop.abort()
    const { code, out } = await ended
    expect(code).toBe(0)
    expect(
      out
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual([
      {
        sandboxes: [
          { kind: 'bare', url },
          { kind: 'rest-key', url: 'http://127.0.0.1:41731' },
        ],
      },
      { kind: 'bare', method: 'POST', path: '/report', query: '', body: '{"sfzh":"1"}' },
      { kind: 'bare', method: 'POST', path: '/report', query: '', body: '{"sfzh":"2"}' },
    ])
    await expect(fetch(url)).rejects.toThrow()
  })

  test('says whose account it takes, and which kinds there are', async () => {
    const { run } = project()
    const { out, err } = await run(['sandbox'], { signal: AbortSignal.abort() })
    expect(out).toMatch(/^ruoyi +http:\/\/127\.0\.0\.1:\d+\n$/)
    expect(err).toContain(SANDBOX_ACCOUNT.password)
    const wrong = await run(['sandbox', 'ruoy'])
    expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining('ruoyi, ruoyi-plus')])
    expect((await run(['sandbox', '--port', 'x'])).code).toBe(2)
  })
})
