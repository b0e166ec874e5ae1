/** Ten invented upstreams over sixty fields: what a township's clerk is asked for. Names are common ones, nobody's system. */
import { z } from 'zod'
import { defineContract } from '../../src/contract/index.ts'
import { defineForm, describeField } from '../../src/form/index.ts'
import { defineUpstream, type Upstream } from '../../src/upstream/index.ts'
import { silentAdapter } from './silent-adapter.ts'

const FIELDS =
  '姓名 公民身份号码 性别 出生日期 民族 文化程度 政治面貌 婚姻状况 联系电话 户籍地址 现住址 所属村代码 村民小组 所属网格 户编号 与户主关系 户主姓名 户主身份证号 家庭人口数 健康状况 残疾类别 残疾等级 残疾证号 是否低保 低保证号 低保类别 保障金额 人均纯收入 工资性收入 经营性收入 转移性收入 就业状况 务工地点 务工单位 务工月数 技能培训 医保参保 大病保险 慢病类型 家庭医生 养老保险 领取待遇 住房结构 住房面积 危房等级 饮水安全 卫生厕所 入户道路 生活用电 宽带网络 耕地面积 林地面积 产业类型 收入来源 监测类别 风险类型 帮扶人 帮扶人电话 紧急联系人 备注'.split(
    ' ',
  )
const NAMES: readonly (readonly [string, string, number])[] = [
  ['民政救助系统', 'Civil affairs', 30],
  ['防返贫监测系统', 'Poverty monitoring', 48],
  ['医疗保障系统', 'Medical insurance', 14],
  ['社区网格平台', 'Grid platform', 22],
  ['公安人口信息', 'Public safety', 18],
  ['人社就业系统', 'Employment', 12],
  ['残联服务平台', 'Disability services', 10],
  ['卫健家庭医生', 'Family doctors', 16],
  ['住建农房安全', 'Rural housing', 9],
  ['农业农村补贴', 'Farm subsidies', 11],
]

export const sixtyFields = defineForm({
  name: 'villager',
  title: { zh: '居民基本信息', en: 'Villager' },
  version: 1,
  key: ['f1'],
  schema: z.strictObject(
    Object.fromEntries(
      FIELDS.map((zh, index) => {
        const text = describeField(z.string(), { title: { zh, en: `Field ${index + 1}` } })
        return [`f${index + 1}`, index === 0 ? text : text.optional()]
      }),
    ) as { f1: z.ZodString },
  ),
})

/** Each asks for the identity, then for a stretch of its own; two properties of each have no source yet. */
export const tenUpstreams: readonly Upstream[] = NAMES.map(([zh, en, count], system) => {
  const own = Array.from(
    { length: Math.max(0, count - 9) },
    (_, index) => 9 + ((system * 7 + index) % (FIELDS.length - 9)),
  )
  const wanted = [...new Set([...Array.from({ length: Math.min(9, count) }, (_, index) => index), ...own])]
  const property = (index: number) => `p${index + 1}`
  const properties = Object.fromEntries(
    wanted.map((index) => [property(index), { type: 'string', title: FIELDS[index] }] as const),
  )
  return defineUpstream({
    name: `system-${system}`,
    title: { zh, en },
    form: sixtyFields,
    contract: defineContract({
      type: 'object',
      required: ['p1', 'p2', ...(system % 4 === 1 ? ['tjdw'] : [])],
      properties: {
        ...properties,
        tjdw: { type: 'string', title: '填报单位' },
        bz2: { type: 'string', title: '核查意见' },
      },
    }),
    mapping: Object.fromEntries(wanted.map((index) => [property(index), `f${index + 1}`])) as never,
    adapter: silentAdapter,
  }) as Upstream
})
