/**
 * Sex, GB/T 2261.1-2003 (个人基本信息分类与代码 第1部分：人的性别代码). The whole list.
 * Codes checked against several public re-typings of the standard, not against its own text.
 */
import { defineCodes } from '../../src/form/index.ts'

export const sexCodes = defineCodes({
  name: 'sex',
  title: { zh: '性别代码', en: 'Sex' },
  source: 'GB/T 2261.1-2003',
  year: 2003,
  codes: [
    { code: '0', zh: '未知的性别', en: 'Unknown', aliases: ['未知'] },
    { code: '1', zh: '男性', en: 'Male', aliases: ['男'] },
    { code: '2', zh: '女性', en: 'Female', aliases: ['女'] },
    { code: '9', zh: '未说明的性别', en: 'Not stated', aliases: ['未说明'] },
  ],
})
