import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { age, civilContract, civilMapping, household, wang } from '../../test/fixtures/civil-affairs.ts'
import { describeProblem, type Problem } from '../base/problem.ts'
import { compileContract, defineContract } from '../contract/index.ts'
import { defineForm, describeField } from '../form/index.ts'
import { compileMapping } from './compile.ts'
import { projectFaults, projectMapFaults, projectUpstreamFaults } from './project.ts'

const compiled = compileMapping({ form: household, mapping: civilMapping, computed: { age }, contract: civilContract })
const brief = ({ code, who, field }: Problem) => [code, who, field]

/** What `plan` does with one record. */
const problemsOf = (record: unknown, mapped = compiled, change: (payload: object) => object = (payload) => payload) => {
  const { payload, faults } = mapped.toPayload(record)
  const contractFaults = compileContract(civilContract).validate(change(payload))
  return [
    ...projectMapFaults(household, '民政', faults),
    ...projectFaults(mapped, household, '民政', contractFaults, faults, record),
  ]
}

describe('contract faults', () => {
  test('a record that fits has no problems', () => {
    expect(problemsOf(wang)).toEqual([])
  })

  test('what is missing is asked for by field, inside required objects too', () => {
    const problems = problemsOf({ name: '甲', idNumber: '11010119900307041X', size: 1 })
    expect(problems.map(brief)).toEqual([
      ['incomplete', 'reporter', 'sex'],
      ['incomplete', 'reporter', 'members'],
      ['incomplete', 'reporter', 'address.province'],
      ['incomplete', 'reporter', 'address.code'],
    ])
    expect(problems.map((problem) => describeProblem(problem))[0]).toBe('“民政”要求填写“性别”')
    expect(describeProblem(problems[2] as Problem, 'en')).toBe('“民政” needs “Address: Province”.')
  })

  test('what the upstream demands of a value, with its limit and without the value', () => {
    const problems = problemsOf({ ...wang, name: '很'.repeat(21), members: [] })
    expect(problems.map(brief)).toEqual([
      ['value_too_long', 'reporter', 'name'],
      ['value_too_few', 'reporter', 'members'],
    ])
    expect(describeProblem(problems[0] as Problem)).toBe('“民政”要求“姓名”最多 20 个字')
    expect(JSON.stringify(problems)).not.toContain('很很')
  })

  test('of a computed value, only the empty fields are asked for', () => {
    const contract = defineContract({ required: ['nl'], properties: { nl: { type: 'integer' } } })
    const older = { reads: ['birthDate', 'size'], version: 1, run: (birth?: string) => birth?.length }
    const small = compileMapping({
      form: household,
      mapping: { nl: { compute: 'older' } },
      computed: { older },
      contract,
    })
    const record = { name: '甲', idNumber: '1', size: 2 }
    const { payload, faults } = small.toPayload(record)
    const contractFaults = compileContract(contract).validate(payload)
    expect(projectFaults(small, household, 'x', contractFaults, faults, record).map(brief)).toEqual([
      ['incomplete', 'reporter', 'birthDate'],
    ])
  })

  test('a place in a list keeps its position', () => {
    const problems = problemsOf(wang, compiled, (payload) => ({
      ...payload,
      cy: [
        { n: '甲', gx: '1', hh: '1' },
        { gx: '2', hh: '1' },
      ],
    }))
    // The record does have that name: the mapping lost it, so its author must act.
    expect(problems.map(brief)).toEqual([['payload_refused', 'author', 'members.1.name']])
  })

  test('a value that the mapping chose, a surplus property and a wrong type are its author’s', () => {
    const problems = problemsOf(wang, compiled, (payload) => ({ ...payload, xb: 'W', ly: 'x', nl: 'x' }))
    expect(problems.map(brief)).toEqual([
      ['payload_refused', 'author', 'sex'],
      ['payload_refused', 'author', 'birthDate'],
      ['payload_refused', 'author', undefined],
    ])
  })

  test('what the mapping left out isn’t also missing', () => {
    const mapped = compileMapping({
      form: household,
      mapping: { ...civilMapping, sfzh: { date: 'name', as: 'yyyyMMdd' } },
      computed: { age },
    })
    expect(problemsOf(wang, mapped).map(brief)).toEqual([['value_not_date', 'reporter', 'name']])
  })

  test('a code that the upstream has none for is the reporter’s, with what it takes and without what was typed', () => {
    const xb = { code: 'sex', to: { '1': 'M', '2': 'F' }, refused: ['0', '9'] }
    const mapped = compileMapping({ form: household, mapping: { ...civilMapping, xb }, computed: { age } })
    expect(problemsOf({ ...wang, sex: '1' }, mapped)).toEqual([])
    const problems = problemsOf({ ...wang, sex: '9' }, mapped)
    expect(problems.map(brief)).toEqual([['value_without_partner', 'reporter', 'sex']])
    expect(problems.map((problem) => describeProblem(problem))).toEqual([
      '“民政”没有与“性别”所填内容对应的代码，只收：1、2',
    ])
  })

  test('codes that are numbers are refused however the file writes them', () => {
    const form = defineForm({
      name: 'graded',
      title: { zh: '分级', en: 'Graded' },
      version: 1,
      key: 'generated',
      schema: z.strictObject({ grade: describeField(z.literal([1, 2]), { title: { zh: '等级', en: 'Grade' } }) }),
    })
    for (const refused of [['2'], [2]]) {
      const mapped = compileMapping({ form, mapping: { dj: { code: 'grade', to: { '1': 'A' }, refused } } })
      const problems = projectMapFaults(form, '民政', mapped.toPayload({ grade: 2 }).faults)
      expect(problems.map(brief)).toEqual([['value_without_partner', 'reporter', 'grade']])
    }
  })
})

