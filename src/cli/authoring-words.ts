/** What the commands for whoever connects upstreams say, in help and in their own output. */
import type { Text } from '../base/text.ts'

export const authoringHelp = {
  contracts: { zh: '接口约定文件', en: 'Contract files' },
  typesCheck: { zh: '什么也不写；有文件过期时退出码为 2', en: 'Write nothing; exit code 2 when a file is out of date' },
  coverageContracts: {
    zh: '还没有映射时：几份接口约定或字段清单，看它们重复要了什么',
    en: 'Before there is any mapping: contracts or field lists, to see what several of them ask for',
  },
  coverageHtml: { zh: '另写一页网页，可打印', en: 'Write a page too, ready to print' },
  diffOld: { zh: '原来的接口约定文件', en: 'File of the contract as it was' },
  diffNew: { zh: '新的接口约定文件', en: 'File of the contract as it is now' },
  diffUpstream: { zh: '哪个上级接口', en: 'The upstream it belongs to' },
  diffAccept: {
    zh: '接受新约定：写进它的 upstream.json；下次启动时生效',
    en: 'Accept the new contract: written into its upstream.json, in force from the next start',
  },
} as const satisfies Record<string, Text>

export const authoringWords = {
  'types.written': { zh: '已写好 {file}（{type}）', en: 'Wrote {file} ({type})' },
  'types.fresh': { zh: '{file}（{type}）没有变化', en: '{file} ({type}) is up to date' },
  'types.stale': { zh: '{file}（{type}）已过期', en: '{file} ({type}) is out of date' },
  'types.again': { zh: '请运行 yibiao types {files}', en: 'Run yibiao types {files}' },
  'coverage.form': {
    zh: '{title}（{name}），{upstreams} 个上级接口：每条记录填 {typed} 项，各接口共收 {received} 项，少填 {saved} 项',
    en: '{title} ({name}), {upstreams} {upstreams|upstream|upstreams}: {typed} {typed|entry|entries} typed for each record, {received} received, {saved} saved',
  },
  'coverage.several': { zh: '多处都要 {count} 项：{fields}', en: 'Asked by several ({count}): {fields}' },
  'coverage.field': { zh: '{title}（{count}）', en: '{title} ({count})' },
  'coverage.upstream': {
    zh: '{upstream}（{name}）：收 {entries} 项',
    en: '{upstream} ({name}): {entries} {entries|entry|entries}',
  },
  'coverage.lacking': { zh: '；没有来源：{fields}', en: '; nothing feeds: {fields}' },
  'coverage.unfed': { zh: '{title}（{pointer}）', en: '{title} ({pointer})' },
  'coverage.unfedRequired': { zh: '{title}（{pointer}，必填）', en: '{title} ({pointer}, required)' },
  list: { zh: '、', en: ', ' },
  'coverage.soFar': {
    zh: '到现在：{records} 份记录已送达，各接口收到 {received} 项，没有重复填的有 {saved} 项',
    en: 'So far: {records} {records|record has|records have} arrived, {received} {received|entry was|entries were} received, {saved} {saved|was|were} not typed again',
  },
  'diff.same': { zh: '两个版本没有影响报送的差别', en: 'The two versions differ in nothing that matters for sending' },
  'diff.breaking': { zh: '会出问题的改动 {count} 处：', en: 'Breaking ({count}):' },
  'diff.harmless': { zh: '不影响的改动 {count} 处：', en: 'Harmless ({count}):' },
  'diff.mapping': { zh: '映射要改 {count} 处：', en: 'In the mapping ({count}):' },
  'diff.records': {
    zh: '台账里与它有关的 {checked} 份记录中，有 {refused} 份不合新约定',
    en: '{checked} {checked|record concerns|records concern} it, {refused} of them {refused|breaks|break} the new contract',
  },
  'diff.fault': { zh: '{pointer}（{keyword}）：{count} 份', en: '{pointer} ({keyword}): {count}' },
  'diff.place': { zh: '{pointer}（{title}）', en: '{pointer} ({title}) ' },
  'diff.fed': { zh: '，来自 {fields}', en: ', from {fields}' },
  'diff.added': { zh: '新增', en: 'is new' },
  'diff.removed': { zh: '没有了', en: 'is gone' },
  'diff.required': { zh: '变成必填', en: 'is required now' },
  'diff.optional': { zh: '不再必填', en: 'is no longer required' },
  'diff.narrowed': { zh: '收紧：{keyword}: {from} → {to}', en: 'takes less, {keyword}: {from} → {to}' },
  'diff.widened': { zh: '放宽：{keyword}: {from} → {to}', en: 'takes more, {keyword}: {from} → {to}' },
  'diff.rule': { zh: '整体规则 {keyword} 变了', en: 'The rule {keyword} over the whole has changed' },
  'diff.accepted': {
    zh: '已接受，写进 {file}；下次启动时生效',
    en: 'Accepted in {file}; in force from the next start',
  },
  'diff.acceptInCode': {
    zh: "“{name}”定义在代码里；请在 defineUpstream 里写上 acceptedContract: '{hash}'",
    en: "“{name}” is defined in code: write acceptedContract: '{hash}' into its defineUpstream.",
  },
  'diff.next': {
    zh: '接受新约定：yibiao diff {old} {next} --upstream {name} --accept',
    en: 'To accept it: yibiao diff {old} {next} --upstream {name} --accept',
  },
  'coverage.overlap': {
    zh: '{contracts} 份约定共 {total} 项，其中 {shared} 样内容不止一份要；只填一次是 {once} 项（{unsure} 项没有认出来，按不重复算）',
    en: '{contracts} {contracts|contract asks|contracts ask} for {total} {total|entry|entries}; {shared} {shared|thing is|things are} asked for by several. Typed once: {once} {once|entry|entries} ({unsure} not recognised, counted as different)',
  },
  'coverage.askedAs': { zh: '{name}（{contract}）', en: '{name} ({contract})' },
  'coverage.page': { zh: '已写好 {file}', en: 'Wrote {file}' },
  'suggest.head': {
    zh: '{title}：{count} 个字段，{filled} 个能从{form}填出',
    en: '{title}: {count} {count|field|fields}, {filled} of them filled from {form}',
  },
  'suggest.form': { zh: '表单 {form}（{title}）', en: 'the form {form} ({title})' },
  'suggest.noForm': { zh: '现有的表单', en: 'the known forms' },
  'suggest.name': { zh: '字段', en: 'Field' },
  'suggest.label': { zh: '名称', en: 'Label' },
  'suggest.place': { zh: '建议对应', en: 'Proposal' },
  'suggest.score': { zh: '把握', en: 'Score' },
  'suggest.reason': { zh: '依据', en: 'Reason' },
  'suggest.written': { zh: '已起草：{files}', en: 'Drafted: {files}' },
  'suggest.doubtful': {
    zh: '{count} 条规则要人核对，写在 {file} 的 $doubtful 里；核对一条删一条',
    en: '{count} {count|rule|rules} to look at, under $doubtful in {file}; delete {count|it|each} once you did',
  },
  'suggest.extension': {
    zh: '现有表单没有的 {count} 个字段写进了 {file}；用不着的请删掉，连同映射里的那一条',
    en: '{count} {count|field|fields} that no form has went into {file}; delete what isn’t wanted, with its rule',
  },
  'suggest.missing': {
    zh: '必填但没有对应的：{fields}；请在 mapping.json 里补上，否则 yibiao check 不通过',
    en: 'Required and without a rule: {fields}. Add rules to mapping.json, or yibiao check refuses it.',
  },
  'suggest.system': {
    zh: '像是上级系统自己填的列，没有报，接口约定里也没有列为必填：{fields}',
    en: 'Columns that the upstream seems to fill itself; not sent, and not required in the drafted contract: {fields}',
  },
  'suggest.next': {
    zh: '下一步：yibiao check，然后 yibiao submit 您的登记表.xlsx；报送的文件会出现在 {folder}',
    en: 'Next: yibiao check, then yibiao submit your-list.xlsx; what is delivered appears in {folder}',
  },
  'suggest.nextNamed': {
    zh: '这份清单里有些内容属于另外的表单（{others}）。下一步：yibiao check，然后同一张登记表交两次：先 yibiao submit 您的登记表.xlsx --form {first}，再 yibiao submit 您的登记表.xlsx --form {form}；报送的文件会出现在 {folder}',
    en: 'Some of the list belongs to other forms ({others}). Next: yibiao check, then hand the same list in twice: yibiao submit your-list.xlsx --form {first}, and yibiao submit your-list.xlsx --form {form}; what is delivered appears in {folder}',
  },
  'suggest.unlisted': {
    zh: '表单 {form} 还必须填：{fields}；清单里没有，登记表里要加上这些列',
    en: 'The form {form} also wants, and the list doesn’t have: {fields}. Sheets need these columns too.',
  },
  'suggest.config': {
    zh: '{file} 没有改动；请确认它的 forms 里有 {forms}，upstreams 指向 ./upstreams（TypeScript 里用 loadUpstreams）',
    en: '{file} was left as it is: see that its forms have {forms} and its upstreams lead to ./upstreams (in TypeScript, loadUpstreams)',
  },
  'suggest.proposal': {
    zh: '以上是建议，没有写任何文件；空着的是拿不准的，请人工判断',
    en: 'These are proposals and nothing was written; where it is unsure it says nothing.',
  },
} as const satisfies Record<string, Text>
