/**
 * A table file and where it goes, as plain data: the same value in TypeScript and in JSON. Strict at every level, so that
 * a mistyped setting is refused instead of ignored.
 */
import { CHARACTER_SETS, setting } from 'yibiao/adapter'
import { z } from 'zod'

const Pointer = z.string().regex(/^\/./, 'a JSON pointer into the payload (RFC 6901), starting with /')
const Operation = z.enum(['create', 'update', 'withdraw'])

const Column = z.strictObject({
  /** As the first row has it. */
  header: z.string().min(1),
  /** Place of the value in the payload; by default the property that is named like the header. */
  value: Pointer.exactOptional(),
  /** Most bytes that the value may take in the encoding of the file. */
  maxBytes: z.int().min(1).exactOptional(),
})

const OperationColumn = z.strictObject({
  /** Title of the column, or the property of a jsonl. */
  header: z.string().min(1),
  create: z.string().default('新增'),
  update: z.string().default('变更'),
  withdraw: z.string().default('撤销'),
})

export const TableSettings = z
  .strictObject({
    folder: setting(z.string().min(1), {
      zh: '文件放到哪个文件夹；它必须已经存在，不存在的可能是没有挂上的共享盘',
      en: 'Folder that the files go into; it has to exist, since one that is missing may be a share that is not mounted',
      fromEnvironment: true,
    }),
    format: setting(z.enum(['csv', 'xlsx', 'jsonl']), {
      zh: '`csv`；`xlsx`，只有一张工作表；`jsonl`，每行一个 JSON 对象',
      en: '`csv`; `xlsx`, a workbook of one sheet; `jsonl`, a JSON object per line',
    }),
    encoding: setting(z.enum(['utf-8', 'gb18030']).default('utf-8'), {
      zh: 'csv 和 jsonl 的编码；写不出的字在报送之前就提示',
      en: 'Encoding of csv and jsonl; what it cannot hold is a problem of the field before anything is sent',
    }),
    byteOrderMark: setting(z.boolean().default(true), {
      zh: 'UTF-8 的 csv 开头是否加标记：Excel 和 WPS 靠它认出编码',
      en: 'Whether a csv in UTF-8 starts with one: spreadsheet programs know the encoding by it',
    }),
    columns: setting(z.array(Column).min(1).exactOptional(), {
      zh: 'csv 和 xlsx 的列，按顺序：`{ header, value, maxBytes }`；不写则用报文的各个属性',
      en: 'Columns of csv and xlsx in order: `{ header, value, maxBytes }`; without it, the properties of the payload in its order',
    }),
    characters: setting(z.enum(CHARACTER_SETS).default('any'), {
      zh: '对方存得下的字：`gb2312`、`gbk`、`bmp`（MySQL 的 utf8mb3）或 `any`',
      en: 'Characters that the upstream can keep: `gb2312`, `gbk`, `bmp` (utf8mb3 of MySQL) or `any`',
    }),
    formulas: setting(z.enum(['refuse', 'apostrophe', 'keep']).default('refuse'), {
      zh: 'csv 里会被表格软件当成公式的内容：`refuse` 提示改写，`apostrophe` 前面加撇号，`keep` 原样写出（只由程序读取时）',
      en: 'Text of a csv that a spreadsheet program would run: `refuse` makes it a problem of the field, `apostrophe` puts one in front, `keep` leaves it (where only a program reads it)',
    }),
    prefix: setting(
      z
        .string()
        .regex(/^[\p{L}\p{N}_-]*$/u, 'letters, digits, - and _ only')
        .default(''),
      {
        zh: '文件名的开头；后面是我们的编号，不含个人信息',
        en: 'What file names start with; a key of ours follows, without personal data',
      },
    ),
    sheet: setting(
      z
        .string()
        .regex(/^[^\\/?*[\]:]{1,31}$/, 'at most 31 characters, none of \\ / ? * [ ] :')
        .default('Sheet1'),
      { zh: 'xlsx 的工作表名', en: 'Name of the sheet of an xlsx' },
    ),
    operations: setting(z.array(Operation).min(1).default(['create']), {
      zh: '可以写出的操作；对方收到同一条会替换旧的，就加上 `update`；`withdraw` 要有 `operationColumn`',
      en: 'What may be written; add `update` where the upstream replaces a record that it gets again; `withdraw` needs `operationColumn`',
    }),
    operationColumn: setting(OperationColumn.exactOptional(), {
      zh: '说明每行是新增、变更还是撤销的列：`{ header, create, update, withdraw }`',
      en: 'A column that says whether a row is new, corrected or withdrawn: `{ header, create, update, withdraw }`',
    }),
    maxRows: setting(z.int().min(1).default(1), {
      zh: '一个文件最多几条记录',
      en: 'Most records in one file',
    }),
  })
  .check(({ value, issues }) => {
    const { operations, operationColumn, columns = [] } = value
    const say = (name: string, zh: string, en: string) =>
      issues.push({ code: 'custom', input: undefined, path: [name], params: { detail: { zh, en } } })
    if (operations.includes('withdraw') && !operationColumn)
      say(
        'operations',
        '撤销要有 operationColumn，不然看起来是新的一条',
        'withdraw needs operationColumn: without it the row looks like a new record',
      )
    const headers = [...columns, ...(operationColumn ? [operationColumn] : [])].map(({ header }) => header)
    const twice = headers.find((header, index) => headers.indexOf(header) < index)
    if (twice !== undefined) say('columns', `有两列都叫“${twice}”`, `two columns are called “${twice}”`)
  })

export type TableSettings = z.input<typeof TableSettings>
export type ReadySettings = z.output<typeof TableSettings>
