/** Code lists as field lists carry them: written into a cell, or on a sheet of their own. */
import type { ListedCode } from '../types.ts'
import type { Grid } from './grid.ts'

/** `1:男`, `01-汉族`, `0=否`, `1 男`, `1代表男`, `【1】男`, and without a gap `0正常1注销`. */
const PAIR =
  /(?:^|[\s,，;；、/|(（【[:：]|(?<=\p{Script=Han})(?=\d))([0-9A-Za-z]{1,6})\s*[)）】\]]?\s*[:：\-—－=＝、.．]?\s*(?:代表|表示)?\s*([\p{Script=Han}][\p{Script=Han}A-Za-z（）()·]{0,20})/gu
/** The other way round: `男=1`, `男（1）`, `男-1`. */
const TURNED =
  /(?:^|[\s,，;；、/|(（:：])([\p{Script=Han}][\p{Script=Han}·]{0,20})\s*[=＝:：（(\-—－]\s*([0-9A-Za-z]{1,6})(?=$|[\s,，;；、/|)）])/gu
const PLAIN = /[\s,，;；、/|]+/

/**
 * Codes written into one cell: `0：否，1：是`, `男/女`; undefined where there are fewer than two.
 *
 * @param isChoice - the field is one of a list's drop-downs, so that any few short words are its values
 */
export function inlineCodes(text: string, isChoice = false): readonly ListedCode[] | undefined {
  const even = text.replace(/[①-⑨]/gu, (digit) => `,${digit.normalize('NFKC')}`)
  const pairs = [...even.matchAll(PAIR)].map(([, code = '', title = '']) => ({ code, title: closed(title) }))
  const turned = [...even.matchAll(TURNED)].map(([, title = '', code = '']) => ({ code, title }))
  return [pairs, turned].find(areCodes) ?? plainValues(text, isChoice)
}

const areCodes = (pairs: readonly ListedCode[]): boolean =>
  pairs.length >= 2 &&
  new Set(pairs.map(({ code }) => code)).size === pairs.length &&
  !pairs.some(({ title = '' }) => UNIT.test(title))

/** 2024年1月, 18位: numbers of something. */
const UNIT = /^([年月日号时分秒位个字元岁米次条项]|字符|汉字|以上|以内)$/

/** Without what begins in brackets and doesn't end: 不详（默认0）. */
const closed = (title: string): string => title.replace(/[（(][^）)]*$/, '')

/** What a description calls the field, before its codes and its remarks: `性别 M男 F女`, `出生日期，格式yyyyMMdd`. */
export function nameIn(description: string): string {
  const pairs = [...description.matchAll(PAIR)]
  const name = pairs.length >= 2 ? description.slice(0, pairs[0]?.index) : description
  return (/^[^，,；;：:。\n]*/.exec(name)?.[0] ?? '').replace(/[(（【[]+$/, '').trim()
}

/** 男/女, 是、否: values without codes. Only where each is short and Chinese: a sentence has commas too. */
function plainValues(text: string, isChoice: boolean): readonly ListedCode[] | undefined {
  const hint = /[(（]([^()（）]+)[)）]\s*[*＊]?$/.exec(text)?.[1] ?? text
  const values = hint.split(PLAIN).filter((value) => value !== '')
  const short = values.every((value) => /^\p{Script=Han}{1,6}$/u.test(value) || (isChoice && value.length <= 12))
  const known = isChoice || values.some((value) => TELLING.has(value))
  return values.length >= 2 && short && known && new Set(values).size === values.length
    ? values.map((value) => ({ code: value }))
    : undefined
}

/** One of these makes a row of short words a list of values, not a name with alternatives (村/社区). */
const TELLING: ReadonlySet<string> = new Set([
  ...[
    '男',
    '女',
    '是',
    '否',
    '有',
    '无',
    '已婚',
    '未婚',
    '汉族',
    '小学',
    '初中',
    '中共党员',
    '群众',
    '其他',
    '健康',
    '良好',
  ],
])

const HEAD_CODE = /^(代码|编码|值|code|key|value|字典(值|代码|编码)|代码值|值代码|数据值|键值|编号)$/i
const HEAD_TITLE =
  /^(名称|含义|说明|中文名?称?|name|label|title|字典(标签|名称?|项)?|代码(名称|含义)|值(含义|名称)|标签|描述|内容)$/i
const HEAD_LIST = /^(字典(名称?|类型|分类|编码)|代码(表|集)(名称)?|分类|类别|类型|所属字典|dict.*|字典)$/i

/** Dictionaries of a file by name: the sheet's, or that of the column that groups them. */
export type Dictionaries = ReadonlyMap<string, readonly ListedCode[]>

/** @returns the sheet's dictionaries; none where it isn't a sheet of codes */
export function dictionariesOf({ name, filled }: Grid): Dictionaries {
  for (const [index, header] of filled.slice(0, 5).entries()) {
    const columns = codeColumns(header, filled.slice(index + 1))
    if (!columns) continue
    const { lists, code, title } = columns
    const found = new Map<string, ListedCode[]>()
    for (const row of filled.slice(index + 1)) {
      const entry = { code: row[code] ?? '', title: row[title] ?? '' }
      if (entry.code === '' || entry.title === '') continue
      const names = lists.map((column) => row[column] ?? '').filter((text) => text !== '')
      for (const key of names.length > 0 ? names : [name]) found.set(key, [...(found.get(key) ?? []), entry])
    }
    if (found.size > 0) return found
  }
  return new Map()
}

interface CodeColumns {
  /** Those that say which dictionary a row is of: its code, its name, or both. */
  readonly lists: readonly number[]
  readonly code: number
  readonly title: number
}

/** What stands for what below a header; undefined where it is none of codes. */
function codeColumns(header: readonly string[], rows: readonly (readonly string[])[]): CodeColumns | undefined {
  const words = header.map((text) => text.replace(/[\s*]/g, ''))
  // A list of fields has a type or a length; a dictionary has neither.
  if (words.some((word) => /类型|长度|type|length|必填/i.test(word) && !HEAD_LIST.test(word))) return undefined
  const list = words.findIndex((word) => HEAD_LIST.test(word))
  const named = (test: RegExp) =>
    [...words.keys()].filter((column) => column !== list && test.test(words[column] ?? ''))
  const told = (column: number) => list < 0 || differs(rows, list, column)
  const code = named(HEAD_CODE).find(told)
  // 字典名称 beside 字典标签: one is the dictionary's, the same in all of its rows.
  const title = named(HEAD_TITLE).find((column) => column !== code && told(column))
  if (code === undefined || title === undefined) return undefined
  const others = named(HEAD_TITLE).filter((column) => column !== code && column !== title && !told(column))
  return { lists: list < 0 ? [] : [list, ...others], code, title }
}

/** Whether a column says different things in rows of one dictionary. */
function differs(rows: readonly (readonly string[])[], list: number, column: number): boolean {
  const first = new Map<string, string>()
  return rows.some((row) => {
    const key = row[list] ?? ''
    const before = first.get(key)
    if (before === undefined) first.set(key, row[column] ?? '')
    return before !== undefined && before !== row[column]
  })
}

/**
 * The dictionary that a cell (见“性别代码”, `sys_sex`) or a label (性别) speaks of. Undefined where none or more than one
 * fits.
 */
export function findDictionary(
  dictionaries: Dictionaries,
  cell: string,
  label: string,
): readonly ListedCode[] | undefined {
  const exact = dictionaries.get(cell)
  if (exact) return exact
  const core = bare(label)
  const fits = [...dictionaries].filter(([name]) => {
    const own = bare(name)
    if (own === '') return false
    return (cell !== '' && (cell.includes(name) || bare(cell) === own)) || (core !== '' && own === core)
  })
  return fits.length === 1 ? fits[0]?.[1] : undefined
}

const bare = (text: string): string =>
  text
    .replace(/[（(][^()（）]*[)）]/g, '')
    .replace(/^(附录?表?\s*[\dA-Za-z一二三四五六七八九十]*[、.．:：]?)/, '')
    .replace(/(数据|代码|编码)?(字典|代码|编码|码表|代码表|表)$/, '')
    .trim()
