/** Who somebody is to an office: resident ids, and the numbers of other papers. */
import { type ResidentIdFault, residentIdFacts, residentIdFault } from '../../src/base/checks/resident-id.ts'
import { breach, describeField } from '../../src/form/index.ts'
import { numberText } from './number-text.ts'

const RESIDENT_ID_FAULTS: Readonly<Record<ResidentIdFault, readonly [zh: string, en: string]>> = {
  shape: [
    '身份证号码应为18位：17位数字，最后一位是数字或X',
    'A resident id has 18 characters: 17 digits, then a digit or X.',
  ],
  'old-number': [
    '这是15位的旧身份证号码，请填写18位的新号码',
    'This is an old 15-digit number; the 18-digit one is needed.',
  ],
  region: ['身份证号码开头的地区代码不存在', 'The region at the start of the resident id does not exist.'],
  'birth-date': ['身份证号码第7到14位不是真实的日期', 'Characters 7 to 14 of the resident id are not a real date.'],
  future: ['身份证号码里的出生日期在将来', 'The birth date in the resident id is in the future.'],
  'check-digit': [
    '身份证号码的校验位不对，请逐位核对',
    'The check digit of the resident id is wrong; please compare it digit by digit.',
  ],
}

const birthDateIn = (text: string) => residentIdFacts(text)?.birthDate

const residentIdWords = (text: string) => {
  const fault = residentIdFault(text)
  return fault && RESIDENT_ID_FAULTS[fault]
}

/**
 * A resident id of 18 characters, as text; permits of Hong Kong, Macao and Taiwan residents and foreigners' permanent
 * residence cards have the same shape and check. Spaces, full-width digits, a leading apostrophe and a small x are put
 * right; a wrong check digit, an impossible date and 15-digit numbers are refused, each in its own words.
 */
export const residentId = describeField(numberText(residentIdWords), {
  title: { zh: '公民身份号码', en: 'Resident id' },
  hint: { zh: '18位公民身份号码', en: 'a resident id of 18 characters' },
  sensitivity: 'sensitive',
  standard: 'GB 11643-1999, 4',
  example: '509999199001010015',
  dayIn: birthDateIn,
})

/**
 * For forms that must take temporary numbers: as `residentId`, but the check digit may be wrong. Such numbers are given
 * out by some upstreams to people who have none; a mistyped digit goes unnoticed, so prefer `residentId`.
 */
export const temporaryId = describeField(
  numberText((text) => (residentIdFault(text) === 'check-digit' ? undefined : residentIdWords(text))),
  {
    title: { zh: '身份号码（含临时号码）', en: 'Resident id or temporary number' },
    hint: { zh: '18位身份号码或临时号码', en: 'a resident id or temporary number of 18 characters' },
    sensitivity: 'sensitive',
    standard: 'GB 11643-1999, 4',
    example: '509999199001010016',
  },
)

// From 13 digits on, a number is a resident id with digits lost or doubled, not a passport (ICAO 9303: 9 characters).
const LIKE_A_RESIDENT_ID = /^[\dX]{13,}$/
const OTHER_DOCUMENT = /^[\p{Script=Han}A-Z0-9()-]{5,20}$/u

/**
 * What a person is known by: a resident id, or for somebody without one the number of another document (passport,
 * travel permit). What looks like a resident id has to be a right one, so that a lost digit never becomes a new person.
 */
export const personNumber = describeField(
  numberText((text) => {
    if (LIKE_A_RESIDENT_ID.test(text)) return residentIdWords(text)
    return OTHER_DOCUMENT.test(text)
      ? undefined
      : [
          '请填写18位身份证号码，或护照等证件的号码',
          'Please fill in a resident id of 18 characters, or the number of a passport or other document.',
        ]
  }),
  {
    title: { zh: '证件号码', en: 'Document number' },
    hint: {
      zh: '18位身份证号码，或护照等证件的号码',
      en: 'a resident id of 18 characters, or the number of another document',
    },
    sensitivity: 'sensitive',
    standard: 'GB 11643-1999, 4',
    example: '509999199001010015',
    dayIn: birthDateIn,
  },
)

/** Kinds of document whose numbers have a known shape, by the code of `idTypeCodes`. */
const SHAPES: Readonly<Record<string, readonly [shape: RegExp, zh: string, en: string]>> = {
  '03': [/^[A-Z0-9]{5,12}$/, '护照号码应为5到12位字母和数字', 'A passport number has 5 to 12 letters and digits.'],
  '06': [
    /^[A-Z]{1,2}\d{7,10}$/,
    '港澳居民来往内地通行证号码应为字母开头，后面是数字',
    'The number of a Hong Kong or Macao travel permit is a letter and digits.',
  ],
  '07': [
    /^\d{8}(\d{2}(\([A-Z]\))?)?$/,
    '台湾居民来往大陆通行证号码应为8位数字（旧证10位）',
    'The number of a Taiwan travel permit has 8 digits (10 on old ones).',
  ],
}

/**
 * What is wrong between a document's kind and its number, as issues for a schema's `.check`. Without a kind the number
 * has to be a resident id.
 *
 * @param idType - code of `idTypeCodes`
 * @param path - of the number, from the schema that carries the check
 */
export function documentFaults(idType: string | undefined, text: string, path: readonly (string | number)[]) {
  if (idType === undefined || idType === '01') {
    // What looks like a resident id was checked by the field itself.
    if (LIKE_A_RESIDENT_ID.test(text)) return []
    return [
      breach(
        text,
        path,
        '不是18位身份证号码；是其他证件的，请同时选择证件类型',
        'This is no resident id; for another document, please choose the kind of document too.',
      ),
    ]
  }
  const known = SHAPES[idType]
  return known && !known[0].test(text) ? [breach(text, path, known[1], known[2])] : []
}
