import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type MessageCode, messages } from './messages/index.ts'
import { describeProblem } from './problem.ts'

const places = (text: string) => [...text.matchAll(/\{(\w+)[|}]/g)].map(([, name]) => name).sort()

describe('the catalogue', () => {
  test('no two rooms have a code in common: the later one would speak for the other', async () => {
    const folder = join(import.meta.dirname, 'messages')
    const files = readdirSync(folder).filter((file) => !/^(index|fixes)/.test(file))
    const rooms = await Promise.all(files.map((file): Promise<Record<string, object>> => import(join(folder, file))))
    const codes = rooms.flatMap((room) => Object.values(room).flatMap(Object.keys))
    expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([])
    expect(codes.length).toBe(Object.keys(messages).length)
  })

  test.each(Object.keys(messages) as MessageCode[])(
    '%s is snake_case, in both languages, with the same places',
    (code) => {
      expect(code).toMatch(/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/)
      const { zh, en } = messages[code]
      expect([zh.trim(), en.trim()]).not.toContain('')
      expect([...new Set(places(zh))]).toEqual([...new Set(places(en))])
      // A message that is only its parameters needs no translation.
      if (/\p{Letter}/u.test(zh.replace(/\{\w+\}/g, ''))) expect(zh).toMatch(/\p{Script=Han}/u)
      expect(en === zh).toBe(zh === '{detail}')
    },
  )
})

describe('describeProblem', () => {
  const title = { zh: '姓名', en: 'Name' }

  test('fills title, upstream and params in the language asked for', () => {
    const problem = { code: 'incomplete', who: 'reporter', field: 'name', title, upstream: 'civil' } as const
    expect(describeProblem(problem)).toBe('“civil”要求填写“姓名”')
    expect(describeProblem(problem, 'en')).toBe('“civil” needs “Name”.')
  })

  test('falls back to the field where there is no title', () => {
    expect(
      describeProblem({ code: 'incomplete', who: 'reporter', field: 'members.1.name', upstream: 'u' }, 'en'),
    ).toContain('members.1.name')
  })

  test('says whose field it is where another record has to be mended', () => {
    const referent = {
      form: 'resident',
      title: { zh: '居民', en: 'Resident' },
      place: 'resident',
      key: 'residentIdNumber',
    }
    const problem = { code: 'incomplete', who: 'reporter', field: 'name', title, upstream: 'civil', referent } as const
    expect(describeProblem(problem)).toBe('“civil”要求填写“居民·姓名”')
    const numbered = { ...problem, referent: { ...referent, number: 'K7M2-P9QX-3RTW-1' } }
    expect(describeProblem(numbered, 'en')).toBe('“civil” needs “Resident (K7M2-P9QX-3RTW-1): Name”.')
  })

  test('takes numbers, 0 among them, and texts as params', () => {
    const params = { file: 'a.db', found: 0, known: { zh: '一', en: 'one' } }
    expect(describeProblem({ code: 'ledger_newer', who: 'operator', params }, 'en')).toContain(
      'version 0; this one knows one',
    )
    expect(describeProblem({ code: 'ledger_newer', who: 'operator', params })).toContain('只认到第 一 版')
  })

  test('leaves a place without a value as it is, and reads no prototype', () => {
    expect(describeProblem({ code: 'ledger_owned', who: 'operator' }, 'en')).toContain('{file}')
  })

  test('does not fill what a value itself contains', () => {
    const params = { file: '{upstream}$&' }
    expect(describeProblem({ code: 'ledger_owned', who: 'operator', upstream: 'u', params }, 'en')).toContain(
      '{upstream}$&',
    )
  })

  test('keeps the upstream’s own words out', () => {
    const problem = {
      code: 'upstream_refused',
      who: 'reporter',
      upstream: 'u',
      upstreamText: 'private',
      upstreamCode: 'E1',
    } as const
    expect(describeProblem(problem, 'en')).not.toMatch(/private|E1/)
  })
})
