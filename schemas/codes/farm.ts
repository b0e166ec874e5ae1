/** Subsidies to farmers, by the names they are paid under. Schemes change by year and province; the codes are words of our own. */
import { defineCodes } from '../../src/form/index.ts'

export const subsidyTypeCodes = defineCodes({
  name: 'subsidy-type',
  title: { zh: '补贴类型', en: 'Kind of subsidy' },
  source: '本项目自定',
  year: 2026,
  codes: [
    { code: 'arable', zh: '耕地地力保护补贴', en: 'Arable land protection', aliases: ['地力补贴', '耕地地力补贴'] },
    { code: 'grain', zh: '实际种粮农民补贴', en: 'Grain growers', aliases: ['种粮补贴', '种粮一次性补贴'] },
    { code: 'machinery', zh: '农机购置与应用补贴', en: 'Farm machinery', aliases: ['农机补贴'] },
    { code: 'grassland', zh: '草原生态保护补助', en: 'Grassland protection', aliases: ['草原补助'] },
    { code: 'forest', zh: '退耕还林补助', en: 'Returning farmland to forest', aliases: ['退耕还林'] },
    { code: 'public-forest', zh: '公益林补偿', en: 'Public forest', aliases: ['森林生态效益补偿'] },
    { code: 'insurance', zh: '农业保险保费补贴', en: 'Farm insurance premium', aliases: ['农业保险'] },
    { code: 'breeding', zh: '畜牧良种补贴', en: 'Livestock breeding' },
    { code: 'other', zh: '其他', en: 'Other' },
  ],
})
