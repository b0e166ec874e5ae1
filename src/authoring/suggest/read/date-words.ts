/** The date format that a list asks for, in its own words: `YYYYMMDD`, 格式：yyyy-MM-dd, hh24:mi:ss, 如 20240131, a length of 8. */
import { DATE_FORMATS, type DateFormat } from '../../../mapping/index.ts'

const spelled = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/hh24/g, 'hh')
    .replace(/(?<=hh:?)mi/g, 'mm')
    .replace(/\s/g, '')

/** Longest first: `yyyy` stands in all of them, and alone only where no month follows. */
const NAMED = DATE_FORMATS.map((format) => spelled(format))
  .map((word, index) => ({ format: DATE_FORMATS[index], word }))
  .sort((a, b) => b.word.length - a.word.length)
  .map(({ format, word }) => ({
    format,
    told: new RegExp(`(?<![ymdhs])${word.replace(/[.+]/g, '\\$&')}(?![-/.:年月]?[ymdhs])`),
  }))

/** Named in a text of any length. */
export function dateFormatIn(text: string): DateFormat | undefined {
  const even = spelled(text)
  return NAMED.find(({ told }) => told.test(even))?.format
}

const DAY = String.raw`(?:19|20)\d\d`
const MONTH = '(?:0[1-9]|1[0-2])'
const DATE = String.raw`(?:0[1-9]|[12]\d|3[01])`
const EXAMPLES: readonly (readonly [DateFormat, string])[] = [
  ['yyyy-MM-dd HH:mm:ss', String.raw`${DAY}-${MONTH}-${DATE} \d\d:\d\d:\d\d`],
  ['yyyy-MM-dd HH:mm', String.raw`${DAY}-${MONTH}-${DATE} \d\d:\d\d`],
  ['yyyy/MM/dd HH:mm:ss', String.raw`${DAY}/${MONTH}/${DATE} \d\d:\d\d:\d\d`],
  ['yyyyMMddHHmmss', String.raw`${DAY}${MONTH}${DATE}\d{6}`],
  ['yyyy-MM-dd', `${DAY}-${MONTH}-${DATE}`],
  ['yyyy/MM/dd', `${DAY}/${MONTH}/${DATE}`],
  ['yyyy.MM.dd', String.raw`${DAY}\.${MONTH}\.${DATE}`],
  ['yyyy年MM月dd日', `${DAY}年${MONTH}月${DATE}日`],
  ['yyyyMMdd', `${DAY}${MONTH}${DATE}`],
  ['yyyy-MM', `${DAY}-${MONTH}`],
  ['yyyyMM', `${DAY}${MONTH}`],
]

/** Of an example in the text, where there is one: 如 20240131. Only for fields that are dates: 202401 is a number, too. */
export const dateFormatOfExample = (text: string): DateFormat | undefined =>
  EXAMPLES.find(([, example]) => new RegExp(`(?<![\\d-])${example}(?![\\d-])`).test(text))?.[0]

/** Text of just this length is a date of that format. Ten is how records hold it. */
const BY_LENGTH: Readonly<Record<number, DateFormat>> = {
  6: 'yyyyMM',
  7: 'yyyy-MM',
  8: 'yyyyMMdd',
  14: 'yyyyMMddHHmmss',
  16: 'yyyy-MM-dd HH:mm',
  19: 'yyyy-MM-dd HH:mm:ss',
}
export const dateFormatOfLength = (length: number | undefined): DateFormat | undefined =>
  length === undefined ? undefined : BY_LENGTH[length]
