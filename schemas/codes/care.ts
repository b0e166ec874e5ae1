/** Children and old people left behind, and how they are looked after. The codes are words of our own. */
import { defineCodes } from '../../src/form/index.ts'

export const guardianshipCodes = defineCodes({
  name: 'guardianship',
  title: { zh: '监护情况', en: 'Guardianship' },
  source: '本项目自定',
  year: 2026,
  codes: [
    { code: 'grandparents', zh: '祖父母监护', en: 'Grandparents', aliases: ['祖辈监护', '隔代监护'] },
    { code: 'one-parent', zh: '单亲监护', en: 'One parent', aliases: ['父母一方监护'] },
    { code: 'relatives', zh: '亲属监护', en: 'Relatives', aliases: ['委托监护'] },
    { code: 'none', zh: '无人监护', en: 'Nobody' },
    { code: 'other', zh: '其他', en: 'Other' },
  ],
})

export const absentParentsCodes = defineCodes({
  name: 'absent-parents',
  title: { zh: '父母外出情况', en: 'Parents away' },
  source: '本项目自定',
  year: 2026,
  codes: [
    { code: 'both', zh: '父母均外出', en: 'Both' },
    { code: 'father', zh: '父亲外出', en: 'Father' },
    { code: 'mother', zh: '母亲外出', en: 'Mother' },
  ],
})

export const elderSituationCodes = defineCodes({
  name: 'elder-situation',
  title: { zh: '老人类型', en: 'Situation of the old person' },
  source: '本项目自定',
  year: 2026,
  codes: [
    { code: 'alone', zh: '独居', en: 'Alone', aliases: ['独居老人'] },
    { code: 'empty-nest', zh: '空巢', en: 'Couple without children near', aliases: ['空巢老人'] },
    { code: 'left-behind', zh: '留守', en: 'Left behind', aliases: ['留守老人'] },
    { code: 'childless', zh: '孤寡', en: 'Without family', aliases: ['孤寡老人'] },
    { code: 'with-family', zh: '与子女同住', en: 'With family' },
  ],
})

export const selfCareCodes = defineCodes({
  name: 'self-care',
  title: { zh: '生活自理能力', en: 'Ability to care for oneself' },
  source: '本项目自定',
  year: 2026,
  codes: [
    { code: 'full', zh: '能自理', en: 'Able', aliases: ['完全自理', '自理'] },
    { code: 'partial', zh: '部分自理', en: 'Partly able', aliases: ['半自理', '半失能'] },
    { code: 'none', zh: '不能自理', en: 'Unable', aliases: ['失能', '完全失能'] },
  ],
})
