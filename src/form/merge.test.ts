import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { describeProblem } from '../base/problem.ts'
import { defineForm } from './define-form.ts'
import { mergeEntry } from './merge.ts'
import { describeField } from './meta.ts'
import { normaliseEntry } from './normalise.ts'

const schema = z.strictObject({
  id: z.string().trim().toUpperCase(),
  name: describeField(z.string().trim(), { title: { zh: '姓名', en: 'Name' } }).optional(),
  count: z.number().optional(),
  low: z.boolean().optional(),
  former: z.string().nullable().optional(),
  nil: z.string().nullable(),
  address: z.strictObject({ town: z.string().trim().optional(), street: z.string().trim().optional() }).optional(),
  tags: z.array(z.string().trim()).optional(),
  members: z.array(z.strictObject({ name: z.string().trim() })).optional(),
  outcome: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('no'), reason: z.string().trim(), note: z.string().optional() }),
      z.strictObject({
        kind: z.literal('yes'),
        amount: z.number(),
        paid: z.string().nullable(),
      }),
    ])
    .optional(),
  plain: z.union([z.strictObject({ a: z.string() }), z.strictObject({ b: z.string() })]).optional(),
})
const form = defineForm({ name: 'sample', title: '样表', version: 1, key: ['id'], schema })
type Sample = z.output<typeof schema>

const stored: Sample = {
  id: 'A',
  name: '赵小测',
  count: 3,
  low: true,
  former: '赵',
  nil: 'x',
  address: { town: '东', street: '一' },
  tags: ['a', 'b'],
  members: [{ name: '甲' }, { name: '乙' }],
  outcome: { kind: 'no', reason: '超龄', note: 'n' },
  plain: { a: '1' },
}
const merged = (entry: unknown) => mergeEntry(form, stored, entry).values

