/**
 * Occupation, the eight major groups of 《中华人民共和国职业分类大典》(2015) and GB/T 6565-2015 (职业分类与代码).
 * The groups and their order were read in public articles; the standard's own text was not seen, and no crosswalk from
 * the 2009 edition is given: drivers moved from group 6 to group 4, so none is exact at this level.
 */
import { defineCodes } from '../../src/form/index.ts'

export const occupationCodes = defineCodes({
  name: 'occupation',
  title: { zh: '职业大类代码', en: 'Occupation, major group' },
  source: 'GB/T 6565-2015',
  year: 2015,
  codes: [
    {
      code: '1',
      zh: '党的机关、国家机关、群众团体和社会组织、企事业单位负责人',
      en: 'Heads of party and state organs, social organisations, enterprises and institutions',
      aliases: ['单位负责人'],
    },
    { code: '2', zh: '专业技术人员', en: 'Professionals and technicians', aliases: ['教师', '医生', '工程师'] },
    { code: '3', zh: '办事人员和有关人员', en: 'Clerks', aliases: ['办事人员', '职员'] },
    {
      code: '4',
      zh: '社会生产服务和生活服务人员',
      en: 'Workers in production and personal services',
      aliases: ['服务业人员', '商业、服务业人员'],
    },
    {
      code: '5',
      zh: '农、林、牧、渔业生产及辅助人员',
      en: 'Workers in farming, forestry, herding and fishing',
      aliases: ['务农', '农民'],
    },
    { code: '6', zh: '生产制造及有关人员', en: 'Workers in manufacturing', aliases: ['工人'] },
    { code: '7', zh: '军人', en: 'Soldiers', aliases: ['现役军人'] },
    { code: '8', zh: '不便分类的其他从业人员', en: 'Others', aliases: ['其他'] },
  ],
})
