/**
 * Assistance. The kinds of assisted people and of monitored households are named as 《社会救助暂行办法》 and the documents on
 * 防止返贫动态监测 name them; the causes as the national register of poor households (建档立卡) did. Read in public copies and code;
 * no official codes are known to us, so the codes are words of our own.
 */
import { defineCodes } from '../../src/form/index.ts'

export const assistanceTypeCodes = defineCodes({
  name: 'assistance-type',
  title: { zh: '救助类型', en: 'Kind of assistance' },
  source: '《社会救助暂行办法》；代码为本项目自定',
  year: 2014,
  codes: [
    { code: 'urban-allowance', zh: '城市低保', en: 'Urban minimum living allowance', aliases: ['城市最低生活保障'] },
    {
      code: 'rural-allowance',
      zh: '农村低保',
      en: 'Rural minimum living allowance',
      aliases: ['农村最低生活保障', '低保'],
    },
    {
      code: 'destitute-dispersed',
      zh: '分散供养特困人员',
      en: 'Destitute, cared for at home',
      aliases: ['特困分散供养'],
    },
    {
      code: 'destitute-institution',
      zh: '集中供养特困人员',
      en: 'Destitute, in an institution',
      aliases: ['特困集中供养'],
    },
    {
      code: 'allowance-margin',
      zh: '低保边缘家庭',
      en: 'On the margin of the allowance',
      aliases: ['低保边缘', '低收入家庭'],
    },
    {
      code: 'rigid-expense',
      zh: '刚性支出困难家庭',
      en: 'Hardship through unavoidable expenses',
      aliases: ['支出型困难家庭'],
    },
    { code: 'temporary', zh: '临时救助', en: 'Temporary assistance' },
  ],
})

export const monitoringTypeCodes = defineCodes({
  name: 'monitoring-type',
  title: { zh: '监测对象类别', en: 'Kind of monitored household' },
  source: '防止返贫动态监测；代码为本项目自定',
  year: 2021,
  codes: [
    { code: 'unstable', zh: '脱贫不稳定户', en: 'Out of poverty, not securely' },
    { code: 'margin', zh: '边缘易致贫户', en: 'On the margin, easily poor' },
    { code: 'sudden', zh: '突发严重困难户', en: 'Sudden severe hardship' },
  ],
})

export const povertyReasonCodes = defineCodes({
  name: 'poverty-reason',
  title: { zh: '致贫（风险）原因', en: 'Cause of poverty or of the risk' },
  source: '建档立卡指标；代码为本项目自定',
  year: 2014,
  codes: [
    { code: 'illness', zh: '因病', en: 'Illness' },
    { code: 'disability', zh: '因残', en: 'Disability' },
    { code: 'schooling', zh: '因学', en: 'Schooling' },
    { code: 'disaster', zh: '因灾', en: 'Disaster' },
    { code: 'accident', zh: '因意外事故', en: 'Accident', aliases: ['突发事故', '意外事故'] },
    { code: 'land', zh: '缺土地', en: 'No land' },
    { code: 'water', zh: '缺水', en: 'No water' },
    { code: 'skills', zh: '缺技术', en: 'No skills' },
    { code: 'labour', zh: '缺劳力', en: 'No labour', aliases: ['缺劳动力'] },
    { code: 'funds', zh: '缺资金', en: 'No funds' },
    { code: 'transport', zh: '交通条件落后', en: 'Poor roads' },
    { code: 'motivation', zh: '自身发展动力不足', en: 'No motivation' },
    { code: 'job', zh: '务工就业不稳', en: 'Unstable job', aliases: ['就业不稳'] },
    { code: 'other', zh: '其他', en: 'Other' },
  ],
})

/** What work a person can do, as the register of poor households asked. */
export const labourCapabilityCodes = defineCodes({
  name: 'labour-capability',
  title: { zh: '劳动能力', en: 'Labour capability' },
  source: '建档立卡指标；代码为本项目自定',
  year: 2014,
  codes: [
    { code: 'skilled', zh: '技能劳动力', en: 'Skilled' },
    { code: 'ordinary', zh: '普通劳动力', en: 'Ordinary' },
    { code: 'weak', zh: '弱劳动力或半劳动力', en: 'Weak', aliases: ['弱劳动力', '半劳动力'] },
    { code: 'lost', zh: '丧失劳动力', en: 'Lost' },
    { code: 'none', zh: '无劳动力', en: 'None' },
  ],
})
