/**
 * Kinds of identity document, WS/T 364.3-2011, CV02.01.101 (身份证件类别代码). The police use another list (GA/T 517),
 * which is not here: we found no copy to check it against.
 * Codes checked against several systems of hospitals that print the list, not against the standard's own text.
 */
import { defineCodes } from '../../src/form/index.ts'

export const idTypeCodes = defineCodes({
  name: 'id-type',
  title: { zh: '身份证件类别代码', en: 'Kind of document' },
  source: 'WS/T 364.3-2011 CV02.01.101',
  year: 2011,
  codes: [
    {
      code: '01',
      zh: '居民身份证',
      en: 'Resident identity card',
      aliases: ['身份证', '二代身份证', '第二代居民身份证'],
    },
    { code: '02', zh: '居民户口簿', en: 'Household register', aliases: ['户口簿', '户口本'] },
    { code: '03', zh: '护照', en: 'Passport' },
    { code: '04', zh: '军官证', en: 'Military officer’s card' },
    { code: '05', zh: '驾驶证', en: 'Driving licence' },
    {
      code: '06',
      zh: '港澳居民来往内地通行证',
      en: 'Travel permit of Hong Kong and Macao residents',
      aliases: ['港澳通行证', '回乡证'],
    },
    {
      code: '07',
      zh: '台湾居民来往内地通行证',
      en: 'Travel permit of Taiwan residents',
      aliases: ['台湾居民来往大陆通行证', '台胞证'],
    },
    { code: '99', zh: '其他法定有效证件', en: 'Other legal document', aliases: ['其他'] },
  ],
})
