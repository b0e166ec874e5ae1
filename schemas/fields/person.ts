/** Who somebody is: name, resident id, telephone. */
import { z } from 'zod'
import { type ResidentIdFault, residentIdFault } from '../../src/base/checks/resident-id.ts'
import { describeField, says } from '../../src/form/index.ts'
import { compact, line } from './text.ts'

// Between two Chinese characters a space is padding (张　三); around the dot of a transcribed name too.
const PADDING = /(?<=[\p{Script=Han}·])\s+(?=[\p{Script=Han}·])/gu
const DOTS = /[•‧・･∙⋅]/g

const tidyName = (text: string): string => text.replace(DOTS, '·').replace(PADDING, '')

/**
 * A person's name, at most 50 UTF-16 units. The dots that people type for · become U+00B7; padding between Chinese
 * characters goes; rare characters of every plane are allowed. Digits and other signs are refused, and so are
 * private-use characters: they show as something else on the next machine.
 */
export const personName = describeField(
  line(50)
    .overwrite(tidyName)
    .regex(/^[\p{L}\p{M}〇][\p{L}\p{M}〇·.'’ -]*$/u),
  {
    title: { zh: '姓名', en: 'Name' },
    hint: {
      zh: '姓名用字（可含“·”），不含数字和其他符号',
      en: 'letters or characters (· allowed), no digits or other signs',
    },
    sensitivity: 'personal',
    standard: 'GB 18030-2022',
  },
)

const SENTENCES: Record<ResidentIdFault, { zh: string; en: string }> = {
  shape: {
    zh: '身份证号码应为18位：17位数字，最后一位是数字或X',
    en: 'A resident id has 18 characters: 17 digits, then a digit or X.',
  },
  'old-number': {
    zh: '这是15位的旧身份证号码，请填写18位的新号码',
    en: 'This is an old 15-digit number; the 18-digit one is needed.',
  },
  region: { zh: '身份证号码开头的地区代码不存在', en: 'The region at the start of the resident id does not exist.' },
  'birth-date': {
    zh: '身份证号码第7到14位不是真实的日期',
    en: 'Characters 7 to 14 of the resident id are not a real date.',
  },
  future: { zh: '身份证号码里的出生日期在将来', en: 'The birth date in the resident id is in the future.' },
  'check-digit': {
    zh: '身份证号码的校验位不对，请逐位核对',
    en: 'The check digit of the resident id is wrong; please compare it digit by digit.',
  },
}

const tidyId = (text: string): string => compact(text).toUpperCase()

/**
 * A resident id of 18 characters, as text. Spaces, full-width digits, a leading apostrophe and a small x are put
 * right; a wrong check digit, an impossible date and 15-digit numbers are refused, each in its own words.
 */
export const residentId = describeField(
  z
    .string()
    .overwrite(tidyId)
    .min(1)
    .check((payload) => {
      const fault = payload.value === '' ? undefined : residentIdFault(payload.value)
      if (!fault) return
      const { zh, en } = SENTENCES[fault]
      payload.issues.push({ code: 'custom', input: payload.value, ...says(zh, en) })
    }),
  {
    title: { zh: '公民身份号码', en: 'Resident id' },
    hint: { zh: '18位公民身份号码', en: 'a resident id of 18 characters' },
    sensitivity: 'sensitive',
    standard: 'GB 11643-1999',
  },
)

const tidyPhone = (text: string): string => compact(text).replace(/^((\+|00)86-?)+/, '')
const tidyMobile = (text: string): string => tidyPhone(text).replace(/(?<=\d)-(?=\d)/g, '')

/** A mobile number of mainland China; +86, spaces and hyphens are taken off. */
export const mobile = describeField(
  z
    .string()
    .overwrite(tidyMobile)
    .min(1)
    .regex(/^1[3-9]\d{9}$/),
  {
    title: { zh: '手机号码', en: 'Mobile number' },
    hint: { zh: '11位手机号码', en: 'a mobile number of 11 digits' },
    sensitivity: 'personal',
  },
)

// 139-0000-0001 is a mobile number written in groups; 023-12345678 keeps the hyphen after its area code.
const tidyAnyPhone = (text: string): string => {
  const number = tidyPhone(text).replace(/[()]/g, (bracket) => (bracket === ')' ? '-' : ''))
  const digits = number.replaceAll('-', '')
  return /^1[3-9]\d{9}$/.test(digits) ? digits : number
}

/** A mobile or a landline number, with or without area code and extension. */
export const phone = describeField(
  z
    .string()
    .overwrite(tidyAnyPhone)
    .min(1)
    .regex(/^(1[3-9]\d{9}|(0\d{2,3}-?)?[2-9]\d{6,7}(-\d{1,6})?)$/),
  {
    title: { zh: '联系电话', en: 'Telephone' },
    hint: { zh: '手机号码或带区号的座机号码', en: 'a mobile number or a landline number with its area code' },
    sensitivity: 'personal',
  },
)