describe('mergeEntry', () => {
  it('leaves what is absent, replaces what is given, clears what is null', () => {
    expect(merged({ id: 'A', name: '钱小测', count: null })).toEqual({ ...without('count'), name: '钱小测' })
    expect(merged({ id: 'A' })).toEqual(stored)
    expect(merged({ id: 'A', name: undefined })).toEqual(stored)
  })

  it('treats 0, false and the empty text as values', () => {
    expect(merged({ count: 0, low: false, name: '' })).toEqual({ ...stored, count: 0, low: false, name: '' })
  })

  it('merges objects, replaces lists whole', () => {
    expect(merged({ address: { street: '二' }, tags: [], members: [{ name: '丙' }] })).toEqual({
      ...stored,
      address: { town: '东', street: '二' },
      tags: [],
      members: [{ name: '丙' }],
    })
    expect(merged({ address: { street: null } })).toEqual({ ...stored, address: { town: '东' } })
  })

  it('leaves nothing of a union’s old branch behind', () => {
    expect(merged({ outcome: { kind: 'yes', amount: 3, paid: null } })).toEqual({
      ...stored,
      outcome: { kind: 'yes', amount: 3, paid: null },
    })
    expect(merged({ plain: { b: '2' } })).toEqual({ ...stored, plain: { b: '2' } })
  })

  it('stays in a union’s branch that is not named or named again', () => {
    expect(merged({ outcome: { note: null } })).toEqual({ ...stored, outcome: { kind: 'no', reason: '超龄' } })
    expect(merged({ outcome: { kind: 'no', reason: '其他' } })).toEqual({
      ...stored,
      outcome: { kind: 'no', reason: '其他', note: 'n' },
    })
  })

  it('keeps null where a field may be null but not absent', () => {
    expect(merged({ nil: null, former: null })).toEqual({ ...without('former'), nil: null })
  })

  it('starts from nothing, and drops the nulls', () => {
    expect(mergeEntry(form, undefined, { id: 'A', name: null, address: { town: null, street: '一' } }).values).toEqual({
      id: 'A',
      address: { street: '一' },
    })
  })

  it('hands on what it does not know, and what is no record, for validation to refuse', () => {
    expect(merged({ nope: { a: null, b: 1 } })).toEqual({ ...stored, nope: { b: 1 } })
    for (const entry of [null, 'x', 3, ['a']]) expect(merged(entry)).toEqual(entry)
  })

  it('reaches no prototype', () => {
    const values = merged(JSON.parse('{"__proto__":{"x":1},"address":{"__proto__":{"y":1}}}')) as Sample
    expect(Object.getPrototypeOf(values)).toBe(Object.prototype)
    expect(Object.hasOwn(values, '__proto__')).toBe(true)
    expect(Object.hasOwn(values.address ?? {}, '__proto__')).toBe(true)
    expect(({} as Record<string, unknown>).x).toBeUndefined()
    expect(schema.safeParse(values).success).toBe(false)
  })

  it('changes neither the stored record nor the entry', () => {
    const before = structuredClone(stored)
    const entry = { address: { town: null }, tags: ['c'] }
    merged(entry)
    expect(stored).toEqual(before)
    expect(entry).toEqual({ address: { town: null }, tags: ['c'] })
  })

  it('merging the same entry twice is merging it once', () => {
    const entry = fc.record(
      {
        name: fc.option(fc.string()),
        count: fc.option(fc.integer()),
        address: fc.option(
          fc.record({ town: fc.option(fc.string()), street: fc.option(fc.string()) }, { requiredKeys: [] }),
        ),
        tags: fc.option(fc.array(fc.string())),
        outcome: fc.option(
          fc.constantFrom<unknown>({ kind: 'yes', amount: 1 }, { note: 'x' }, { kind: 'no', reason: 'y', note: null }),
        ),
        plain: fc.option(fc.constantFrom<unknown>({ a: 'x' }, { b: 'y' })),
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(entry, (patch) => {
        const once = merged(patch)
        expect(mergeEntry(form, once as Sample, patch).values).toEqual(once)
      }),
    )
  })
})

describe('conflicts', () => {
  const base: Sample = { ...stored, name: '赵大测', address: { town: '西', street: '一' }, tags: ['a'] }
  const conflicts = (entry: unknown, from: Sample | undefined = base) => mergeEntry(form, stored, entry, from).conflicts

  it('are fields that moved since base and differ from what the entry says', () => {
    const found = conflicts({ id: 'A', name: '孙小测', count: 4 })
    expect(found).toEqual([
      {
        problem: { code: 'field_moved', who: 'reporter', field: 'name', title: { zh: '姓名', en: 'Name' } },
        base: '赵大测',
        stored: '赵小测',
        entry: '孙小测',
      },
    ])
    expect(describeProblem(found[0]?.problem as never)).toBe('“姓名”在此期间已被别人改过，请核对后再提交')
    expect(JSON.stringify(found[0]?.problem)).not.toMatch(/小测|大测/)
  })

  it('include an entry that repeats its base, and a clearing', () => {
    expect(conflicts({ name: '赵大测' })).toHaveLength(1)
    expect(conflicts({ name: null })).toHaveLength(1)
  })

  it('are not fields where everybody agrees, that are absent, or that nobody else moved', () => {
    expect(conflicts({ name: '赵小测' })).toEqual([])
    expect(conflicts({ id: 'A' })).toEqual([])
    expect(conflicts({ count: 9, low: null })).toEqual([])
  })

  it('are found inside objects; lists and changed branches count whole', () => {
    expect(conflicts({ address: { town: '南', street: '九' } }).map(({ problem }) => problem.field)).toEqual([
      'address.town',
    ])
    expect(conflicts({ tags: ['z'] }).map(({ problem }) => problem.field)).toEqual(['tags'])
    const moved: Sample = { ...base, outcome: { kind: 'no', reason: '旧' } }
    expect(conflicts({ outcome: { kind: 'yes', amount: 1 } }, moved).map(({ problem }) => problem.field)).toEqual([
      'outcome',
    ])
    expect(conflicts({ outcome: { reason: '新' } }, moved).map(({ problem }) => problem.field)).toEqual([
      'outcome.reason',
    ])
  })

  it('see a field that appeared or was cleared in between', () => {
    expect(conflicts({ former: '钱' }, without('former') as Sample)).toHaveLength(1)
    const cleared = without('former') as Sample
    expect(mergeEntry(form, cleared, { former: '钱' }, stored).conflicts).toHaveLength(1)
    expect(mergeEntry(form, cleared, { former: null }, stored).conflicts).toEqual([])
  })

  it('are not looked for without a base', () => {
    expect(mergeEntry(form, stored, { name: '孙小测' }).conflicts).toEqual([])
  })
})

describe('normaliseEntry', () => {
  it('lets each field normalise itself, and leaves the rest as it is', () => {
    const entry = {
      id: ' a ',
      name: null,
      count: '3',
      address: { town: ' 东 ', nope: ' x ' },
      tags: [' a ', 7],
      members: [{ name: ' 甲 ' }, { nmae: ' 乙 ' }],
      outcome: { kind: 'no', reason: ' 超龄 ', nope: 1 },
      nope: ' x ',
    }
    expect(normaliseEntry(form, entry)).toEqual({
      id: 'A',
      name: null,
      count: '3',
      address: { town: '东', nope: ' x ' },
      tags: ['a', 7],
      members: [{ name: '甲' }, { nmae: ' 乙 ' }],
      outcome: { kind: 'no', reason: '超龄', nope: 1 },
      nope: ' x ',
    })
  })

  it('hands on anything that is no record', () => {
    for (const entry of [null, undefined, 'x', 3, ['a']]) expect(normaliseEntry(form, entry)).toBe(entry)
  })
})

function without(key: keyof Sample): Partial<Sample> {
  const { [key]: _cleared, ...rest } = stored
  return rest
}
