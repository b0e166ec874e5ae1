/** Words of the command line's own output. Problems have theirs in the catalogue of messages. */
import { fillText, type Params } from '../base/fill-text.ts'
import { inLang, type Lang, type Text } from '../base/text.ts'
import { authoringWords } from './authoring-words.ts'
import { correctingWords } from './correcting-words.ts'
import { keepingWords } from './keeping-words.ts'
import { workerWords } from './worker-words.ts'

const words = {
  ...authoringWords,
  ...correctingWords,
  ...keepingWords,
  ...workerWords,
  'state.incomplete': { zh: '待补充', en: 'incomplete' },
  'state.blocked': { zh: '受阻', en: 'blocked' },
  'state.pending': { zh: '待发送', en: 'pending' },
  'state.sending': { zh: '发送中', en: 'sending' },
  'state.waiting': { zh: '等待重试', en: 'waiting' },
  'state.uncertain': { zh: '待核实', en: 'uncertain' },
  'state.processing': { zh: '上级处理中', en: 'processing' },
  'state.handover': { zh: '待人工上交', en: 'handover' },
  'state.rejected': { zh: '被退回', en: 'rejected' },
  'state.held': { zh: '待人工核对', en: 'held' },
  'state.dead': { zh: '已停止重试', en: 'dead' },
  'state.delivered': { zh: '已送达', en: 'delivered' },
  'state.by-person': { zh: '人工确认送达', en: 'delivered by hand' },
  'state.unchanged': { zh: '无变化', en: 'unchanged' },
  'state.superseded': { zh: '已有新版', en: 'superseded' },
  'state.cancelled': { zh: '已取消', en: 'cancelled' },
  'state.not-applicable': { zh: '不涉及', en: 'not applicable' },
  'state.ready': { zh: '可报送', en: 'ready' },
  'state.invalid': { zh: '不合要求', en: 'invalid' },
  'mark.accepted': { zh: '已受理', en: 'accepted' },
  'mark.unchanged': { zh: '无变化', en: 'unchanged' },
  'mark.moving': { zh: '报送中', en: 'on its way' },
  'mark.refused': { zh: '退回', en: 'refused' },
  'mark.needsPerson': { zh: '需处理', en: 'needs you' },
  'table.upstream': { zh: '上级接口', en: 'Upstream' },
  'table.state': { zh: '状态', en: 'State' },
  'table.next': { zh: '下次再试', en: 'Next try' },
  'table.reference': { zh: '上级编号', en: 'Reference' },
  'submit.number': { zh: '受理号 {number} · {form}', en: 'Submission {number} · {form}' },
  'submit.dry': { zh: '试报（没有受理，也没有发送）· {form}', en: 'Dry run (nothing accepted, nothing sent) · {form}' },
  'submit.records': {
    zh: '读取 {read} 行：受理 {accepted}，无变化 {unchanged}，退回 {refused}',
    en: '{read} {read|row|rows} read: {accepted} accepted, {unchanged} unchanged, {refused} refused',
  },
  'submit.dryRecords': {
    zh: '读取 {read} 行：可受理 {accepted}，无变化 {unchanged}，会退回 {refused}',
    en: '{read} {read|row|rows} read: {accepted} would be accepted, {unchanged} unchanged, {refused} would be refused',
  },
  'submit.guessed': { zh: '按列名认定为表单 {form}', en: 'By its columns, this is the form {form}.' },
  'submit.sheets': {
    zh: '读取的工作表：{sheets}；只交其中一张请加 --sheet',
    en: 'Sheets read: {sheets}. For only one of them, add --sheet.',
  },
  'submit.noForm': {
    zh: '没有上级接口接收表单 {form}：记录只存入台账',
    en: 'No upstream takes the form {form}: records stay in the ledger.',
  },
  'submit.off': {
    zh: '“{upstream}”已停用（enabled: false）：报给它的在台账里等着',
    en: '“{upstream}” is switched off (enabled: false): what is for it waits in the ledger.',
  },
  'submit.marked': { zh: '标记后的表格：{path}', en: 'Marked copy: {path}' },
  'next.mend.xlsx': {
    zh: '下一步：改好标红的单元格，再交这份表：yibiao submit {path}{form}',
    en: 'Next: mend the red cells and hand that copy in: yibiao submit {path}{form}',
  },
  'next.mend.csv': {
    zh: '下一步：照“处理说明”一列改好，再交这份表：yibiao submit {path}{form}',
    en: 'Next: mend what the column “Submission note” says and hand that copy in: yibiao submit {path}{form}',
  },
  'next.mend.jsonl': {
    zh: '下一步：照每行 $result 里的说明改好，再交这份文件：yibiao submit {path}{form}',
    en: 'Next: mend what $result says in each line and hand that copy in: yibiao submit {path}{form}',
  },
  'next.dry': { zh: '下一步：确认无误后，去掉 --dry-run 再运行一次', en: 'Next: run it again without --dry-run.' },
  'next.waiting': {
    zh: '还有 {count} 笔没有送完，都在台账里：再次运行同一命令，或运行 yibiao replay，会接着报送',
    en: '{count} {count|delivery is still on its|deliveries are still on their} way and safe in the ledger: the same command, or yibiao replay, goes on with {count|it|them}.',
  },
  'next.shut': {
    zh: '{count} 笔在台账里等着，原因见上；解除之后，再次运行同一命令，或运行 yibiao replay，会接着报送',
    en: '{count} {count|delivery is|deliveries are} safe in the ledger and {count|waits|wait} for what is said above. After that, the same command, or yibiao replay, goes on with {count|it|them}.',
  },
  'next.woken': {
    zh: '早先交来、等着这些记录的还有 {count} 笔没有送完：运行 yibiao replay 会接着报送',
    en: 'Records from before had waited for these: {count} {count|delivery of theirs is still on its|deliveries of theirs are still on their} way. yibiao replay goes on with {count|it|them}.',
  },
  'stop.heard': {
    zh: '正在停止：等在途的做完，不再接新的；再按一次 Ctrl-C 立即退出',
    en: 'Stopping: what is in flight is finished, nothing new begun. Ctrl-C again quits at once.',
  },
  'stop.done': {
    zh: '已停止。已受理的都在台账里，再次运行同一命令会接着做，不会重复报送',
    en: 'Stopped. What was accepted is in the ledger; the same command goes on from there and sends nothing twice.',
  },
  'problems.title': { zh: '需要处理 {count} 处：', en: '{count} to act on:' },
  'problems.shut': { zh: '暂时送不出去，原因：', en: 'Waiting, and why:' },
  'problems.more': { zh: '…… 另有 {count} 处', en: '… and {count} more' },
  'problems.moreMarked': { zh: '…… 另有 {count} 处，见标记后的表格', en: '… and {count} more, see the marked copy' },
  'place.row': { zh: '第 {row} 行', en: 'Row {row}' },
  'place.sheet': { zh: '工作表“{sheet}”', en: 'sheet “{sheet}”' },
  'place.record': { zh: '受理号 {number}', en: 'Record {number}' },
  'place.of': { zh: '“{title}”：', en: '“{title}”: ' },
  'place.file': { zh: '文件“{file}”：', en: '“{file}”: ' },
  'place.after': { zh: '：', en: ': ' },
  warning: { zh: '注意：', en: 'Note: ' },
  error: { zh: '错误：', en: 'Error: ' },
  'check.good': {
    zh: '{upstream}（{name}）：表单 {form}，{count} 项映射，没有问题',
    en: '{upstream} ({name}): form {form}, {count} {count|property|properties} mapped, no fault',
  },
  'check.off': { zh: '（已停用）', en: ' (switched off)' },
  'check.none': { zh: '配置里还没有上级接口', en: 'The configuration has no upstream yet.' },
  'check.faults': {
    zh: '{upstream}（{name}）：{count} 处有误',
    en: '{upstream} ({name}): {count} {count|fault|faults}',
  },
  'check.warnings': { zh: '，{count} 处要留意', en: '; warnings: {count}' },
  'check.notes': {
    zh: '另有 {count} 处无法事先证明，加 --notes 显示',
    en: '{count} more {count|thing|things} can’t be proven beforehand; --notes shows them.',
  },
  'severity.error': { zh: '错误：', en: 'Error: ' },
  'severity.warning': { zh: '留意：', en: 'Warning: ' },
  'severity.note': { zh: '说明：', en: 'Note: ' },
  'reconcile.equal': { zh: '一致', en: 'equal' },
  'reconcile.changed': { zh: '对方的内容不同', en: 'changed there' },
  'reconcile.missing': { zh: '对方没有', en: 'missing there' },
  'reconcile.unknown': { zh: '台账里没有', en: 'not in the ledger' },
  'reconcile.moving': { zh: '正在报送', en: 'under way' },
  'reconcile.unseen': { zh: '查不到', en: 'could not be seen' },
  'reconcile.position': { zh: '对方列表第 {position} 条', en: 'No. {position} in their list' },
  'status.record': { zh: '受理号 {number} · 表单 {form}', en: 'Record {number} · form {form}' },
  'status.submission': {
    zh: '提交 {number} · 表单 {form} · {by} · {at}',
    en: 'Submission {number} · form {form} · {by} · {at}',
  },
  'status.nothingNew': { zh: '这一次没有要报送的新内容', en: 'This hand-in brought nothing new to deliver.' },
  'status.empty': { zh: '台账里还没有报送', en: 'The ledger has no deliveries yet.' },
  'failures.none': { zh: '没有停下来的报送', en: 'Nothing stands still.' },
  'failures.group': {
    zh: '{count} 份：{upstream} · {state} · {message}（{code}，例如受理号 {example}）',
    en: '{count}: {upstream} · {state} · {message} ({code}, for example record {example})',
  },
  'handover.none': { zh: '没有等人上交的文件', en: 'No file waits to be handed in.' },
  'handover.file': {
    zh: '{file} · {upstream} · {count} 份',
    en: '{file} · {upstream} · {count} {count|record|records}',
  },
  'decide.moved': { zh: '已处理 {count} 笔', en: '{count} {count|delivery|deliveries} decided' },
  'decide.dry': {
    zh: '会处理 {count} 笔（只试不做）',
    en: '{count} {count|delivery|deliveries} would be decided (dry run)',
  },
  'replay.moved': {
    zh: '已安排 {count} 笔重新报送',
    en: '{count} {count|delivery|deliveries} planned anew, to be sent',
  },
  'replay.dry': {
    zh: '会安排 {count} 笔重新报送（只试不做）',
    en: '{count} {count|delivery|deliveries} would be planned anew (dry run)',
  },
  'gate.pause': {
    zh: '“{name}”已暂停：报送照常受理，在台账里等着；yibiao resume {name} 恢复',
    en: '“{name}” is paused: records are still accepted and wait in the ledger. Go on with yibiao resume {name}.',
  },
  'gate.resume': { zh: '“{name}”已恢复报送', en: '“{name}” goes on.' },
  'action.accept': { zh: '受理', en: 'accepted' },
  'action.withdraw': { zh: '撤回', en: 'withdrawn' },
  'action.delivered': { zh: '送达', en: 'delivered' },
  'action.decision': { zh: '人工决定', en: 'decided' },
  'purge.done': {
    zh: '已清除 {before} 以前办结的 {records} 条记录的内容；受理号、散列和回执保留',
    en: 'The texts of {records} {records|record|records} settled before {before} are gone; numbers, hashes and receipts stay.',
  },
  'purge.would': {
    zh: '会清除 {before} 以前办结的 {records} 条记录的内容（没有改动）',
    en: 'The texts of {records} {records|record|records} settled before {before} would go (nothing was changed).',
  },
  'action.purged': { zh: '清除内容', en: 'purged' },
  'keys.new': {
    zh: '把它放进环境变量 YIBIAO_LEDGER_KEY 并另存一份：没有它，谁也打不开台账。换密钥时放在旧密钥前面，用逗号隔开',
    en: 'Put it into YIBIAO_LEDGER_KEY and keep a copy elsewhere: without it nobody opens the ledger. To rotate, put it before the old one, with a comma.',
  },
  'keys.progress': { zh: '已重新加密 {rows} 处', en: '{rows} {rows|row|rows} encrypted anew' },
  'keys.rotated': {
    zh: '已全部换成当前密钥（改写 {rows} 处）；旧密钥不再需要',
    en: 'Everything is under the current key now ({rows} {rows|row|rows} rewritten). Older keys are no longer needed.',
  },
  'keys.stopped': {
    zh: '已停止（改写 {rows} 处）；再运行同一命令会接着做，旧密钥先留着',
    en: 'Stopped ({rows} {rows|row|rows} rewritten). The same command goes on from there; keep the old key until then.',
  },
  'doctor.good': { zh: '正常', en: 'ok' },
  'doctor.bad': { zh: '有问题', en: 'wrong' },
  'doctor.check': { zh: '检查', en: 'Check' },
  'doctor.result': { zh: '结果', en: 'Result' },
  'doctor.detail': { zh: '说明', en: 'Detail' },
  'doctor.reach': { zh: '连接', en: 'reach' },
  'doctor.credentials': { zh: '账号', en: 'credentials' },
  'doctor.look-up': { zh: '查询', en: 'look-up' },
  'doctor.clock': { zh: '时钟', en: 'clock' },
  'doctor.table': { zh: '表', en: 'table' },
  'doctor.columns': { zh: '列', en: 'columns' },
  'doctor.rights': { zh: '权限', en: 'rights' },
  'doctor.unique': { zh: '唯一约束', en: 'unique constraint' },
  'doctor.folder': { zh: '文件夹', en: 'folder' },
  'doctor.log-in': { zh: '登录', en: 'log-in' },
  'doctor.none': { zh: '这种适配器没有可查的', en: 'nothing to check for this kind of adapter' },
  'doctor.failed': { zh: '有 {count} 处要处理', en: '{count} to act on' },
  'adapters.name': { zh: '适配器', en: 'Adapter' },
  'adapters.title': { zh: '用于', en: 'For' },
  'adapters.use': { zh: '引用', en: 'Import' },
  'adapters.page': { zh: '文档', en: 'Page' },
  'adapters.setting': { zh: '设置', en: 'Setting' },
  'adapters.meaning': { zh: '含义', en: 'Meaning' },
  'adapters.default': { zh: '默认', en: 'Default' },
  'adapters.required': { zh: '必填', en: 'required' },
  'adapters.secret': { zh: '机密，写成 ${变量名}', en: 'a secret, as ${NAME}' },
  'sandbox.account': {
    zh: '账号 {username}，密码 {password}，接口密钥 {apiKey}；都是模拟的',
    en: 'User {username}, password {password}, API key {apiKey}; all of the stand-ins’ own',
  },
  'sandbox.control': {
    zh: '切换行为：向 /__control 发送 {"faults":[{"fault":"…"}]}；看收到了什么：/__rows',
    en: 'Switch behaviour: POST {"faults":[{"fault":"…"}]} to /__control; what stands there: /__rows',
  },
  'init.done': {
    zh: '已写好 {file}。下一步：npm install yibiao zod，填好上级接口，再运行 yibiao check',
    en: 'Wrote {file}. Next: npm install yibiao zod, describe an upstream, then run yibiao check.',
  },
  'sheet.done': { zh: '已做好 {file}', en: 'Made {file}.' },
  'sheet.next': {
    zh: '带 * 的列必填，其余可空。填好后运行：yibiao submit {file} --form {form}',
    en: 'Columns with * must be filled in, the others may stay empty. Then run: yibiao submit {file} --form {form}',
  },
  'init.ignore': {
    zh: '台账里有个人信息，不要提交到代码库；请在 .gitignore 里加上：{lines}',
    en: 'The ledger holds personal data and must stay out of version control. Add to .gitignore: {lines}',
  },
  'progress.rows': {
    zh: '读取 {read}，受理 {accepted}，退回 {refused}',
    en: '{read} read, {accepted} accepted, {refused} refused',
  },
  'progress.deliveries': { zh: '报送', en: 'delivered' },
} as const satisfies Record<string, Text>

export type Word = keyof typeof words

/** A sentence in one language, its placeholders filled in. */
export type Say = (word: Word, params?: Params) => string

export const sayIn =
  (lang: Lang): Say =>
  (word, params = {}) =>
    fillText(inLang(words[word], lang), params, lang)

/** A state in words; a state without any is shown as it is. */
export const stateWord = (say: Say, state: string): string =>
  Object.hasOwn(words, `state.${state}`) ? say(`state.${state}` as Word) : state
