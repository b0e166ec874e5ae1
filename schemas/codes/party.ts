/** Party members. 正式 and 预备 are the party constitution’s own words; the codes are words of our own. */
import { defineCodes } from '../../src/form/index.ts'

export const partyMemberTypeCodes = defineCodes({
  name: 'party-member-type',
  title: { zh: '党员类型', en: 'Kind of party member' },
  source: '《中国共产党章程》；代码为本项目自定',
  year: 2022,
  codes: [
    { code: 'full', zh: '正式党员', en: 'Full member' },
    { code: 'probationary', zh: '预备党员', en: 'Probationary member' },
  ],
})
