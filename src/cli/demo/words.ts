/** Words of the demo's own output. */
import { fillText } from '../../base/fill-text.ts'
import { inLang, type Lang, type Text } from '../../base/text.ts'

const words = {
  title: { zh: '一表演示：一份表格，四个上级系统', en: 'yibiao demo: one workbook, four upstream systems' },
  about: {
    zh: '四个系统是本机上的替身，表里的人都是虚构的；不联网，结束后不留下任何进程。',
    en: 'Stand-ins on this machine, invented people; nothing leaves it and nothing keeps running.',
  },
  sheet: {
    zh: '表格：{path}，140 位居民、60 次走访，带着常见的填写错误',
    en: 'Workbook: {path}, 140 residents and 60 visits with the usual mistakes',
  },
  sameAs: { zh: '等同于运行：', en: 'The same as running:' },
  records: {
    zh: '读取 {read} 行：受理 {accepted}，退回 {refused}，用时 {seconds} 秒',
    en: '{read} {read|row|rows} read: {accepted} accepted, {refused} refused, in {seconds} s',
  },
  'column.system': { zh: '上级系统', en: 'System' },
  'column.rows': { zh: '系统里实有', en: 'Stands there' },
  'column.doubled': { zh: '其中重复', en: 'Doubled' },
  'column.row': { zh: '表、行', en: 'Row' },
  'column.name': { zh: '姓名', en: 'Name' },
  'column.number': { zh: '受理号', en: 'Number' },
  proof: {
    zh: '“系统里实有”是各系统自己数的，不是我们说的。',
    en: '“Stands there” is what each system counts by itself, not what we say.',
  },
  sample: { zh: '记录 × 上级系统（200 行里的 {count} 行）', en: 'Record × system ({count} of the 200 rows)' },
  refused: { zh: '退回', en: 'refused' },
  problems: {
    zh: '要人处理的 {count} 处，都说到哪一格、怎么改：',
    en: '{count} to act on, each by its cell and what to do:',
  },
  'place.row': { zh: '{sheet}表第 {row} 行：', en: '{sheet}, row {row}: ' },
  events: { zh: '路上出的事：', en: 'What went wrong on the way:' },
  outage: {
    zh: '{system}第 {down} 秒起停机（503），{most} 笔转入等待；其他系统照常，第 {others} 秒就送完了',
    en: '{system} was down (503) from second {down}: {most} {most|delivery|deliveries} waited, the others were done by {others}',
  },
  healed: {
    zh: '{system}第 {back} 秒恢复，等着的自动补送，第 {last} 秒全部送完，没有人动手',
    en: '{system} came back at second {back}; what waited left by itself and was through by second {last}',
  },
  lostLookedUp: {
    zh: '{system}有 {lost} 次存下了却没回话：先去查再决定，{found} 笔查到已在，不再发',
    en: '{system} saved {lost} {lost|time|times} without an answer: looked up first; {found} found there and not sent again',
  },
  lostSameKey: {
    zh: '{system}有 {lost} 次存下了却没回话：用同一个幂等键再问一次，对方认得出，不会多存',
    en: '{system} saved {lost} {lost|time|times} without an answer: asked again under the same key, which it recognises',
  },
  logIns: {
    zh: '{system}的登录令牌过期了 {count} 次，自动重新登录，接着报送',
    en: '{system}’s token died {count} {count|time|times}: logged in again by itself and went on',
  },
  'live.down': {
    zh: '{system}停机了：它的报送先等着，其他系统照常',
    en: '{system} is down: its deliveries wait, the other systems go on',
  },
  'live.back': { zh: '{system}恢复了：等着的正在补送', en: '{system} is back: what waited is leaving now' },
  stillMoving: {
    zh: '时间到了，还有 {count} 笔在路上（这台机器太慢）',
    en: 'Time is over with {count} {count|delivery|deliveries} still on their way (a slow machine)',
  },
  saved: {
    zh: '{records} 份记录 × 4 个系统：表里只填了 {typed} 项，四个系统一共收到 {received} 项，少填 {saved} 项。',
    en: '{records} records × 4 systems: {typed} entries typed once, {received} received by the systems, {saved} saved.',
  },
  marked: {
    zh: '标记后的表格：{path}（标红的就是要改的，后三列写着结果、受理号和原因）',
    en: 'Marked copy: {path} (red cells are to mend; three columns tell result, number and why)',
  },
  again: {
    zh: '把它原样再交一次：{unchanged} 行无变化，{refused} 行还要改，向上级系统发出 {sent} 笔。',
    en: 'The same copy handed in once more: {unchanged} {unchanged|row|rows} unchanged, {refused} still to mend, {sent} sent.',
  },
  next: { zh: '接下来可以试：', en: 'Try next:' },
  'next.init': { zh: '写一份起步的配置', en: 'writes a configuration to start from' },
  'next.dry': { zh: '试报，什么也不发', en: 'a dry run, sends nothing' },
  'next.help': { zh: '全部用法', en: 'all there is' },
  stopped: { zh: '演示已停下，什么也没有留下。', en: 'The demo was stopped; nothing is left running.' },
} as const satisfies Record<string, Text>

export type DemoWord = keyof typeof words
export type DemoSay = (word: DemoWord, params?: Readonly<Record<string, string | number>>) => string

export const demoSayIn =
  (lang: Lang): DemoSay =>
  (word, params = {}) =>
    fillText(
      inLang(words[word], lang),
      Object.fromEntries(Object.entries(params).map(([name, value]) => [name, numbered(value)])),
      lang,
    )

/** 2612 as 2,612. */
const numbered = (value: string | number): string =>
  typeof value === 'number' ? value.toLocaleString('en-US', { maximumFractionDigits: 1 }) : value
