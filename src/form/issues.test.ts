import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { describeProblem } from '../base/problem.ts'
import { codeSchema, defineCodes } from './codes.ts'
import { defineForm } from './define-form.ts'
import { type Issue, problemsFromIssues } from './issues.ts'
import { describeField } from './meta.ts'
import { validateRecord } from './record.ts'
import { breach, says } from './says.ts'
import { sentenceFor } from './sentences.ts'

const sexes = defineCodes({
  name: 'sex',
  title: { zh: '性别代码', en: 'Sex' },
  source: 'GB/T 2261.1-2003',
  year: 2003,
  codes: [{ code: '1', zh: '男', en: 'Male' }],
})
const titled = <S extends z.ZodType>(schema: S, zh: string, en: string) => describeField(schema, { title: { zh, en } })

const schema = z
  .strictObject({
    name: titled(z.string().trim().min(1).max(5), '姓名', 'Name'),
    code: titled(z.string().length(3).optional(), '编号', 'Code'),
    note: titled(z.string().min(2).optional(), '说明', 'Note'),
    sex: titled(codeSchema(sexes), '性别', 'Sex').optional(),
    phone: describeField(z.string().regex(/^1\d{10}$/), {
      title: { zh: '手机号码', en: 'Mobile number' },
      hint: { zh: '11位手机号码', en: 'a mobile number of 11 digits' },
      aliases: ['手机'],
    }).optional(),
    born: titled(z.string().check(z.iso.date()), '出生日期', 'Date of birth').optional(),
    mail: titled(z.email(), '邮箱', 'E-mail').optional(),
    size: titled(z.int().min(0).max(9), '人口数', 'Size').optional(),
    share: titled(z.number().gt(0).lt(1), '比例', 'Share').optional(),
    step: titled(z.number().multipleOf(5), '金额', 'Amount').optional(),
    low: titled(z.boolean(), '是否低保', 'Allowance').optional(),
    level: titled(z.enum(['a', 'b']), '等级', 'Level').optional(),
    even: titled(
      z.number().refine((n) => n % 2 === 0),
      '双数',
      'Even',
    ).optional(),
    told: titled(
      z.string().refine((text) => text !== 'x', says('不能写x', 'It must not be x.')),
      '话',
      'Word',
    ).optional(),
    either: titled(
      z.union([
        z.number(),
        z.strictObject({ from: z.number(), to: z.number() }),
        z.strictObject({ x: z.number(), y: z.number() }),
      ]),
      '范围',
      'Range',
    ).optional(),
    outcome: titled(
      z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('no'), reason: titled(z.string(), '原因', 'Reason') }),
        z.strictObject({ kind: z.literal('yes'), amount: z.number() }),
      ]),
      '结果',
      'Outcome',
    ).optional(),
    members: titled(
      z
        .array(z.strictObject({ name: titled(z.string(), '姓名', 'Name') }))
        .min(2)
        .max(3),
      '成员',
      'Members',
    ).optional(),
    pair: titled(z.array(z.string()).length(2), '一对', 'Pair').optional(),
    some: titled(z.array(z.string()).min(1), '若干', 'Some').optional(),
  })
  .check((payload) => {
    if (payload.value.code === 'abc' && payload.value.note === undefined) {
      payload.issues.push(breach(undefined, ['note'], '编号为abc时要有说明', 'With the code abc a note is needed.'))
    }
  })
const form = defineForm({ name: 'sample', title: '样表', version: 1, key: ['name'], schema })

/** Both sentences of every problem, after its field. */
function hear(values: unknown): string[] {
  const result = validateRecord(form, values)
  if (result.ok) return []
  return result.problems.map(
    (problem) => `${problem.field ?? ''} | ${describeProblem(problem)} | ${describeProblem(problem, 'en')}`,
  )
}

const fill = (values: object) => hear({ name: '赵小测', ...values })

