/** Organisations in a place, by what a village or community counts them as. The codes are words of our own. */
import { defineCodes } from '../../src/form/index.ts'

export const organisationTypeCodes = defineCodes({
  name: 'organisation-type',
  title: { zh: '单位类型', en: 'Kind of organisation' },
  source: '本项目自定',
  year: 2026,
  codes: [
    { code: 'government', zh: '机关事业单位', en: 'Government or institution', aliases: ['机关', '事业单位'] },
    { code: 'enterprise', zh: '企业', en: 'Enterprise', aliases: ['公司'] },
    { code: 'individual', zh: '个体工商户', en: 'Self-employed business', aliases: ['个体户', '商铺'] },
    { code: 'cooperative', zh: '农民专业合作社', en: 'Farmers’ cooperative', aliases: ['合作社'] },
    { code: 'collective', zh: '农村集体经济组织', en: 'Rural collective', aliases: ['村集体', '经济合作社'] },
    {
      code: 'committee',
      zh: '村（居）民委员会',
      en: 'Villagers’ or residents’ committee',
      aliases: ['村委会', '居委会'],
    },
    { code: 'social', zh: '社会组织', en: 'Social organisation', aliases: ['社团', '协会'] },
    { code: 'school', zh: '学校和幼儿园', en: 'School or kindergarten', aliases: ['学校', '幼儿园'] },
    { code: 'medical', zh: '医疗机构', en: 'Medical institution', aliases: ['卫生室', '医院'] },
    { code: 'religious', zh: '宗教活动场所', en: 'Place of worship' },
    { code: 'other', zh: '其他', en: 'Other' },
  ],
})