describe('what an upstream says', () => {
  const fieldsOf = (fault: { pointer?: string; upstreamText?: string }) =>
    projectUpstreamFaults(compiled, household, '民政', [fault]).map(({ field }) => field)

  test.each<[{ pointer?: string; upstreamText?: string }, (string | undefined)[]]>([
    [{ pointer: '/cy/1/n' }, ['members.1.name']],
    [{ upstreamText: 'sfzh不能为空' }, ['idNumber']],
    [{ upstreamText: "Field 'data.cy[1].n' is too long" }, ['members.1.name']],
    [{ upstreamText: '证件号码长度有误' }, ['idNumber']],
    [{ upstreamText: '出生日期格式错误' }, ['birthDate']],
    [{ pointer: '/nobody', upstreamText: '联系电话重复' }, ['phone']],
    [{ upstreamText: 'xmlns missing' }, [undefined]],
    [{ upstreamText: '系统繁忙' }, [undefined]],
    [{ pointer: 'not a pointer' }, [undefined]],
    [{}, [undefined]],
  ])('%j', (fault, fields) => {
    expect(fieldsOf(fault)).toEqual(fields)
  })

  test('a longer title isn’t also about the shorter one inside it', () => {
    const titled = (zh: string) => describeField(z.string(), { title: { zh, en: zh } })
    const schema = z.strictObject({ name: titled('姓名'), head: titled('户主姓名'), wife: titled('配偶') })
    const form = defineForm({ name: 'home', title: 'home', version: 1, key: ['name'], schema })
    const small = compileMapping({ form, mapping: { a: 'name', b: 'head', c: 'wife' } })
    const fields = (upstreamText: string) =>
      projectUpstreamFaults(small, form, 'x', [{ upstreamText }]).map(({ field }) => field)
    expect(fields('户主姓名不能为空')).toEqual(['head'])
    expect(fields('户主姓名、姓名不一致')).toEqual(['head', 'name'])
  })

  test('the form’s aliases count too, and what could be two fields is left alone', () => {
    const titled = (zh: string, aliases: string[] = []) => describeField(z.string(), { title: { zh, en: zh }, aliases })
    const schema = z.strictObject({
      id: titled('公民身份号码', ['身份证号', 'sfzh']),
      guardian: z.strictObject({ name: titled('姓名') }),
      head: z.strictObject({ name: titled('姓名') }),
    })
    const form = defineForm({ name: 'home', title: 'home', version: 1, key: ['id'], schema })
    const properties = {
      a: {},
      g: { properties: { xm: { title: '人名' } } },
      h: { properties: { xm: { title: '人名' } } },
    }
    const small = compileMapping({
      form,
      mapping: { a: 'id', g: { object: { xm: 'guardian.name' } }, h: { object: { xm: 'head.name' } } },
      contract: defineContract({ properties }),
    })
    const fields = (upstreamText: string) =>
      projectUpstreamFaults(small, form, 'x', [{ upstreamText }]).map(({ field }) => field)
    expect(fields('身份证号码格式错误')).toEqual(['id'])
    expect(fields('人名不能为空')).toEqual([undefined])
    expect(fields('姓名不能为空')).toEqual([undefined])
    expect(fields('xm 超长')).toEqual([undefined])
    expect(fields('g.xm 超长')).toEqual(['guardian.name'])
  })

  test('its own words stay beside the problem', () => {
    const [problem] = projectUpstreamFaults(
      compiled,
      household,
      '民政',
      [{ upstreamCode: 'E01', upstreamText: 'xm 超长' }],
      'author',
    )
    expect(problem).toEqual({
      ...{ code: 'upstream_refused', who: 'author', upstream: '民政', field: 'name' },
      ...{ title: { zh: '姓名', en: 'Name' }, upstreamCode: 'E01', upstreamText: 'xm 超长' },
    })
  })
})
