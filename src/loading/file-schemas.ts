/** What the files say, as schemas: the loader reads by them, and the JSON Schemas for editors are written from them. */
import { z } from 'zod'
import type { Sensitivity } from '../base/mask.ts'
import type { Text } from '../base/text.ts'
import { says } from '../form/index.ts'
import { setting } from '../upstream/index.ts'
import { Name, ReferenceFile, UpgradeFile } from './form-file-parts.ts'
import { Count, LimitsFile, Schema, TitleText } from './system-file.ts'

const SENSITIVITIES = ['public', 'personal', 'sensitive'] as const satisfies readonly Sensitivity[]
const LEDGER = 'file:PATH, for example file:yibiao.db, or postgres://USER@HOST/DATABASE without a password'
// A password stands in the environment: in PGPASSWORD, or under a name that is given here in its place.
const LEDGER_ADDRESS =
  /^(?:file:.+|\$\{[A-Za-z_]\w*\}|postgres(?:ql)?:\/\/(?:[^\s:@/]+(?::\$\{[A-Za-z_]\w*\})?@)?[^\s@]+)$/
/** `./…` or `../…`, from the file’s own folder. */
const Relative = z.string().regex(/^\.{1,2}\//, 'a path that starts with ./ or ../')

export const UpstreamFile = z.strictObject({
  $schema: Schema,
  name: setting(Name, {
    zh: '名称，一旦用了就不要再改',
    en: 'Its name; stays the same for ever, since deliveries are kept under it',
  }),
  title: setting(TitleText, { zh: '给人看的名称', en: 'What people call it' }),
  form: setting(z.string().min(1), { zh: '表单名称', en: 'Name of the form it takes' }),
  adapter: setting(
    z.strictObject({
      use: setting(z.string().min(1), {
        zh: '适配器模块：yibiao/adapters/http、已安装的包，或 ./ 开头的文件',
        en: 'The adapter’s module: yibiao/adapters/http, an installed package, or a file (./own.js)',
      }),
      settings: setting(z.record(z.string(), z.json()).default({}), {
        zh: '适配器的设置；密码等机密写成 ${变量名}',
        en: 'Settings of the adapter; a secret is ${NAME}',
      }),
    }),
    { zh: '怎样与它往来', en: 'How to talk to it' },
  ),
  system: setting(Name.optional(), {
    zh: '所属系统，写在 systems.json 里',
    en: 'The system it belongs to, from systems.json',
  }),
  when: setting(z.json().optional(), {
    zh: '哪些记录与它有关；没有就是全部',
    en: 'Which records concern it; without it, all',
  }),
  computed: setting(Relative.optional(), {
    zh: '计算项的模块（./computed.js），导出 computed',
    en: 'Module with computed values (./computed.js); it exports `computed`',
  }),
  limits: setting(LimitsFile.optional(), { zh: '快慢', en: 'How fast' }),
  acceptedContract: setting(
    z
      .string()
      .regex(/^[0-9a-f]{64}$/, 'a sha256, written by yibiao diff --accept')
      .optional(),
    {
      zh: '已接受的接口约定的 sha256，由 yibiao diff --accept 写入',
      en: 'sha256 of the contract that was accepted, written by yibiao diff --accept',
    },
  ),
  enabled: setting(z.boolean().optional(), {
    zh: '默认 true；false 时什么也不发出，先留着',
    en: 'True by default; false: nothing leaves, what is planned waits',
  }),
})
export type UpstreamFile = z.output<typeof UpstreamFile>

/** A code list: official codes with official names. */
export const CodesFile = z.strictObject({
  $schema: Schema,
  name: setting(Name, { zh: '名称', en: 'Its name' }),
  title: setting(TitleText, { zh: '给人看的名称', en: 'What people call it' }),
  source: setting(z.string().min(1), { zh: '标准号或出处', en: 'The standard, or where it was read' }),
  year: setting(z.int().min(1900).max(2200), { zh: '版本年份', en: 'Year of that edition' }),
  codes: setting(
    z
      .array(
        z.strictObject({
          code: z.string().min(1),
          zh: z.string().min(1),
          en: z.string().min(1).optional(),
          aliases: z.array(z.string().min(1)).exactOptional(),
        }),
      )
      .min(1),
    { zh: '代码、名称、别名', en: 'Code, official names, aliases' },
  ),
})

/** A field of a form, with exactly one of `rule`, `codes`, `fields`, `items` and `schema`. */
export interface FieldFile {
  readonly title: string | Text
  readonly hint?: string | Text | undefined
  readonly aliases?: string[] | undefined
  readonly standard?: string | undefined
  readonly sensitivity?: Sensitivity | undefined
  readonly example?: string | number | boolean | undefined
  readonly notFuture?: boolean | undefined
  readonly concept?: string | undefined
  readonly required?: boolean | undefined
  readonly rule?: string | undefined
  readonly maxLength?: number | undefined
  readonly codes?: string | undefined
  readonly fields?: Record<string, FieldFile> | undefined
  readonly items?: FieldFile | undefined
  readonly schema?: Record<string, unknown> | undefined
}

const FIELD_KINDS = ['rule', 'codes', 'fields', 'items', 'schema'] as const

const EXACTLY_ONE = says(
  '要有且只有其中一项：rule、codes、fields、items、schema',
  'it needs exactly one of rule, codes, fields, items, schema',
)

export const FieldFile: z.ZodType<FieldFile> = z
  .strictObject({
    title: setting(TitleText, { zh: '给人看的名称', en: 'What people call it' }),
    hint: setting(TitleText.optional(), {
      zh: '填对了是什么样（“11位手机号码”）',
      en: 'What a right value looks like, as the end of a sentence',
    }),
    aliases: setting(z.array(z.string().min(1)).optional(), {
      zh: '表格和别的系统里的叫法',
      en: 'Names it has in sheets and in other systems',
    }),
    standard: setting(z.string().optional(), { zh: '标准号', en: 'Standard and clause' }),
    sensitivity: setting(z.enum(SENSITIVITIES).optional(), { zh: '敏感程度', en: 'How sensitive it is' }),
    example: setting(z.union([z.string(), z.number(), z.boolean()]).optional(), {
      zh: '示例（虚构）',
      en: 'An invented example',
    }),
    notFuture: setting(z.boolean().optional(), { zh: '日期不能晚于今天', en: 'A day that can’t lie ahead' }),
    concept: setting(z.string().optional(), { zh: '词汇表里的概念', en: 'Vocabulary concept, such as person.name' }),
    required: setting(z.boolean().optional(), { zh: '必填，默认不是', en: 'Must be filled in; false by default' }),
    rule: setting(z.string().optional(), {
      zh: '现成的字段规则，如 resident-id、mobile、line',
      en: 'A named rule: resident-id, mobile, line …',
    }),
    maxLength: setting(z.int().min(1).max(100_000).optional(), {
      zh: 'line、paragraph 的最多字数',
      en: 'Longest text of the rules line and paragraph',
    }),
    codes: setting(z.string().optional(), { zh: '代码表名称', en: 'Name of a code list' }),
    get fields() {
      return setting(z.record(z.string(), FieldFile).optional(), { zh: '一组字段', en: 'A group of fields' })
    },
    get items() {
      return setting(FieldFile.optional(), { zh: '列表里每一项', en: 'A list of these' })
    },
    schema: setting(z.record(z.string(), z.json()).optional(), {
      zh: 'JSON Schema，用于其他简单类型',
      en: 'A JSON Schema, for any other plain value',
    }),
  })
  .refine((field) => FIELD_KINDS.filter((kind) => field[kind] !== undefined).length === 1, EXACTLY_ONE)

/** `forms/NAME/form.json`: a form, or with `extends` more fields for one that is there already. */
export const FormFile = z.strictObject({
  $schema: Schema,
  extends: setting(Name.optional(), { zh: '在哪张表单上加字段', en: 'The form whose fields it has, too' }),
  name: setting(Name.optional(), {
    zh: '名称；省略则沿用 extends 的',
    en: 'Its name; by default that of the form it extends, which it then replaces',
  }),
  title: setting(TitleText.optional(), { zh: '给人看的名称', en: 'What people call it' }),
  version: setting(Count.optional(), { zh: '版本，从 1 起', en: 'From 1; rises when the meaning of a field changes' }),
  key: setting(z.union([z.literal('generated'), z.array(z.string()).min(1)]).optional(), {
    zh: '主键字段；事件类写 generated',
    en: 'Fields that identify a record, or "generated" for events',
  }),
  sameEvent: setting(z.array(z.string()).optional(), {
    zh: '事件类：哪些字段相同就疑似同一件事',
    en: 'Of events: fields whose equality suggests the same event',
  }),
  references: setting(z.record(z.string(), ReferenceFile).optional(), {
    zh: '引用：在哪个位置读，哪个字段是哪张表单的主键',
    en: 'By the place where mappings read it: which field holds the key of which form’s record',
  }),
  upgrade: setting(z.record(z.string().regex(/^[1-9]\d*$/), UpgradeFile).optional(), {
    zh: '旧版记录怎样升到下一版，按旧版号写',
    en: 'By version: how a record of it becomes one of the next',
  }),
  aliases: setting(z.record(z.string(), z.array(z.string().min(1)).min(1)).optional(), {
    zh: '原表单的字段在表格里还有哪些叫法，按字段路径写',
    en: 'By path: what sheets also call fields of the extended form',
  }),
  fields: setting(z.record(z.string(), FieldFile), { zh: '字段', en: 'Fields by name' }),
})
export type FormFile = z.output<typeof FormFile>

/** `yibiao.config.json`. */
export const ConfigFile = z.strictObject({
  $schema: Schema,
  ledger: setting(z.string().regex(LEDGER_ADDRESS, LEDGER), {
    zh: '台账：file:路径，或 postgres://用户@主机/库名（口令放在环境变量里）',
    en: 'The ledger: file:PATH, or postgres://USER@HOST/DATABASE with its password in the environment',
    fromEnvironment: true,
  }),
  forms: setting(z.array(z.string().min(1)).min(1), {
    zh: '表单：现成的写名称（resident），自己的写目录（./forms）',
    en: 'Forms: shipped ones by name (resident), folders of your own by path (./forms)',
  }),
  upstreams: setting(Relative.optional(), {
    zh: '上级接口的目录，如 ./upstreams',
    en: 'Folder of the upstreams, such as ./upstreams',
  }),
  by: setting(z.string().trim().min(1).optional(), { zh: '填报人', en: 'Who hands in, where --by doesn’t say' }),
  division: setting(z.string().trim().min(1).optional(), {
    zh: '区划代码',
    en: 'Division code, where --division doesn’t say',
  }),
})
