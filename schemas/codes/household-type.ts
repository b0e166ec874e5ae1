/**
 * Household types as village lists use them: what the household is to assistance and monitoring, and how it is registered.
 * The codes are words of our own; monitored households have a form and a list of their own.
 */
import { defineCodes } from '../../src/form/index.ts'

export const householdTypeCodes = defineCodes({
  name: 'household-type',
  title: { zh: '户类型', en: 'Household type' },
  source: '本项目自定',
  year: 2026,
  codes: [
    { code: 'ordinary', zh: '一般户', en: 'Ordinary', aliases: ['一般农户', '普通户'] },
    { code: 'lifted', zh: '脱贫户', en: 'Lifted out of poverty', aliases: ['已脱贫户'] },
    { code: 'monitored', zh: '监测户', en: 'Monitored', aliases: ['监测对象', '易返贫致贫户'] },
    { code: 'allowance', zh: '低保户', en: 'Receives the allowance', aliases: ['低保家庭'] },
    { code: 'destitute', zh: '特困户', en: 'Destitute', aliases: ['特困供养户', '五保户'] },
    { code: 'collective', zh: '集体户', en: 'Collective', aliases: ['集体户口'] },
  ],
})
