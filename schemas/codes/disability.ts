/**
 * Disabilities, GB/T 26341-2010 (残疾人残疾分类和分级): types 1–7 and levels 1 (heaviest) to 4, as they stand at the end of
 * every disability certificate.
 * Codes checked against two public explanations of the certificate, not against the standard's own text. Other lists
 * number the types otherwise (GB/T 2261.3 has 61–67 in this order; some systems sort them by hand).
 */
import { defineCodes, defineCrosswalk } from '../../src/form/index.ts'

export const disabilityTypeCodes = defineCodes({
  name: 'disability-type',
  title: { zh: '残疾类别代码', en: 'Type of disability' },
  source: 'GB/T 26341-2010',
  year: 2010,
  codes: [
    { code: '1', zh: '视力残疾', en: 'Sight', aliases: ['视力'] },
    { code: '2', zh: '听力残疾', en: 'Hearing', aliases: ['听力'] },
    { code: '3', zh: '言语残疾', en: 'Speech', aliases: ['言语'] },
    { code: '4', zh: '肢体残疾', en: 'Limbs', aliases: ['肢体'] },
    { code: '5', zh: '智力残疾', en: 'Intellect', aliases: ['智力'] },
    { code: '6', zh: '精神残疾', en: 'Mind', aliases: ['精神'] },
    { code: '7', zh: '多重残疾', en: 'Several', aliases: ['多重'] },
  ],
})

export const disabilityLevelCodes = defineCodes({
  name: 'disability-level',
  title: { zh: '残疾等级代码', en: 'Level of disability' },
  source: 'GB/T 26341-2010',
  year: 2010,
  codes: [
    { code: '1', zh: '一级', en: 'Level 1', aliases: ['1级', '壹级'] },
    { code: '2', zh: '二级', en: 'Level 2', aliases: ['2级', '贰级'] },
    { code: '3', zh: '三级', en: 'Level 3', aliases: ['3级', '叁级'] },
    { code: '4', zh: '四级', en: 'Level 4', aliases: ['4级', '肆级'] },
  ],
})

/** To the two-digit health list (GB/T 2261.3-2003), whose 61–67 are these types. */
export const disabilityTypeToHealthStatus = defineCrosswalk({
  from: disabilityTypeCodes,
  to: ['61', '62', '63', '64', '65', '66', '67'],
  pairs: { '1': '61', '2': '62', '3': '63', '4': '64', '5': '65', '6': '66', '7': '67' },
})
