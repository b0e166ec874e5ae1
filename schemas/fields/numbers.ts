/** Numbers of organisations, accounts, vehicles and certificates. */
import { z } from 'zod'
import { creditCodeCheckCharacter } from '../../src/base/checks/credit-code.ts'
import { isLuhn } from '../../src/base/checks/luhn.ts'
import { residentIdFault } from '../../src/base/checks/resident-id.ts'
import { describeField, says } from '../../src/form/index.ts'
import { numberText, tidyNumber } from './number-text.ts'
import { compact } from './text.ts'

/** A unified social credit code; lower case and spaces are put right, I and O are not: they may be 1 and 0 or not. */
export const creditCode = describeField(
  numberText((text) => {
    if (!/^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/.test(text))
      return [
        '统一社会信用代码应为18位数字和大写字母，不含I、O、S、V、Z',
        'A unified social credit code has 18 digits and capital letters, without I, O, S, V, Z.',
      ]
    return creditCodeCheckCharacter(text) === text[17]
      ? undefined
      : [
          '统一社会信用代码的校验位不对，请逐位核对',
          'The check character of the credit code is wrong; please compare it character by character.',
        ]
  }),
  {
    title: { zh: '统一社会信用代码', en: 'Unified social credit code' },
    hint: { zh: '18位统一社会信用代码', en: 'a unified social credit code of 18 characters' },
    sensitivity: 'public',
    standard: 'GB 32100-2015, 4',
    example: '91350100M000100Y43',
  },
)

const tidyAccount = (text: string): string => compact(text).replace(/-/g, '')
const account = (shape: RegExp) => z.string().overwrite(tidyAccount).min(1).regex(shape)

/** The number of a bank card: 15 to 19 digits with the Luhn check (GB/T 15694.1). Passbooks have none: `bankAccount`. */
export const bankCard = describeField(
  account(/^\d{15,19}$/).refine(
    (text) => !/^\d{15,19}$/.test(text) || isLuhn(text),
    says(
      '银行卡号的校验位不对，请逐位核对',
      'The check digit of the bank card is wrong; please compare it digit by digit.',
    ),
  ),
  {
    title: { zh: '银行卡号', en: 'Bank card' },
    hint: { zh: '15到19位银行卡号', en: 'a bank card number of 15 to 19 digits' },
    sensitivity: 'sensitive',
    standard: 'GB/T 15694.1-1995',
    example: '6200000000000005',
  },
)

/** A card or a passbook (惠农一卡通 are often passbooks): 8 to 30 digits, without a check digit to rely on. */
export const bankAccount = describeField(account(/^\d{8,30}$/), {
  title: { zh: '银行账号', en: 'Bank account' },
  hint: { zh: '8到30位数字的银行账号', en: 'a bank account of 8 to 30 digits' },
  sensitivity: 'sensitive',
  example: '6200000000000005',
  concept: 'person.bankAccount',
})

const PLATE_PROVINCES = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼'
const PLATE = new RegExp(
  `^[${PLATE_PROVINCES}][A-HJ-NP-Z](?:[A-HJ-NP-Z0-9]{4}[A-HJ-NP-Z0-9挂学警港澳]|[A-HJ-NP-Z][A-HJ-NP-Z0-9]\\d{4}|\\d{5}[A-HJ-NP-Z])$`,
)

/** A civil vehicle's plate (GA 36), ordinary or of a new-energy vehicle; the dot and spaces go. */
export const plateNumber = describeField(
  z
    .string()
    .overwrite((text) => tidyNumber(text).replace(/[·•.-]/g, ''))
    .min(1)
    .regex(PLATE),
  {
    title: { zh: '车牌号码', en: 'Plate number' },
    hint: { zh: '车牌号码，如 渝A12345', en: 'a plate number such as 渝A12345' },
    sensitivity: 'personal',
    standard: 'GA 36-2018',
    example: '渝A00000',
  },
)

const CERTIFICATE = /^([\dX]{18})([1-7])([1-4])(?:B\d)?$/

/** What a certificate's number says, or undefined when it doesn't hold. */
export function disabilityCertificateFacts(text: string) {
  const [, idNumber, type, level] = CERTIFICATE.exec(text) ?? []
  if (idNumber === undefined || residentIdFault(idNumber) !== undefined) return undefined
  return { idNumber, type: type as string, level: level as string }
}

/**
 * A disability certificate: the resident id, the type (1–7) and the level (1–4); a reissue adds B1, B2 …
 * Read in public explanations of the certificate, not in the regulation's own text.
 */
export const disabilityCertificate = describeField(
  numberText((text) =>
    disabilityCertificateFacts(text)
      ? undefined
      : [
          '残疾人证号应为20位：18位身份证号码、残疾类别1位、残疾等级1位（补办的再加B1等）',
          'A disability certificate has 20 characters: a resident id, the type, the level (a reissue adds B1).',
        ],
  ),
  {
    title: { zh: '残疾人证号', en: 'Disability certificate' },
    hint: { zh: '20位残疾人证号', en: 'a disability certificate of 20 characters' },
    sensitivity: 'sensitive',
    example: '50999919900101001543',
  },
)
