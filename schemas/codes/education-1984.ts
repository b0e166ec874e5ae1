/**
 * Education, GB/T 4658-1984 (文化程度代码), the first level of the edition before: many systems still keep it, and it is the
 * one with 技工学校 and 文盲或半文盲.
 * Codes checked against two public systems that print the list, not against the standard's own text.
 */
import { defineCodes, defineCrosswalk } from '../../src/form/index.ts'
import { educationCodes } from './education.ts'

export const education1984Codes = defineCodes({
  name: 'education-1984',
  title: { zh: '文化程度代码', en: 'Education (1984)' },
  source: 'GB/T 4658-1984',
  year: 1984,
  codes: [
    { code: '10', zh: '研究生', en: 'Postgraduate' },
    { code: '20', zh: '大学本科', en: 'Undergraduate', aliases: ['本科'] },
    { code: '30', zh: '大学专科和专科学校', en: 'College', aliases: ['大学专科', '大专'] },
    { code: '40', zh: '中等专业学校或中等技术学校', en: 'Secondary technical school', aliases: ['中专', '中技'] },
    { code: '50', zh: '技工学校', en: 'Skilled workers’ school', aliases: ['技校'] },
    { code: '60', zh: '高中', en: 'Senior secondary' },
    { code: '70', zh: '初中', en: 'Junior secondary' },
    { code: '80', zh: '小学', en: 'Primary' },
    { code: '90', zh: '文盲或半文盲', en: 'None', aliases: ['文盲', '半文盲'] },
  ],
})

/** 1984 → 2006: 技工学校 is part of 中等职业教育 now; who had no schooling is 其他. */
export const education1984To2006 = defineCrosswalk({
  from: education1984Codes,
  to: educationCodes,
  pairs: {
    '10': '10',
    '20': '20',
    '30': '30',
    '40': '40',
    '50': '40',
    '60': '60',
    '70': '70',
    '80': '80',
    '90': '90',
  },
})

/** 2006 → 1984. What was 技工学校 comes back as 40: the newer list doesn't tell them apart. */
export const education2006To1984 = defineCrosswalk({
  from: educationCodes,
  to: education1984Codes,
  pairs: { '10': '10', '20': '20', '30': '30', '40': '40', '60': '60', '70': '70', '80': '80', '90': '90' },
})
