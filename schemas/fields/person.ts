/** A person's name and telephones. */
import { z } from 'zod'
import { describeField } from '../../src/form/index.ts'
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
    example: '赵小测',
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
    example: '13900000001',
  },
)

// 139-0000-0001 is a mobile number written in groups; 023-12345678 keeps the hyphen after its area code.
const tidyAnyPhone = (text: string): string => {
  const number = tidyPhone(text).replace(/[()]/g, (bracket) => (bracket === ')' ? '-' : ''))
  const digits = number.replaceAll('-', '')
  return /^1[3-9]\d{9}$/.test(digits) ? digits : number
}

const LANDLINE = '(?:0\\d{2,3}-?)?[2-9]\\d{6,7}(?:-\\d{1,6})?'

/** A landline number, with or without area code and extension. */
export const landline = describeField(
  z
    .string()
    .overwrite(tidyAnyPhone)
    .min(1)
    .regex(new RegExp(`^${LANDLINE}$`)),
  {
    title: { zh: '座机号码', en: 'Landline number' },
    hint: { zh: '带区号的座机号码', en: 'a landline number with its area code' },
    sensitivity: 'personal',
    example: '023-62345678',
  },
)

/** A mobile or a landline number, with or without area code and extension. */
export const phone = describeField(
  z
    .string()
    .overwrite(tidyAnyPhone)
    .min(1)
    .regex(new RegExp(`^(?:1[3-9]\\d{9}|${LANDLINE})$`)),
  {
    title: { zh: '联系电话', en: 'Telephone' },
    hint: { zh: '手机号码或带区号的座机号码', en: 'a mobile number or a landline number with its area code' },
    sensitivity: 'personal',
    example: '13900000001',
  },
)
