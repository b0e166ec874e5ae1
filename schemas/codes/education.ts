/**
 * Education, GB/T 4658-2006 (学历代码). The standard's first level only: the second (毕业, 结业, 肄业) is asked by few
 * upstreams, and a crosswalk has to name every code of its list. A person without schooling is 90.
 * Codes checked against public re-typings of the standard, not against its own text.
 */
import { defineCodes } from '../../src/form/index.ts'

export const educationCodes = defineCodes({
  name: 'education',
  title: { zh: '学历代码', en: 'Education' },
  source: 'GB/T 4658-2006',
  year: 2006,
  codes: [
    {
      code: '10',
      zh: '研究生教育',
      en: 'Postgraduate',
      aliases: ['研究生', '硕士', '博士', '硕士研究生', '博士研究生'],
    },
    { code: '20', zh: '大学本科教育', en: 'Undergraduate', aliases: ['大学本科', '本科'] },
    { code: '30', zh: '大学专科教育', en: 'College', aliases: ['大学专科', '专科', '大专'] },
    {
      code: '40',
      zh: '中等职业教育',
      en: 'Secondary vocational',
      aliases: ['中等职业', '中职', '中专', '职高', '技校'],
    },
    { code: '60', zh: '普通高级中学教育', en: 'Senior secondary', aliases: ['普通高中', '高中'] },
    { code: '70', zh: '初级中学教育', en: 'Junior secondary', aliases: ['初级中学', '初中'] },
    { code: '80', zh: '小学教育', en: 'Primary', aliases: ['小学'] },
    { code: '90', zh: '其他', en: 'Other', aliases: ['文盲', '未上过学', '从未上过学', '文盲或半文盲'] },
  ],
})
