/**
 * Political status, GB/T 4762-1984 (政治面貌代码). The whole list, in the short names in use.
 * Codes checked against several public re-typings of the standard, not against its own text.
 */
import { defineCodes } from '../../src/form/index.ts'

export const politicalStatusCodes = defineCodes({
  name: 'political-status',
  title: { zh: '政治面貌代码', en: 'Political status' },
  source: 'GB/T 4762-1984',
  year: 1984,
  codes: [
    { code: '01', zh: '中共党员', en: 'Member of the Communist Party of China', aliases: ['中国共产党党员', '党员'] },
    {
      code: '02',
      zh: '中共预备党员',
      en: 'Probationary member of the CPC',
      aliases: ['中国共产党预备党员', '预备党员'],
    },
    {
      code: '03',
      zh: '共青团员',
      en: 'Member of the Communist Youth League',
      aliases: ['中国共产主义青年团团员', '团员'],
    },
    {
      code: '04',
      zh: '民革会员',
      en: 'Member of the Revolutionary Committee of the Kuomintang',
      broader: ['民主党派'],
      aliases: ['民革党员'],
    },
    { code: '05', zh: '民盟盟员', en: 'Member of the China Democratic League', broader: ['民主党派'] },
    {
      code: '06',
      zh: '民建会员',
      en: 'Member of the China National Democratic Construction Association',
      broader: ['民主党派'],
    },
    {
      code: '07',
      zh: '民进会员',
      en: 'Member of the China Association for Promoting Democracy',
      broader: ['民主党派'],
    },
    {
      code: '08',
      zh: '农工党党员',
      en: 'Member of the Chinese Peasants’ and Workers’ Democratic Party',
      broader: ['民主党派'],
    },
    { code: '09', zh: '致公党党员', en: 'Member of the China Zhi Gong Party', broader: ['民主党派'] },
    { code: '10', zh: '九三学社社员', en: 'Member of the Jiusan Society', broader: ['民主党派'] },
    { code: '11', zh: '台盟盟员', en: 'Member of the Taiwan Democratic Self-Government League', broader: ['民主党派'] },
    {
      code: '12',
      zh: '无党派民主人士',
      en: 'Without party affiliation (public figure)',
      aliases: ['无党派人士', '无党派'],
    },
    { code: '13', zh: '群众', en: 'None' },
  ],
})