describe('plain words', () => {
  it.each<[string, object, string]>([
    ['missing', { name: undefined }, 'name | 请填写“姓名” | Please fill in “Name”.'],
    ['empty', { name: '' }, 'name | 请填写“姓名” | Please fill in “Name”.'],
    ['blank', { name: ' \u3000' }, 'name | 请填写“姓名” | Please fill in “Name”.'],
    ['null where required', { name: null }, 'name | 请填写“姓名” | Please fill in “Name”.'],
    [
      'null where optional',
      { size: null },
      'size | “人口数”是空值，没有内容就不要带上这一项 | “Size” is null; leave it out when there is nothing to say.',
    ],
    [
      'a number for text',
      { name: 110105 },
      'name | “姓名”应填写文字（在表格里请把单元格设为文本） | “Name” must be text (in a sheet, format the cell as text).',
    ],
    ['too long', { name: '赵钱孙李周吴' }, 'name | “姓名”最多5个字 | “Name” may have at most 5 characters.'],
    ['too short', { note: 'a' }, 'note | “说明”至少要有2个字 | “Note” needs at least 2 characters.'],
    ['another length', { code: 'ab' }, 'code | “编号”应为3个字 | “Code” must have exactly 3 characters.'],
    ['another length, longer', { code: 'abcd' }, 'code | “编号”应为3个字 | “Code” must have exactly 3 characters.'],
    ['not in the code list', { sex: '3' }, 'sex | “性别”不在代码表“性别代码”中 | “Sex” is not in the code list “Sex”.'],
    [
      'a pattern with a hint',
      { phone: '12' },
      'phone | “手机号码”应为11位手机号码 | “Mobile number” must be a mobile number of 11 digits.',
    ],
    [
      'a date that does not exist',
      { born: '2023-02-29' },
      'born | “出生日期”应为真实存在的日期，如 2024-03-05 | “Date of birth” must be a real date such as 2024-03-05.',
    ],
    ['a format without a hint', { mail: 'x' }, 'mail | “邮箱”的格式不正确 | “E-mail” is not in the right format.'],
    ['text for an integer', { size: '3' }, 'size | “人口数”应填写数字 | “Size” must be a number.'],
    ['a fraction', { size: 1.5 }, 'size | “人口数”应填写整数 | “Size” must be a whole number.'],
    ['too small', { size: -1 }, 'size | “人口数”不能小于0 | “Size” must not be less than 0.'],
    ['too big', { size: 10 }, 'size | “人口数”不能大于9 | “Size” must not be more than 9.'],
    ['not above', { share: 0 }, 'share | “比例”应大于0 | “Share” must be more than 0.'],
    ['not below', { share: 1 }, 'share | “比例”应小于1 | “Share” must be less than 1.'],
    ['not a multiple', { step: 7 }, 'step | “金额”应为5的倍数 | “Amount” must be a multiple of 5.'],
    ['not a number', { step: Number.NaN }, 'step | “金额”应填写数字 | “Amount” must be a number.'],
    ['not yes or no', { low: '是' }, 'low | “是否低保”应填写是或否 | “Allowance” must be yes or no.'],
    ['not one of', { level: 'c' }, 'level | “等级”只能是：a、b | “Level” must be one of: a、b.'],
    ['a rule without words', { even: 1 }, 'even | “双数”填写有误，请核对 | “Even” is not right; please check it.'],
    ['a rule with words', { told: 'x' }, 'told | 不能写x | It must not be x.'],
    ['a rule over two fields', { code: 'abc' }, 'note | 编号为abc时要有说明 | With the code abc a note is needed.'],
    [
      'no alternative',
      { either: 'x' },
      'either | “范围”不符合允许的任何一种写法 | “Range” fits none of the forms that are allowed.',
    ],
    [
      'the alternative that was meant',
      { either: { from: 1 } },
      'either.to | 请填写“范围·to” | Please fill in “Range: to”.',
    ],
    [
      'a branch that does not exist',
      { outcome: { kind: 'maybe' } },
      'outcome.kind | “结果·kind”只能是：no、yes | “Outcome: kind” must be one of: no、yes.',
    ],
    [
      'a branch that is not told',
      { outcome: { reason: 'x' } },
      'outcome.kind | 请填写“结果·kind” | Please fill in “Outcome: kind”.',
    ],
    [
      'inside a branch',
      { outcome: { kind: 'no' } },
      'outcome.reason | 请填写“结果·原因” | Please fill in “Outcome: Reason”.',
    ],
    ['not a list', { members: 'x' }, 'members | “成员”应为列表 | “Members” must be a list.'],
    ['too few items', { members: [{ name: 'a' }] }, 'members | “成员”至少要有2项 | “Members” needs at least 2 items.'],
    [
      'too many items',
      { members: [1, 2, 3, 4].map(() => ({ name: 'a' })) },
      'members | “成员”最多3项 | “Members” may have at most 3 items.',
    ],
    ['another number of items', { pair: ['a'] }, 'pair | “一对”应为2项 | “Pair” must have exactly 2 items.'],
    ['an empty list', { some: [] }, 'some | 请填写“若干” | Please fill in “Some”.'],
    [
      'an item that is no group',
      { members: ['x', { name: 'a' }] },
      'members.0 | “成员（第1项）”应为一组字段 | “Members, item 1” must be a group of fields.',
    ],
    [
      'a field of an item',
      { members: [{ name: 'a' }, {}] },
      'members.1.name | 请填写“成员（第2项）·姓名” | Please fill in “Members, item 2: Name”.',
    ],
    ['an unknown field', { zzzzzz: 1 }, 'zzzzzz | 表单没有“zzzzzz”这一项 | The form has no field “zzzzzz”.'],
    [
      'a mistyped field',
      { phnoe: 1 },
      'phnoe | 表单没有“phnoe”这一项，是不是“手机号码”（phone）？ | The form has no field “phnoe”. Did you mean “Mobile number” (phone)?',
    ],
    [
      'another name of a field',
      { 手机: 1 },
      '手机 | 表单没有“手机”这一项，是不是“手机号码”（phone）？ | The form has no field “手机”. Did you mean “Mobile number” (phone)?',
    ],
    [
      'an unknown field of a branch',
      { outcome: { kind: 'no', reason: 'x', reasn: 'y' } },
      'outcome.reasn | 表单没有“reasn”这一项，是不是“原因”（reason）？ | The form has no field “reasn”. Did you mean “Reason” (reason)?',
    ],
  ])('%s', (_case, values, sentence) => {
    expect(fill(values)).toEqual([sentence])
  })

  it('for what is not a record at all', () => {
    for (const values of [null, undefined, 'x', 7, []]) {
      expect(hear(values)).toEqual([' | 一条记录应为一组字段 | A record must be a group of fields.'])
    }
  })

  it('refuses __proto__ as a name, and reaches no prototype', () => {
    expect(hear(JSON.parse('{"name":"赵小测","__proto__":{"x":1}}'))).toHaveLength(1)
    expect(({} as Record<string, unknown>).x).toBeUndefined()
  })

  it('tells everything at once', () => {
    expect(hear({ size: 'x', low: 1, zzzzzz: 1 })).toHaveLength(4)
  })

  it('says once what several checks find wrong', () => {
    const twice = z.strictObject({ name: z.string().regex(/a/).regex(/b/) })
    const other = defineForm({ name: 'other', title: '样表', version: 1, key: ['name'], schema: twice })
    const result = validateRecord(other, { name: 'x' })
    expect(result.ok ? [] : result.problems.map(({ code }) => code)).toEqual(['wrong_format'])
  })

  it('cuts long unknown names', () => {
    expect(fill({ ['x'.repeat(1000)]: 1 })[0]?.length).toBeLessThan(250)
  })

  it('holds nothing that was typed', () => {
    const secret = '绝密ABC'
    const values = Object.fromEntries(Object.keys(schema.shape).map((key) => [key, secret]))
    const result = validateRecord(form, {
      ...values,
      members: [secret, { name: 7 }],
      outcome: { kind: secret },
      either: [secret],
    })
    expect(result.ok).toBe(false)
    expect(JSON.stringify(result)).not.toContain(secret)
  })
})

