/** The pages of docs/forms, from the forms themselves: one page a form, one for the code lists, and the index. */
import { type CodeList, type Field, type Form, fieldsOf } from '../../src/form/index.ts'
import { aboutForms } from './about-forms.ts'

const KINDS: Readonly<Record<Field['kind'], string>> = {
  text: '文字',
  code: '代码',
  number: '数字',
  integer: '整数',
  boolean: '是否',
  date: '日期',
  object: '一组',
  list: '列表',
  union: '几种之一',
  other: '其他',
}
const SENSITIVITIES = { public: '公开', personal: '个人', sensitive: '敏感' } as const
const MODES = { follow: '随之更新', freeze: '保留当时' } as const
const GENERATED = '<!-- 由 npm run docs 生成，请勿手改 -->'

/** File name below docs/forms → text. */
export function formPages(forms: readonly Form[], lists: readonly CodeList[]): ReadonlyMap<string, string> {
  return new Map([
    ['README.md', indexPage(forms)],
    ['codes.md', codesPage(lists)],
    ...forms.map((form) => [`${form.name}.md`, formPage(form, forms)] as const),
  ])
}

function indexPage(forms: readonly Form[]): string {
  const rows = forms.map((form) => {
    const { about, askedBy } = aboutOf(form)
    const count = fieldsOf(form).filter(({ path }) => !path.includes('.')).length
    return [`[${form.title.zh}](${form.name}.md)`, form.title.en, `\`${form.name}\``, count, about, askedBy.join('、')]
  })
  return page(
    '# 表单 Forms',
    '一行一张表。引用只填对方的主键，姓名、地址、电话不再重填；各字段的说明见各表，代码见[代码表](codes.md)。',
    tableOf(['表', 'Form', '名称', '字段数', '用途', '常要求它的系统'], rows),
    '## 表之间的引用',
    '实线：随之更新（follow）。虚线：保留当时（freeze）。',
    ['```mermaid', 'graph LR', ...nodesOf(forms), ...edgesOf(forms), '```'].join('\n'),
  )
}

const idOf = (name: string) => name.replaceAll('-', '_')
const nodesOf = (forms: readonly Form[]) => forms.map(({ name, title }) => `  ${idOf(name)}["${title.zh} ${title.en}"]`)

function edgesOf(forms: readonly Form[]): string[] {
  const edges = forms.flatMap((form) =>
    form.references.map(
      (reference) => `  ${idOf(form.name)} ${reference.mode === 'follow' ? '-->' : '-.->'} ${idOf(reference.form)}`,
    ),
  )
  return [...new Set(edges)]
}

function formPage(form: Form, forms: readonly Form[]): string {
  const { about, askedBy } = aboutOf(form)
  const fields = fieldsOf(form).filter(({ path }) => !path.endsWith('.*'))
  const rows = fields.map((field) => [
    `\`${field.path}\``,
    field.meta.title.zh,
    field.meta.title.en,
    KINDS[field.kind],
    field.optional ? '' : '必填',
    meaningOf(field, form, forms),
    SENSITIVITIES[field.meta.sensitivity ?? 'personal'],
    field.meta.example === undefined ? '' : `\`${field.meta.example}\``,
    field.meta.concept
      ? `\`${field.meta.concept}\``
      : field.kind === 'object' || field.kind === 'list'
        ? ''
        : '本表自有',
    (field.meta.aliases ?? []).join('、'),
  ])
  const heads = ['字段', '名称', 'Title', '类型', '必填', '代码、标准、引用', '敏感程度', '例', '概念', '别名']
  return page(
    `# ${form.title.zh} ${form.title.en}`,
    about,
    [
      `- 名称：\`${form.name}\`，版本 ${form.version}`,
      `- ${keyOf(form)}`,
      `- 常要求它的系统：${askedBy.join('、')}`,
    ].join('\n'),
    tableOf(heads, rows),
    '[全部表单](README.md)',
  )
}

function keyOf(form: Form): string {
  const title = (name: string) => `${fieldsOf(form).find(({ path }) => path === name)?.meta.title.zh}（\`${name}\`）`
  if (form.key.length > 0) return `主键：${form.key.map(title).join('、')}`
  return `主键：自动编号，按受理号更正；这几项都相同视为疑似重复：${form.sameEvent.map(title).join('、')}`
}

function meaningOf({ path, meta }: Field, form: Form, forms: readonly Form[]): string {
  const refers = form.references.find(({ key }) => key === path || key === `${path}.*`)
  const referent = forms.find(({ name }) => name === refers?.form)
  return [
    refers &&
      referent &&
      `→ [${referent.title.zh}](${referent.name}.md)，${MODES[refers.mode]}；映射里读作 \`${refers.place}\``,
    meta.codes && `[${meta.codes.title.zh}](codes.md#${meta.codes.name})`,
    meta.standard,
    meta.notFuture && '不晚于今天',
  ]
    .filter((text) => typeof text === 'string')
    .join('；')
}

function codesPage(lists: readonly CodeList[]): string {
  const parts = lists.flatMap((list) => [
    `<a id="${list.name}"></a>`,
    `## ${list.title.zh} ${list.title.en}`,
    `\`${list.name}\` · ${list.source} · ${list.year}`,
    tableOf(
      ['代码', '名称', 'Name', '别名'],
      list.codes.map(({ code, zh, en, aliases = [] }) => [`\`${code}\``, zh, en, aliases.join('、')]),
    ),
  ])
  return page(
    '# 代码表 Code lists',
    '来源写“本项目自定”的没有国家标准代码，用英文词作代码，以免被误认作官方代码。各表核对到什么程度，写在 `schemas/codes` 各文件开头。',
    ...parts,
  )
}

function aboutOf({ name }: Form) {
  const about = aboutForms[name]
  if (!about) throw new RangeError(`test/docs/about-forms.ts says nothing about ${name}`)
  return about
}

const page = (...parts: readonly string[]): string => `${[GENERATED, ...parts].join('\n\n')}\n`

const tableOf = (heads: readonly string[], rows: readonly (readonly (string | number)[])[]): string =>
  [heads, heads.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.map((cell) => String(cell).replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n')
