/**
 * Which column of a field list holds what. By its header where the word is known, by what stands below it otherwise:
 * names look like names, types like types, whatever somebody called them.
 */
import { isChinese } from '../words/label.ts'
import { typeFacts, yesOrNo } from './type-words.ts'

export type ColumnRole =
  | 'name'
  | 'label'
  | 'type'
  | 'length'
  | 'required'
  | 'nullable'
  | 'codes'
  | 'format'
  | 'remark'
  | 'decimals'
  | 'table'
  | 'number'

const HEADERS: readonly (readonly [ColumnRole, RegExp])[] = [
  ['number', /^(序号|no\.?|#|编号|行号)$/],
  ['table', /^(表名|表中文名|所属表|数据表|接口名?|实体|table)/],
  [
    'name',
    /^(字段(英文名?称?|名|代码|编码|标识)?|英文(名称?|字段名?|标识)|列名|属性(名|代码|英文名)?|参数名?|变量名|标识符|短名|数据元标识符|field ?(name|code|id)?|column ?(name)?|name|property|key|code|prop|字段名称\(英文\)|数据项(代码|标识|英文名))$/,
  ],
  [
    'label',
    /^(中文(名称?|字段名|含义|说明)|字段(中文名?称?|名称|含义|描述|说明|注释)|数据(项|元)(中文)?(名称)?|名称|含义|注释|显示名称?|标题|标签|label|title|comment|description|caption|属性名称|参数(说明|名称)|指标(名称|项)?|项目(名称)?|采集项|填报项|表头|列标题|信息项(名称)?|字段名称\(中文\)|name_?(cn|zh)|chinese.*|释义|中文)$/,
  ],
  [
    'type',
    /^((数据|字段|值|参数|控件)?类型|type|data ?type|java ?type|表示格式|数据格式类型|类型及?长度|数据类型.*长度.*)$/,
  ],
  ['length', /^((字段|数据|最大)?长度|(max)? ?(length|size|len)|字节数|长度\(.*\)|最大字符数|字符长度)$/],
  [
    'nullable',
    /^((是否)?(可|允许)?(为)?空|可否为空|空值|是否为空|null(able|s)?|allow ?null|允许为空|是否允许为空|能否为空)$/,
  ],
  [
    'required',
    /^((是否)?必(填|须|选|输)(项)?|是否必填项?|required|mandatory|约束(条件|性)?|必填|必要性|填报要求|是否必需|必需|must)$/,
  ],
  [
    'codes',
    /^((数据|代码)?字典(名称|项|值|编码)?|值域|取值(范围|说明)?|代码(表|集|名称)?|枚举(值)?|可选(值|项)|选项|enum|dict|codes?(et)?|值域代码|取值|参照代码|代码标准|数据字典.*|允许值|下拉选项)$/,
  ],
  ['format', /^(格式|数据格式|填写格式|format|pattern|校验规则|正则|填报格式)$/],
  ['decimals', /^(精度|小数位数?|scale|precision|小数点?位?)$/],
  ['remark', /^(备注|说明|描述|remark|memo|note|补充说明|填写说明|填报说明|示例|样例|示例值|example)$/],
]

/** Whether a row is the second of a header: nothing stands in it but what lists call their columns. */
export function isSecondHeader(row: readonly string[]): boolean {
  const words = row.filter((text) => text !== '')
  return words.length >= 2 && words.every((text) => headerRole(text) !== undefined)
}

/** What the word over a column says; of 字段名称 and 名称 it depends on what else there is, see `rolesOf`. */
function headerRole(text: string): ColumnRole | undefined {
  const word = text
    .normalize('NFKC')
    .replace(/[\s*:]/g, '')
    .toLowerCase()
  return HEADERS.find(([, pattern]) => pattern.test(word))?.[0]
}

/** Share of the non-blank values that satisfy a test; 0 where there are none. */
const share = (values: readonly string[], test: (value: string) => boolean): number =>
  values.length === 0 ? 0 : values.filter(test).length / values.length

const isIdentifier = (text: string): boolean => /^[A-Za-z_$][\w$.[\]-]*$/.test(text)
const isType = (text: string): boolean => typeFacts(text)?.type !== undefined
const isWhole = (text: string): boolean => /^\d{1,5}$/.test(text)

/** What stands below a header says. Undefined where it says nothing certain. */
function contentRole(values: readonly string[]): ColumnRole | undefined {
  const filled = values.filter((value) => value !== '')
  const distinct = new Set(filled).size / Math.max(1, filled.length)
  if (filled.length === 0) return undefined
  if (
    share(filled, isWhole) === 1 &&
    filled.every((value, index) => index === 0 || Number(value) === Number(filled[index - 1]) + 1)
  ) {
    return 'number'
  }
  if (share(filled, isType) >= 0.8 && distinct < 0.9) return 'type'
  if (share(filled, (value) => yesOrNo(value) !== undefined) === 1 && distinct < 0.9) return 'required'
  if (share(filled, isIdentifier) >= 0.9 && distinct > 0.8) return 'name'
  if (share(filled, isChinese) >= 0.7 && distinct > 0.7) return 'label'
  return undefined
}

/** Columns by role: one each, and every one that holds remarks or examples. */
export type Roles = ReadonlyMap<ColumnRole, readonly number[]>

/**
 * The roles of the columns below a row taken as header; undefined where it is the header of no field list.
 *
 * @param rows - below the header
 */
export function rolesOf(header: readonly string[], rows: readonly (readonly string[])[]): Roles | undefined {
  const roles = new Map<ColumnRole, readonly number[]>()
  const columns = header.map((_, column) => rows.map((row) => row[column] ?? ''))
  const content = columns.map(contentRole)
  const words = header.map(headerRole)
  const take = (role: ColumnRole, column: number) => {
    const taken = roles.get(role) ?? []
    if (taken.length === 0 || role === 'remark') roles.set(role, [...taken, column])
  }
  for (const [column, word] of words.entries()) {
    const says = content[column]
    // 名称 over xm, csrq is a name; name over 姓名, 出生日期 is a label.
    if (word === 'label' && says === 'name' && !isChinese(columns[column]?.join('') ?? '')) take('name', column)
    else if (word === 'name' && says === 'label') take('label', column)
    // 说明 beside names, and nothing else that calls them: it says what each is.
    else if (word === 'remark' && says === 'label' && !words.includes('label') && !roles.has('label'))
      take('label', column)
    else if (word === 'codes' && says === 'name' && !words.includes('name')) take('name', column)
    else if (word !== undefined && columns[column]?.some((value) => value !== '')) take(word, column)
  }
  // Comment beside a Name in Chinese: it says more of each.
  for (const [column, word] of words.entries()) {
    if (word === 'label' && roles.has('label') && ![...roles.values()].flat().includes(column)) take('remark', column)
  }
  for (const [column, role] of content.entries()) {
    if (words[column] === undefined && role !== undefined && (columns[column]?.length ?? 0) >= 3) take(role, column)
  }
  const said = words.filter((word) => word !== undefined && word !== 'number' && word !== 'remark').length
  const hasFields = roles.has('name') || roles.has('label')
  const described = roles.has('type') || roles.has('length') || roles.has('required') || roles.has('nullable')
  const both = roles.has('name') && roles.has('label')
  if (!hasFields || rows.length === 0) return undefined
  // Two of what lists have, or names beside labels; a table of people has neither types nor identifiers.
  if (said >= 2 && (described || both)) return roles
  if (content.includes('name') && content.includes('type')) return roles
  return both && content.includes('name') && (described || said >= 1 || header.length === 2) ? roles : undefined
}