describe('issues from elsewhere', () => {
  it('are told without the values too', () => {
    const parsed = schema.safeParse({ name: 7 })
    expect(problemsFromIssues(form, parsed.error?.issues ?? []).map(({ code }) => code)).toEqual(['not_text'])
  })

  it('of kinds that forms refuse, or that later versions bring, still get a sentence', () => {
    const issue = (more: object) => ({ path: ['name'], message: 'Zod says no', ...more }) as unknown as Issue
    const told = (more: object) => {
      const problems = problemsFromIssues(form, [issue(more)])
      for (const problem of problems) expect(describeProblem(problem)).not.toMatch(/Zod|\{/)
      return problems.map(({ code }) => code)
    }
    const inner = issue({ code: 'invalid_type', expected: 'string', path: [] })
    expect(told({ code: 'invalid_key', origin: 'record', issues: [inner] })).toEqual(['not_text'])
    expect(told({ code: 'invalid_element', origin: 'map', key: 'k', issues: [] })).toEqual(['not_right'])
    expect(told({ code: 'too_big', origin: 'date', maximum: 1 })).toEqual(['not_right'])
    expect(told({ code: 'too_small', origin: 'set', minimum: 1 })).toEqual(['not_right'])
    expect(told({ code: 'invalid_union', errors: [], inclusive: false, matches: [0, 1] })).toEqual(['no_alternative'])
    expect(told({ code: 'invalid_type', expected: 'map' })).toEqual(['not_right'])
    expect(told({ code: 'invalid_type', expected: 'nonoptional' })).toEqual(['required'])
    expect(told({ code: 'brand_new' })).toEqual(['not_right'])
    expect(sentenceFor(issue({ code: 'brand_new' }), undefined)).toEqual({ code: 'not_right' })
  })
})
