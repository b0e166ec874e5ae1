/**
 * One exchange table as plain data: the same value in TypeScript and in JSON. Strict at every level, so that a mistyped
 * setting is refused instead of ignored.
 */
import { CHARACTER_SETS, DEFAULT_TIMEOUT_MS, secretSetting, setting, TlsSettings } from 'yibiao/adapter'
import { z } from 'zod'

const Name = z
  .string()
  .regex(/^[^\0.]{1,64}$/, 'a name of at most 64 characters without dots')
  .refine((name) => Buffer.byteLength(name) <= 63 || /[^\p{ASCII}]/u.test(name), 'at most 63 bytes')
const Pointer = z.string().regex(/^\/./, 'a JSON pointer into the payload (RFC 6901), starting with /')
const Operation = z.enum(['create', 'update', 'withdraw'])
const Values = z.array(z.string()).min(1)

const Columns = z.union([
  z.array(Name).min(1),
  z.record(Name, Pointer).refine((columns) => Object.keys(columns).length > 0, 'at least one column'),
])

const Receipt = z.strictObject({
  /** Column that the importer writes back. */
  column: Name,
  /** What we put there: nothing has been done yet. */
  pending: z.string(),
  /** What it says when the record was taken. */
  done: Values,
  /** What it says when the record was refused. Anything else is waited for. */
  refused: Values,
  /** Column with the importer's words about a refusal. We set it to null with each new content. */
  error: Name.exactOptional(),
  /** Column with the importer's own id of the record. */
  reference: Name.exactOptional(),
  /** How often it is asked for, in ms. */
  pollAfterMs: z.int().min(1_000).default(60_000),
})
export type Receipt = z.output<typeof Receipt>

const OperationColumn = z.strictObject({
  column: Name,
  create: z.string().default('I'),
  update: z.string().default('U'),
  withdraw: z.string().default('D'),
})

export const SqlSettings = z
  .strictObject({
    dialect: setting(z.enum(['postgres', 'mysql']), {
      zh: '数据库：`postgres`（要装 `pg`），或 `mysql`（MySQL、MariaDB，要装 `mysql2`）',
      en: '`postgres` (needs `pg`), or `mysql` (MySQL and MariaDB, needs `mysql2`)',
    }),
    host: setting(z.string().min(1), { zh: '数据库服务器', en: 'Server', fromEnvironment: true }),
    port: setting(z.int().min(1).max(65_535).exactOptional(), {
      zh: '端口，默认 5432 或 3306',
      en: 'Port; 5432 or 3306 by default',
    }),
    database: setting(z.string().min(1), { zh: '数据库名', en: 'Name of the database', fromEnvironment: true }),
    username: setting(z.union([z.string().min(1), secretSetting]), {
      zh: '账号；只给这张表的权限',
      en: 'Account; it needs rights on this table only',
      fromEnvironment: true,
    }),
    password: setting(secretSetting.exactOptional(), { zh: '口令', en: 'Its password' }),
    tls: setting(z.union([z.literal('off'), TlsSettings]).default({}), {
      zh: '默认加密并核对证书：`{ caFile, certFile, keyFile, pfxFile, passphrase }`；`off` 明文连接',
      en: 'Encrypted with a verified certificate by default: `{ caFile, certFile, keyFile, pfxFile, passphrase }`; `off` for a plain connection',
    }),
    table: setting(z.string().regex(/^[^\0.]{1,64}(\.[^\0.]{1,64})?$/, 'a table, or schema.table'), {
      zh: '前置库的表：`表` 或 `模式.表`',
      en: 'The exchange table: `table` or `schema.table`',
    }),
    columns: setting(Columns, {
      zh: '写哪些列：列名的列表（与报文的属性同名），或 `{ 列: 报文位置 }`；报文里没有的写 NULL',
      en: 'Columns that are written: a list of names (those of the payload’s properties), or `{ column: pointer }`; what a payload lacks is NULL',
    }),
    key: setting(z.array(Name).min(1), {
      zh: '业务主键的列，按它认出同一条；要有恰好这些列的唯一约束（`insert-only` 可以没有）',
      en: 'Columns of the business key; a unique constraint on exactly these is needed, except with `insert-only`',
    }),
    mode: setting(z.enum(['upsert', 'insert-only']).default('upsert'), {
      zh: '`upsert`：同一主键的那一条改写，要有查询、插入、更新权；`insert-only`：只插入，账号不用能查',
      en: '`upsert` writes over the row of that key, and needs SELECT, INSERT and UPDATE; `insert-only` needs INSERT alone',
    }),
    serial: setting(Name.exactOptional(), {
      zh: '放我们的流水号（32 个字符）的列；有唯一约束时重复插入无害',
      en: 'Column for a key of ours (32 characters): with a unique constraint on it, a repeated insert is harmless',
    }),
    source: setting(z.strictObject({ column: Name, value: z.string().min(1) }).exactOptional(), {
      zh: '标明来源的列：`{ column, value }`；别的来源写的行不会被改写',
      en: 'Column that says who wrote a row: `{ column, value }`; rows of others are never written over',
    }),
    version: setting(Name.exactOptional(), {
      zh: '版本号列（整数）：新的一条是 1，每次改写加 1',
      en: 'Integer column: 1 for a new row, one more each time other content is written over it',
    }),
    operation: setting(OperationColumn.exactOptional(), {
      zh: '写明新增、变更、撤销的列：`{ column, create, update, withdraw }`',
      en: 'Column that says new, changed or withdrawn: `{ column, create, update, withdraw }`',
    }),
    operations: setting(z.array(Operation).min(1).exactOptional(), {
      zh: '可以写的操作；`upsert` 默认新增和变更，`insert-only` 默认只新增；`withdraw` 要有 `operation`',
      en: 'What may be written: by default create and update, with `insert-only` create alone; `withdraw` needs `operation`',
    }),
    receipt: setting(Receipt.exactOptional(), {
      zh: '处理标志：`{ column, pending, done, refused, error, reference, pollAfterMs }`；写回之前不算送达',
      en: 'Flag column that the importer writes back: `{ column, pending, done, refused, error, reference, pollAfterMs }`; nothing counts as delivered before',
    }),
    characters: setting(z.enum(CHARACTER_SETS).default('any'), {
      zh: '数据库存得下的字：`gb2312`、`gbk`、`bmp`（MySQL 的 utf8mb3）或 `any`',
      en: 'Characters that the database can keep: `gb2312`, `gbk`, `bmp` (utf8mb3 of MySQL) or `any`',
    }),
    maxRows: setting(z.int().min(1).max(5_000).default(500), {
      zh: '一个事务最多几条记录',
      en: 'Most records in one transaction',
    }),
    timeoutMs: setting(z.int().min(100).default(DEFAULT_TIMEOUT_MS), {
      zh: '一个事务最长多久，连接在内（连接不超过 10 秒）',
      en: 'Bound on one transaction, connecting (10 s at most) included',
      unit: 'ms',
    }),
    maxProcessingMs: setting(z.int().nonnegative().default(10_000), {
      zh: '连接断了之后，提交最迟多久还会生效',
      en: 'How long after a cut connection a commit may still take effect',
      unit: 'ms',
    }),
  })
  .check(({ value, issues }) => {
    for (const [name, zh, en] of contradictions(value))
      issues.push({ code: 'custom', input: undefined, path: [name], params: { detail: { zh, en } } })
  })

