/**
 * Generated values for every building block: right ones, and near misses that a person could have typed. For fast-check
 * alone; ids and names are invented (county 509999 doesn't exist).
 */
import fc from 'fast-check'
import type { z } from 'zod'
import {
  bankAccount,
  bankCard,
  clockTime,
  creditCode,
  disabilityCertificate,
  divisionCode,
  isoDate,
  landline,
  mobile,
  mu,
  period,
  personName,
  personNumber,
  phone,
  plateNumber,
  quarter,
  residentId,
  squareMetres,
  temporaryId,
  villageCode,
  year,
  yearMonth,
  yuan,
} from '../schemas/fields/index.ts'
import { creditCodeCheckCharacter } from '../src/base/checks/credit-code.ts'
import { isLuhn } from '../src/base/checks/luhn.ts'
import { residentIdCheckDigit } from '../src/base/checks/resident-id.ts'

interface Block {
  readonly schema: z.ZodType
  /** Kept as they are. */
  readonly valid: fc.Arbitrary<string | number>
  /** Refused, whatever is put right. */
  readonly nearMiss: fc.Arbitrary<unknown>
}

const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`))
const pad = (value: number, width: number) => String(value).padStart(width, '0')
const joined = (...parts: readonly fc.Arbitrary<string>[]) => fc.tuple(...parts).map((texts) => texts.join(''))

const days = (fromYear: number, toYear: number) =>
  fc
    .date({ min: new Date(`${fromYear}-01-01`), max: new Date(`${toYear}-12-31`), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10))

const regions = fc.constantFrom('509999', '110105', '440524', '710000', '810000', '820000', '830000', '911156')

/** Every kind of number with the shape and check of GB 11643. */
export const residentIds = fc.tuple(regions, days(1900, 2024), digits(3)).map(([region, day, sequence]) => {
  const first17 = `${region}${day.replaceAll('-', '')}${sequence}`
  return first17 + residentIdCheckDigit(first17)
})

const CREDIT_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const creditText = (length: number) =>
  fc.string({ unit: fc.constantFrom(...CREDIT_ALPHABET), minLength: length, maxLength: length })

export const creditCodes = fc
  .tuple(creditText(2), digits(6), creditText(9))
  .map(([kind, region, organisation]) => `${kind}${region}${organisation}`)
  .map((first17) => first17 + creditCodeCheckCharacter(first17))

export const bankCards = fc
  .tuple(fc.constantFrom('62', '95', '60'), fc.integer({ min: 12, max: 16 }).chain(digits))
  .map(([start, rest]) => start + rest)
  .map((body) => body + [...'0123456789'].find((digit) => isLuhn(body + digit)))

/** The text with one character replaced by another of `alphabet`, as a finger slips. */
export const withOneWrong = (texts: fc.Arbitrary<string>, alphabet: string) =>
  fc.tuple(texts, fc.nat(), fc.nat()).map(([text, position, choice]) => {
    const at = position % text.length
    const others = [...alphabet].filter((character) => character !== text[at])
    return { text, wrong: text.slice(0, at) + others[choice % others.length] + text.slice(at + 1), at }
  })

const mobiles = joined(fc.constantFrom('13', '15', '18', '19', '17'), digits(9))
const landlines = joined(fc.constantFrom('010-', '023-', '0851-', '023', ''), fc.constantFrom('6', '2', '8'), digits(7))
const given = fc.string({ unit: fc.constantFrom(...'测例样试演小大明春𠮷䶮㐀'), minLength: 1, maxLength: 8 })
const villages = joined(fc.constantFrom('509999', '110105', '441900'), digits(3), digits(3)).filter(
  (code) => code.slice(6, 9) !== '000' && !code.endsWith('000'),
)
const months = fc.tuple(fc.integer({ min: 1900, max: 2199 }), fc.integer({ min: 1, max: 12 }))
const amounts = (max: number) => fc.integer({ min: 0, max: max * 100 }).map((cents) => cents / 100)
const thousandths = (max: number) => fc.integer({ min: 0, max: max * 100 }).map((cents) => (cents * 10 + 1) / 1000)

export const blocks: Readonly<Record<string, Block>> = {
  personName: {
    schema: personName,
    valid: fc.oneof(
      given,
      fc.tuple(given, given).map(([first, last]) => `${first}·${last}`),
    ),
    nearMiss: fc.oneof(
      given.map((name) => `${name}1`),
      given.map((name) => `${name}（户主）`),
      given.map((name) => `·${name}`),
    ),
  },
  residentId: {
    schema: residentId,
    valid: residentIds,
    nearMiss: withOneWrong(residentIds, '0123456789').map(({ wrong }) => wrong),
  },
  temporaryId: {
    schema: temporaryId,
    valid: residentIds.map((id) => id.slice(0, 17) + (id.endsWith('0') ? '1' : '0')),
    nearMiss: residentIds.map((id) => `${id.slice(0, 10)}13${id.slice(12)}`),
  },
  personNumber: {
    schema: personNumber,
    valid: fc.oneof(residentIds, joined(fc.constantFrom('E', 'G', 'H', 'EA'), digits(8)), digits(8)),
    nearMiss: fc.oneof(
      residentIds.map((id) => id.slice(0, 17)),
      residentIds.map((id) => `${id}1`),
      digits(4),
      withOneWrong(residentIds, '0123456789').map(({ wrong }) => wrong),
    ),
  },
  creditCode: {
    schema: creditCode,
    valid: creditCodes,
    nearMiss: fc.oneof(
      withOneWrong(creditCodes, CREDIT_ALPHABET).map(({ wrong }) => wrong),
      creditCodes.map((code) => code.slice(1)),
    ),
  },
  bankCard: {
    schema: bankCard,
    valid: bankCards,
    nearMiss: withOneWrong(bankCards, '0123456789').map(({ wrong }) => wrong),
  },
  bankAccount: {
    schema: bankAccount,
    valid: fc.integer({ min: 8, max: 30 }).chain(digits),
    nearMiss: fc.oneof(
      digits(7),
      digits(31),
      digits(12).map((text) => `${text}A`),
    ),
  },
  plateNumber: {
    schema: plateNumber,
    valid: fc.oneof(
      fc.stringMatching(/^[渝京粤][A-HJ-NP-Z][A-HJ-NP-Z0-9]{5}$/),
      fc.stringMatching(/^渝A[DF]\d{5}$/),
      fc.stringMatching(/^粤Z\d{4}[港澳]$/),
    ),
    nearMiss: fc.oneof(
      fc.stringMatching(/^渝[IO]\d{5}$/),
      fc.stringMatching(/^渝A\d{4}$/),
      fc.stringMatching(/^甲A\d{5}$/),
    ),
  },
  disabilityCertificate: {
    schema: disabilityCertificate,
    valid: joined(residentIds, fc.stringMatching(/^[1-7][1-4](B[1-9])?$/)),
    nearMiss: fc.oneof(residentIds, joined(residentIds, fc.constantFrom('81', '45', '4', '430'))),
  },
  mobile: {
    schema: mobile,
    valid: mobiles,
    nearMiss: fc.oneof(
      mobiles.map((text) => text.slice(1)),
      mobiles.map((text) => `${text}1`),
    ),
  },
  landline: { schema: landline, valid: landlines, nearMiss: fc.oneof(mobiles, digits(5)) },
  phone: {
    schema: phone,
    valid: fc.oneof(mobiles, landlines),
    nearMiss: fc.oneof(
      mobiles.map((text) => text.slice(0, 10)),
      digits(5),
    ),
  },
  divisionCode: {
    schema: divisionCode,
    valid: fc.oneof(
      villages,
      villages.map((code) => code.slice(0, 9)),
      villages.map((code) => `${code.slice(0, 6)}000000`),
      fc.constantFrom('500000', '500100', '509999'),
    ),
    nearMiss: fc.oneof(
      villages.map((code) => code.slice(1)),
      villages.map((code) => `66${code.slice(2)}`),
      villages.map((code) => `${code.slice(0, 6)}000${code.slice(9)}`),
    ),
  },
  villageCode: {
    schema: villageCode,
    valid: villages,
    nearMiss: fc.oneof(
      villages.map((code) => code.slice(0, 9)),
      villages.map((code) => `${code.slice(0, 9)}000`),
    ),
  },
  isoDate: {
    schema: isoDate,
    valid: days(1900, 2199),
    nearMiss: fc.oneof(
      days(1900, 2199).map((day) => `${day.slice(0, 5)}02-30`),
      days(1900, 2199).map((day) => `${day.slice(8)}/${day.slice(5, 7)}/${day.slice(0, 4)}`),
    ),
  },
  clockTime: {
    schema: clockTime,
    valid: fc
      .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
      .map(([hours, minutes]) => `${pad(hours, 2)}:${pad(minutes, 2)}`),
    nearMiss: fc.constantFrom('24:00', '12:60', '1430', '下午2点'),
  },
  yearMonth: {
    schema: yearMonth,
    valid: months.map(([y, m]) => `${y}-${pad(m, 2)}`),
    nearMiss: months.map(([y]) => `${y}-13`),
  },
  quarter: {
    schema: quarter,
    valid: months.map(([y, m]) => `${y}-Q${Math.ceil(m / 3)}`),
    nearMiss: months.map(([y]) => `${y}-Q5`),
  },
  year: { schema: year, valid: months.map(([y]) => String(y)), nearMiss: months.map(([y]) => String(y).slice(2)) },
  period: {
    schema: period,
    valid: months.chain(([y, m]) => fc.constantFrom(`${y}`, `${y}-${pad(m, 2)}`, `${y}-Q${Math.ceil(m / 3)}`)),
    nearMiss: months.map(([y, m]) => `${pad(m, 2)}-${y}`),
  },
  yuan: {
    schema: yuan,
    valid: amounts(100_000),
    nearMiss: fc.oneof(thousandths(100_000), fc.constant('100'), fc.constant(-1)),
  },
  squareMetres: {
    schema: squareMetres,
    valid: amounts(10_000),
    nearMiss: fc.oneof(thousandths(10_000), fc.constant('98.5㎡')),
  },
  mu: { schema: mu, valid: amounts(1000), nearMiss: fc.oneof(thousandths(1000), fc.constant('3亩')) },
}
