/**
 * A table file and where it goes, as plain data: the same value in TypeScript and in JSON. Strict at every level, so that
 * a mistyped setting is refused instead of ignored.
 */
import { CHARACTER_SETS, pathSetting, setting } from 'yibiao/adapter'
import { z } from 'zod'
import { Email } from './email.ts'
import { Post } from './post.ts'
import { Receipts } from './receipts.ts'
import { Sftp } from './sftp.ts'
import { Upload } from './upload.ts'

const Pointer = z.string().regex(/^\/./, 'a JSON pointer into the payload (RFC 6901), starting with /')
const Operation = z.enum(['create', 'update', 'withdraw'])

const Header = z.union([z.string().min(1), z.array(z.string().min(1)).min(1)])

const Column = z.strictObject({
  /** Title of the column; in a template of several header rows the way to it: `['户籍地', '省']`. In xml an element's name. */
  header: Header,
  /** Place of the value in the payload; by default the property that is named like the header. */
  value: Pointer.exactOptional(),
  /** Most bytes that the value may take in the encoding of the file; of `fixed`, the width that it is filled up to. */
  maxBytes: z.int().min(1).exactOptional(),
  /** `date`: an ISO date becomes a date of the workbook. `row-number`: counts the file's records, and has no value. */
  type: z.enum(['date', 'row-number']).exactOptional(),
  /** Of `fixed`: where the value stands, and what the rest is filled with. */
  align: z.enum(['left', 'right']).default('left'),
  fill: z
    .string()
    .regex(/^[ -~]$/, 'one printable ASCII character')
    .default(' '),
})
export type Column = z.output<typeof Column>

const CellReference = z.string().regex(/^[A-Z]{1,3}[1-9]\d{0,6}$/, 'a cell such as B2')
const RowNumber = z.int().min(1).max(1_048_576)
const Template = z.strictObject({
  /** The upstream's own .xlsx, which is copied and filled in. */
  file: pathSetting,
  /** Default: the first visible one. */
  sheet: z.string().min(1).exactOptional(),
  /** First and last row of the header. Default: the one to three rows that have the columns. */
  headerRows: z.tuple([RowNumber, RowNumber]).exactOptional(),
  /** First row that is filled in, whose formats the others get. Default: the one below the header. */
  firstRow: RowNumber.exactOptional(),
  /** Last row that may be written over whatever stands there. Default: up to the first row that has something to keep. */
  lastRow: RowNumber.exactOptional(),
  /** Single cells, for forms of one record: `{ "B2": "/xm" }`. */
  cells: z.record(CellReference, Pointer).exactOptional(),
})

const ElementName = z.string().regex(/^[\p{L}_][\p{L}\p{N}_.-]*$/u, 'a name of an XML element')
const Xml = z.strictObject({ root: ElementName.default('records'), record: ElementName.default('record') })

const OperationColumn = z.strictObject({
  /** Title of the column, or the property of a jsonl. */
  header: z.string().min(1),
  create: z.string().default('新增'),
  update: z.string().default('变更'),
  withdraw: z.string().default('撤销'),
})

