/**
 * Relation to the head of the household, GB/T 4761-2008 (家庭关系代码). The standard's one-digit level only: lists of
 * villages rarely say more, and a crosswalk has to name every code of its list. By the standard's second level,
 * sons-in-law (28) stand under 2 and daughters-in-law (38) under 3.
 * Codes checked against public re-typings of the standard, not against its own text; the aliases are ours.
 */
import { defineCodes } from '../../src/form/index.ts'

export const familyRelationCodes = defineCodes({
  name: 'family-relation',
  title: { zh: '家庭关系代码', en: 'Relation to the head of the household' },
  source: 'GB/T 4761-2008',
  year: 2008,
  codes: [
    { code: '0', zh: '本人或户主', en: 'Self or head', aliases: ['户主', '本人'] },
    { code: '1', zh: '配偶', en: 'Spouse', aliases: ['夫', '妻', '丈夫', '妻子'] },
    { code: '2', zh: '子', en: 'Son', aliases: ['儿子', '长子', '次子', '三子', '独生子', '女婿'] },
    { code: '3', zh: '女', en: 'Daughter', aliases: ['女儿', '长女', '次女', '三女', '独生女', '儿媳'] },
    {
      code: '4',
      zh: '孙子、孙女或外孙子、外孙女',
      en: 'Grandchild',
      aliases: ['孙子', '孙女', '外孙', '外孙子', '外孙女', '孙子女'],
    },
    { code: '5', zh: '父母', en: 'Parent', aliases: ['父', '母', '父亲', '母亲', '岳父', '岳母', '公公', '婆婆'] },
    {
      code: '6',
      zh: '祖父母或外祖父母',
      en: 'Grandparent',
      aliases: ['祖父', '祖母', '外祖父', '外祖母', '祖父母', '外祖父母'],
    },
    { code: '7', zh: '兄弟姐妹', en: 'Sibling', aliases: ['兄', '弟', '姐', '妹', '哥哥', '弟弟', '姐姐', '妹妹'] },
    { code: '8', zh: '其他', en: 'Other', aliases: ['其他亲属', '非亲属'] },
  ],
})
