/**
 * The words that lists have for a type, with what hides in them: `varchar(50)`, `字符型`, `C..20`, `N8,2`, `an18`, `YYYYMMDD`.
 *
 * The letter forms are those of GB/T 18391 and WS/T 303 (表示格式): `AN..20` at most 20 characters, `N8,2` 8 digits of which 2
 * behind the point, `D8` a date of 8 characters.
 */
import type { ListedField } from '../types.ts'

export type TypeFacts = Pick<ListedField, 'type' | 'maxLength' | 'decimals' | 'format'>

const KINDS: readonly (readonly [NonNullable<ListedField['type']>, RegExp])[] = [
  ['datetime', /^(datetime|timestamp|日期时间型?|时间戳|localdatetime|dt)/],
  ['date', /^(date|日期型?|年月日|localdate|time|时间型?|d(?=\d|$))/],
  ['boolean', /^(bool|boolean|bit|布尔型?|逻辑型?|是否型?)/],
  ['integer', /^(int|integer|bigint|smallint|tinyint|long|short|整数型?|整型|长整型|number\(\d+\)$)/],
  [
    'number',
    /^(number|numeric|decimal|float|double|money|real|bigdecimal|数值型?|数字型?|浮点型?|小数|金额|货币|n(?=[\d.]|$))/,
  ],
  ['array', /^(array|list|数组|列表|集合)/],
  ['object', /^(object|json|jsonb|对象|map)/],
  [
    'string',
    /^(string|varchar2?|nvarchar2?|char|nchar|text|longtext|mediumtext|clob|str|uuid|字符型?|字符串型?|文本型?|字符|文字|文本框|下拉|下拉框|单选|单选框|选择|多行文本|单行文本|输入框|代码型?|枚举型?|enum|dict|字典|select|input|radio|textarea|slot|an?(?=[\d.]|$)|c(?=[\d.]|$)|s\d?$)/,
  ],
]
const DATE_FORMAT = /^(?:d8|yyyymmdd|yyyy-?mm-?dd|yyyy\/mm\/dd|yyyy年mm月dd日|yyyymm|yyyy-mm|yyyy)$/

/** Undefined where it is no type at all. */
export function typeFacts(text: string): TypeFacts | undefined {
  const word = text.normalize('NFKC').trim().toLowerCase()
  if (word === '') return undefined
  if (DATE_FORMAT.test(word)) return { type: 'date', format: word === 'd8' ? 'yyyymmdd' : word }
  const kind = KINDS.find(([, pattern]) => pattern.test(word))
  if (!kind) return undefined
  const [type] = kind
  const numbers = /(\d+)\s*(?:[,.，]\s*(\d+))?\s*\)?$/.exec(word)
  const size = numbers?.[1] === undefined ? undefined : Number(numbers[1])
  const decimals = numbers?.[2] === undefined ? undefined : Number(numbers[2])
  if (type === 'string' && size !== undefined && size > 0) return { type, maxLength: size }
  if (type === 'number' && decimals === 0) return { type: 'integer' }
  return type === 'number' && decimals !== undefined ? { type, decimals } : { type }
}

const YES = new Set([
  '是',
  'y',
  'yes',
  'true',
  '1',
  '必填',
  '必选',
  '必须',
  'm',
  '√',
  '✓',
  '*',
  'required',
  '必输',
  '非空',
  'not null',
  '不可为空',
  '不为空',
  'o√',
])
const NO = new Set([
  '否',
  'n',
  'no',
  'false',
  '0',
  '选填',
  '可选',
  '非必填',
  'o',
  '×',
  'x',
  'optional',
  '可空',
  '可为空',
  'null',
  '不必填',
  '非必须',
  '-',
  '/',
  '条件必填',
  'c',
])

/** Undefined where the word says neither. A condition (`C`, 条件必填) counts as no: it can't be held for every record. */
export function yesOrNo(text: string): boolean | undefined {
  const word = text.normalize('NFKC').trim().toLowerCase()
  if (YES.has(word)) return true
  return NO.has(word) ? false : undefined
}
