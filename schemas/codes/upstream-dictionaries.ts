/**
 * Crosswalks to the dictionaries that back ends built with RuoYi, JeecgBoot and the like keep instead of the standards.
 * Each names every code of its list, and each way has its own table: 0 and 9 become one value there and one comes back.
 */
import { defineCodes, defineCrosswalk } from '../../src/form/index.ts'
import { familyRelationCodes } from './family-relation.ts'
import { politicalStatusCodes } from './political-status.ts'
import { sexCodes } from './sex.ts'

/** RuoYi's `sys_user_sex`, as its own database script fills it. */
export const ruoyiSexCodes = defineCodes({
  name: 'ruoyi-sex',
  title: { zh: '若依性别字典', en: 'RuoYi sex dictionary' },
  source: 'RuoYi sys_user_sex',
  year: 2018,
  codes: [
    { code: '0', zh: '男', en: 'Male' },
    { code: '1', zh: '女', en: 'Female' },
    { code: '2', zh: '未知', en: 'Unknown' },
  ],
})

/** GB/T 2261.1 → RuoYi: 1 → 0, 2 → 1, unknown and not stated → 2. */
export const sexToRuoyi = defineCrosswalk({
  from: sexCodes,
  to: ruoyiSexCodes,
  pairs: { '0': '2', '1': '0', '2': '1', '9': '2' },
})

/** RuoYi → GB/T 2261.1. */
export const sexFromRuoyi = defineCrosswalk({
  from: ruoyiSexCodes,
  to: sexCodes,
  pairs: { '0': '1', '1': '2', '2': '0' },
})

/** The three words that many village systems keep for political status: 1 群众, 2 党员, 3 团员. Seen in public code. */
export const shortPoliticalStatusCodes = defineCodes({
  name: 'short-political-status',
  title: { zh: '政治面貌简表', en: 'Political status, short' },
  source: '1 群众 2 党员 3 团员',
  year: 2020,
  codes: [
    { code: '1', zh: '群众', en: 'None' },
    { code: '2', zh: '党员', en: 'Party member' },
    { code: '3', zh: '团员', en: 'Youth League member' },
  ],
})

/**
 * GB/T 4762 → the short list. The list has no place for members of the other parties and for public figures without one;
 * what such a system wants them to be only its owner can say, so it has to be given: a value of its own where it has
 * one (`'4'`), or `'1'` if its owner counts them among 群众.
 */
export const politicalStatusToShort = <const T extends string>(others: T) =>
  defineCrosswalk({
    from: politicalStatusCodes,
    to: ['1', '2', '3', others],
    pairs: {
      '01': '2',
      '02': '2',
      '03': '3',
      '04': others,
      '05': others,
      '06': others,
      '07': others,
      '08': others,
      '09': others,
      '10': others,
      '11': others,
      '12': others,
      '13': '1',
    },
  })

/** The short list → GB/T 4762. A probationary member comes back as a member: the short list doesn't tell them apart. */
export const politicalStatusFromShort = defineCrosswalk({
  from: shortPoliticalStatusCodes,
  to: politicalStatusCodes,
  pairs: { '1': '13', '2': '01', '3': '03' },
})

/** GB/T 4761 from one digit to two: its general codes; 0 is the head (02), not “self” (01). */
export const familyRelationToTwoDigits = defineCrosswalk({
  from: familyRelationCodes,
  to: ['02', '10', '20', '30', '40', '50', '60', '70', '80'],
  pairs: { '0': '02', '1': '10', '2': '20', '3': '30', '4': '40', '5': '50', '6': '60', '7': '70', '8': '80' },
})

/** Members of a `flag` rule, for both ways round: `{ flag: 'isLowIncome', ...oneIsYes }`. */
export const oneIsYes = { yes: '1', no: '0' } as const
/** Upstreams where "0" means yes (RuoYi's 正常/停用 and lists made after it). */
export const zeroIsYes = { yes: '0', no: '1' } as const
export const wordIsYes = { yes: '是', no: '否' } as const