export const TableSettings = z
  .strictObject({
    folder: setting(pathSetting.exactOptional(), {
      zh: '文件放到哪个文件夹；它必须已经存在，不存在的可能是没有挂上的共享盘',
      en: 'Folder that the files go into; it has to exist, since one that is missing may be a share that is not mounted',
      fromEnvironment: true,
    }),
    sftp: setting(Sftp.exactOptional(), {
      zh: '或者一个 SFTP 服务器：`{ host, port, username, password, privateKeyFile, passphrase, hostKey, folder, connectTimeoutMs }`；主机密钥不符就不连；要装 `ssh2-sftp-client`',
      en: 'Or an SFTP server: `{ host, port, username, password, privateKeyFile, passphrase, hostKey, folder, connectTimeoutMs }`; another host key is refused; needs `ssh2-sftp-client`',
    }),
    upload: setting(Upload.exactOptional(), {
      zh: '或者用 HTTP PUT 上传（WebDAV）：`{ url, username, password, token, recognisesNames, timeoutMs }`',
      en: 'Or by HTTP PUT (WebDAV): `{ url, username, password, token, recognisesNames, timeoutMs }`',
    }),
    post: setting(Post.exactOptional(), {
      zh: '或者用表单上传，再调用一个接口登记：`{ baseUrl, auth, upload, save, refusals, faults, notAppliedStatuses, recognisesNames, timeoutMs }`',
      en: 'Or uploaded with a form and registered by a call: `{ baseUrl, auth, upload, save, refusals, faults, notAppliedStatuses, recognisesNames, timeoutMs }`',
    }),
    email: setting(Email.exactOptional(), {
      zh: '或者作为邮件附件：`{ host, port, username, password, from, to, subject, text, ca, timeoutMs }`，必须加密；要装 `nodemailer`',
      en: 'Or as an attachment: `{ host, port, username, password, from, to, subject, text, ca, timeoutMs }`, encrypted always; needs `nodemailer`',
    }),
    receipts: setting(Receipts.exactOptional(), {
      zh: '对方在 folder 或 sftp 里放回执：`{ taken, refused, rows, pollAfterMs }`，如 `ack/{name}.ok`；没有回执之前不算送达',
      en: 'Receipts that the upstream puts into `folder` or `sftp`: `{ taken, refused, rows, pollAfterMs }`, such as `ack/{name}.ok`; nothing counts as delivered before',
    }),
    handover: setting(z.boolean().default(false), {
      zh: '文件备好后由人上交（盖章、送窗口、发群），上交人确认之后才算送达',
      en: 'A person hands the file in (stamp, desk, chat group); delivered only when they confirm it',
    }),
    format: setting(z.enum(['csv', 'xlsx', 'jsonl', 'fixed', 'xml']), {
      zh: '`csv`；`xlsx`，一张工作表，或填写对方的 `template`；`jsonl`，每行一个 JSON 对象；`fixed`，按字节定宽；`xml`',
      en: '`csv`; `xlsx`, one sheet, or the upstream’s own `template`; `jsonl`, a JSON object per line; `fixed`, fields of so many bytes; `xml`',
    }),
    template: setting(Template.exactOptional(), {
      zh: '对方自己的 Excel 模板：`{ file, sheet, headerRows, firstRow, lastRow, cells }`；除填写的单元格外全部保留',
      en: 'The upstream’s own workbook to fill in: `{ file, sheet, headerRows, firstRow, lastRow, cells }`; all else in it stays',
    }),
    xml: setting(Xml.default({ root: 'records', record: 'record' }), {
      zh: 'xml 的外层元素和每条记录的元素',
      en: 'Elements of an xml: around all records, and around each',
    }),
    encoding: setting(z.enum(['utf-8', 'gb18030']).default('utf-8'), {
      zh: '文本文件的编码；写不出的字在报送之前就提示',
      en: 'Encoding of files that are text; what it cannot hold is a problem of the field before anything is sent',
    }),
    byteOrderMark: setting(z.boolean().default(true), {
      zh: 'UTF-8 的 csv 开头是否加标记：Excel 和 WPS 靠它认出编码',
      en: 'Whether a csv in UTF-8 starts with one: spreadsheet programs know the encoding by it',
    }),
    columns: setting(z.array(Column).min(1).exactOptional(), {
      zh: 'csv、xlsx、fixed 的列，按顺序：`{ header, value, maxBytes, type, align, fill }`；不写则用报文的各个属性；fixed 和模板必须写',
      en: 'Columns of csv, xlsx and fixed in order: `{ header, value, maxBytes, type, align, fill }`; without it, the properties of the payload in its order; fixed and lists in a template need it',
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
    for (const [name, zh, en] of contradictions(value))
      issues.push({ code: 'custom', input: undefined, path: [name], params: { detail: { zh, en } } })
  })

interface Checked
  extends Readonly<Partial<Record<'folder' | 'sftp' | 'upload' | 'post' | 'email' | 'receipts', unknown>>> {
  readonly handover: boolean
  readonly format: string
  readonly operations: readonly string[]
  readonly operationColumn?: { readonly header: string } | undefined
  readonly columns?: readonly Pick<Column, 'header' | 'maxBytes'>[] | undefined
  readonly template?: z.output<typeof Template> | undefined
  readonly maxRows: number
}

/** Settings that don't go together: the setting, and why, in both languages. */
function* contradictions(settings: Checked): Generator<readonly [string, string, string]> {
  const { format, operations, operationColumn, columns, template, maxRows } = settings
  const { folder, sftp, upload, post, email, receipts, handover } = settings
  if (handover && receipts) yield ['handover', '有 receipts 就不用人确认', 'with receipts nobody has to confirm']
  if ([folder, sftp, upload, post, email].filter((each) => each !== undefined).length !== 1)
    yield [
      'folder',
      'folder、sftp、upload、post、email 要写且只写一个',
      'exactly one of folder, sftp, upload, post and email is needed',
    ]
  if (receipts && folder === undefined && !sftp)
    yield ['receipts', '只有 folder 和 sftp 能取回执', 'only folder and sftp can bring receipts']
  if (operations.includes('withdraw') && !operationColumn)
    yield [
      'operations',
      '撤销要有 operationColumn，不然看起来是新的一条',
      'withdraw needs operationColumn: without it the row looks like a new record',
    ]
  const headers = [...(columns ?? []), ...(operationColumn ? [operationColumn] : [])].map(({ header }) =>
    titleOf(header),
  )
  const twice = headers.find((header, index) => headers.indexOf(header) < index)
  if (twice !== undefined) yield ['columns', `有两列都叫“${twice}”`, `two columns are called “${twice}”`]
  if (format === 'fixed' && !columns?.every(({ maxBytes }) => maxBytes !== undefined))
    yield ['columns', 'fixed 的每一列都要写 maxBytes', 'fixed needs maxBytes for every column']
  if (format === 'fixed' && operationColumn) yield ['operationColumn', 'fixed 没有这一列', 'fixed has no such column']
  if (template && format !== 'xlsx') yield ['template', '只有 xlsx 能用模板', 'only xlsx takes a template']
  if (template && !columns && !template.cells)
    yield ['template', '请写 columns（列表）或 cells（单张表）', 'columns (a list) or cells (a form) is needed']
  if (template?.cells && maxRows > 1)
    yield ['maxRows', '有 cells 时一个文件只能放一条记录', 'with cells, a file holds one record']
}

/** A header path as one title. */
export const titleOf = (header: string | readonly string[]): string => [header].flat().join('/')

export type TableSettings = z.input<typeof TableSettings>
export type ReadySettings = z.output<typeof TableSettings>