interface Checked {
  readonly columns: z.output<typeof Columns>
  readonly key: readonly string[]
  readonly mode: 'upsert' | 'insert-only'
  readonly operation?: z.output<typeof OperationColumn> | undefined
  readonly operations?: readonly string[] | undefined
  readonly receipt?: Receipt | undefined
  readonly version?: string | undefined
  readonly serial?: string | undefined
  readonly source?: { readonly column: string } | undefined
}

/** Settings that don't go together: the setting, and why, in both languages. */
function* contradictions(settings: Checked): Generator<readonly [string, string, string]> {
  const { key, mode, operation, operations, receipt, version, serial, source } = settings
  const written = Array.isArray(settings.columns) ? settings.columns : Object.keys(settings.columns)
  const strange = key.find((name) => !written.includes(name))
  if (strange !== undefined) yield ['key', `columns 里没有“${strange}”这一列`, `columns doesn’t have “${strange}”`]
  if (operations?.includes('withdraw') && !operation)
    yield ['operations', '撤销要有 operation 列', 'withdraw needs the column operation']
  if (mode === 'insert-only' && receipt)
    yield ['receipt', 'insert-only 的账号不能查，取不到回执', 'an account that may only insert can’t read receipts']
  if (mode === 'insert-only' && version !== undefined)
    yield ['version', 'insert-only 不改写', 'insert-only writes over nothing']
  if (mode === 'upsert' && serial !== undefined) yield ['serial', '只用于 insert-only', 'is for insert-only']
  const names = [...written, serial, source?.column, version, operation?.column, receipt?.column, receipt?.error]
  const twice = names.find((name, index) => name !== undefined && names.indexOf(name) < index)
  if (twice !== undefined) yield ['columns', `“${twice}”用了两次`, `“${twice}” is used twice`]
}

export type SqlSettings = z.input<typeof SqlSettings>
export type ReadySettings = z.output<typeof SqlSettings>
