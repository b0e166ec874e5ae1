/** Code lists as field lists carry them: written into a cell, or on a sheet of their own. */
import type { ListedCode } from '../types.ts'
import type { Grid } from './grid.ts'

/** `1:男`, `01-汉族`, `0=否`, `1 男` and, without codes, nothing: 男/女 are values themselves, see `plainValues`. */
const PAIR =
  /(?:^|[\s,，;；、/|(（:：])([0-9A-Za-z]{1,6})\s*[:：\-—－=＝、.．]?\s*([\p{Script=Han}][\p{Script=Han}A-Za-z（）()·]{0,20})/gu
const PLAIN = /[\s,，;；、/|]+/

/** Codes written into one cell: `0：否，1：是`, `男/女`; undefined where there are fewer than two. */
export function inlineCodes(text: string): readonly ListedCode[] | undefined {
  const pairs = [...text.matchAll(PAIR)].map(([, code = '', title = '']) => ({ code, title }))
  const codes = new Set(pairs.map(({ code }) => code))
  if (pairs.length >= 2 && codes.size === pairs.length) return pairs
  return plainValues(text)
}

/** 男/女, 是、否: values without codes. Only where each is short and Chinese: a sentence has commas too. */
function plainValues(text: string): readonly ListedCode[] | undefined {
  const hint = /[(（]([^()（）]+)[)）]\s*[*＊]?$/.exec(text)?.[1] ?? text
  const values = hint.split(PLAIN).filter((value) => value !== '')
  const short = values.every((value) => /^\p{Script=Han}{1,6}$/u.test(value))
  const known = values.some((value) => TELLING.has(value))
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
    const words = header.map((text) => text.replace(/[\s*]/g, ''))
    const list = words.findIndex((word) => HEAD_LIST.test(word))
    const code = words.findIndex((word, column) => column !== list && HEAD_CODE.test(word))
    const title = words.findIndex((word, column) => column !== list && column !== code && HEAD_TITLE.test(word))
    if (code < 0 || title < 0) continue
    // A list of fields has a type or a length; a dictionary has neither.
    if (words.some((word) => /类型|长度|type|length|必填/i.test(word) && !HEAD_LIST.test(word))) continue
    const found = new Map<string, ListedCode[]>()
    for (const row of filled.slice(index + 1)) {
      const entry = { code: row[code] ?? '', title: row[title] ?? '' }
      if (entry.code === '' || entry.title === '') continue
      const key = list < 0 ? name : (row[list] ?? name)
      const codes = found.get(key) ?? []
      codes.push(entry)
      found.set(key, codes)
    }
    if (found.size > 0) return found
  }
  return new Map()
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
