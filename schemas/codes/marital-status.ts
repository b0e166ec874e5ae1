/**
 * Marital status, GB/T 2261.2-2003 (个人基本信息分类与代码 第2部分：婚姻状况代码). The whole list.
 * Only one public excerpt with the whole list was read, not the standard's own text; the English names were checked nowhere.
 */
import { defineCodes } from '../../src/form/index.ts'

export const maritalStatusCodes = defineCodes({
  name: 'marital-status',
  title: { zh: '婚姻状况代码', en: 'Marital status' },
  source: 'GB/T 2261.2-2003',
  year: 2003,
  codes: [
    { code: '10', zh: '未婚', en: 'Never married' },
    { code: '20', zh: '已婚', en: 'Married', aliases: ['有配偶'] },
    { code: '21', zh: '初婚', en: 'First marriage', broader: ['已婚', '有配偶'] },
    { code: '22', zh: '再婚', en: 'Remarried', broader: ['已婚', '有配偶'] },
    { code: '23', zh: '复婚', en: 'Remarried to the former spouse', broader: ['已婚', '有配偶'] },
    { code: '30', zh: '丧偶', en: 'Widowed' },
    { code: '40', zh: '离婚', en: 'Divorced', aliases: ['离异'] },
    { code: '90', zh: '未说明的婚姻状况', en: 'Not stated', aliases: ['未说明'] },
  ],
})
