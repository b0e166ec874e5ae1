/**
 * 惠农补贴: one household, one scheme, one year. The payee is named by number; the bank account stands with the resident and is
 * typed once in a life, not once a year.
 */
import { z } from 'zod'
import { breach, codeSchema, defineForm, describeField, type Form } from '../src/form/index.ts'
import { subsidyTypeCodes } from './codes/index.ts'
import { amountOf, count, isoDate, line, mu, personNumber, year, yuan } from './fields/index.ts'
import { householdReference, remark } from './fields/shared.ts'
import type { Household } from './household.ts'
import type { Resident } from './resident.ts'

const schema = z
  .strictObject({
    householdNumber: householdReference,
    year: describeField(year, {
      title: { zh: '补贴年度', en: 'Year' },
      aliases: ['年度', '年份'],
      example: '2024',
      concept: 'record.period',
    }),
    subsidyType: describeField(codeSchema(subsidyTypeCodes), {
      title: { zh: '补贴类型', en: 'Kind of subsidy' },
      aliases: ['补贴项目', '补贴名称', '项目名称'],
      sensitivity: 'public',
      example: 'arable',
      concept: null,
    }),
    payeeIdNumber: describeField(personNumber, {
      title: { zh: '领取人身份证号码', en: 'Payee’s resident id' },
      aliases: ['户主身份证号', '补贴对象身份证号', '领款人身份证号', '身份证号码', '身份证号'],
      concept: null,
    }),
    contractedArea: describeField(mu, {
      title: { zh: '承包面积（亩）', en: 'Contracted land (mu)' },
      aliases: ['承包面积', '确权面积', '耕地面积'],
      sensitivity: 'personal',
      example: 6.5,
      concept: null,
    }).optional(),
    subsidisedArea: describeField(mu, {
      title: { zh: '补贴面积（亩）', en: 'Subsidised land (mu)' },
      aliases: ['补贴面积', '种植面积'],
      sensitivity: 'personal',
      example: 5.2,
      concept: null,
    }).optional(),
    crop: describeField(line(50), {
      title: { zh: '作物', en: 'Crop' },
      aliases: ['种植作物', '作物种类', '种植品种'],
      sensitivity: 'public',
      example: '水稻',
      concept: null,
    }).optional(),
    animals: describeField(count(1_000_000), {
      title: { zh: '养殖数量', en: 'Animals' },
      aliases: ['头数', '数量'],
      sensitivity: 'personal',
      example: 10,
      concept: null,
    }).optional(),
    rate: describeField(amountOf(0, 1_000_000, 4), {
      title: { zh: '补贴标准（元/亩）', en: 'Rate (yuan per mu)' },
      hint: { zh: '以元/亩为单位的标准，最多四位小数', en: 'a rate in yuan per mu with at most four decimals' },
      aliases: ['补贴标准', '单价'],
      sensitivity: 'public',
      example: 102.5,
      concept: null,
    }).optional(),
    amount: describeField(yuan, {
      title: { zh: '补贴金额', en: 'Amount' },
      aliases: ['应补金额', '补贴资金', '发放金额'],
      sensitivity: 'personal',
      example: 533,
      concept: null,
    }).optional(),
    publicisedOn: describeField(isoDate, {
      title: { zh: '公示日期', en: 'Publicised on' },
      aliases: ['公示时间'],
      example: '2024-03-05',
      notFuture: true,
      concept: null,
    }).optional(),
    confirmed: describeField(z.boolean(), {
      title: { zh: '农户是否确认', en: 'Confirmed by the household' },
      aliases: ['是否确认', '是否签字'],
      sensitivity: 'public',
      example: true,
      concept: null,
    }).optional(),
    paidOn: describeField(isoDate, {
      title: { zh: '发放日期', en: 'Paid on' },
      aliases: ['打卡日期', '发放时间'],
      example: '2024-03-05',
      notFuture: true,
      concept: null,
    }).optional(),
    unpaidReason: describeField(line(100), {
      title: { zh: '未发放原因', en: 'Why not paid' },
      aliases: ['退款原因'],
      sensitivity: 'personal',
      example: '账号有误',
      concept: null,
    }).optional(),
    remark: remark.optional(),
  })
  .check((payload) => {
    const { subsidisedArea, rate, amount } = payload.value
    // Offices round to the cent in one step or in several: a difference below ten cents is theirs.
    if (subsidisedArea !== undefined && rate !== undefined && amount !== undefined)
      if (Math.abs(subsidisedArea * rate - amount) >= 0.1)
        payload.issues.push(
          breach(
            amount,
            ['amount'],
            '补贴金额不等于补贴面积乘以补贴标准，请核对',
            'The amount is not the area times the rate; please check it.',
          ),
        )
  })

export interface FarmSubsidy extends z.output<typeof schema> {}

/** Whom and what its references name. */
export interface FarmSubsidyReferents {
  readonly household: Household
  readonly payee: Resident
}

export const farmSubsidy: Form<
  FarmSubsidy,
  'farm-subsidy',
  'householdNumber' | 'year' | 'subsidyType',
  FarmSubsidyReferents
> = defineForm({
  name: 'farm-subsidy',
  title: { zh: '惠农补贴', en: 'Farm subsidy' },
  version: 1,
  key: ['householdNumber', 'year', 'subsidyType'],
  references: {
    household: { key: 'householdNumber', form: 'household', mode: 'follow' },
    payee: { key: 'payeeIdNumber', form: 'resident', mode: 'follow' },
  },
  schema,
})
