/** Words of the coverage page and of the command's own lines. */
import { fillText } from '../../base/fill-text.ts'
import { inLang, type Lang, type Text } from '../../base/text.ts'

const words = {
  title: { zh: '一表：少填了多少', en: 'yibiao: entries saved' },
  lead: {
    zh: '同一项内容，只填一次，送到每个要它的系统。',
    en: 'What several systems ask for is filled in once and goes to each of them.',
  },
  perRecord: { zh: '每条记录', en: 'For each record' },
  separately: { zh: '逐个系统填：{count} 项', en: 'System by system: {count} {count|entry|entries}' },
  once: { zh: '填一次：{count} 项', en: 'Filled in once: {count} {count|entry|entries}' },
  saved: { zh: '少填 {count} 项（{percent}%）', en: '{count} {count|entry|entries} saved ({percent}%)' },
  soFar: { zh: '到现在', en: 'So far' },
  soFarRecords: { zh: '份记录已送达', en: '{count|record has|records have} arrived' },
  soFarReceived: { zh: '项由各系统收到', en: '{count|entry|entries} reached the systems' },
  soFarSaved: { zh: '项没有重复填', en: '{count|entry was|entries were} not typed again' },
  assumption: {
    zh: '按每一项都填了来算；同一份记录在同一个系统只算一次。',
    en: 'As if every field were filled in; each record counts once per system.',
  },
  matrix: { zh: '哪一项送到哪里', en: 'Which field goes where' },
  field: { zh: '填写的内容', en: 'Field' },
  asked: { zh: '几处要', en: 'Asked by' },
  several: { zh: '多处都要，只填一次（{count} 项）', en: 'Asked by several, filled in once ({count})' },
  single: { zh: '只有一处要（{count} 项）', en: 'Asked by one ({count})' },
  entries: { zh: '收到几项', en: 'Entries' },
  required: { zh: '必填', en: 'required' },
  optional: { zh: '可不填', en: 'optional' },
  unfed: { zh: '还没有来源的', en: 'Nothing feeds these yet' },
  unfedLead: {
    zh: '系统要、但映射没有给的。必填的缺了，记录送不过去。',
    en: 'Asked for by a system and given by no rule. Without a required one, no record gets there.',
  },
  allFed: { zh: '每个系统要的都有来源。', en: 'Everything the systems ask for has a source.' },
  unused: { zh: '填了没有去处的', en: 'Filled in and sent nowhere' },
  unusedLead: {
    zh: '表单上有、没有系统要。可以考虑不再填。',
    en: 'On the form, and asked for by no system. Consider no longer asking for them.',
  },
  none: { zh: '没有', en: 'none' },
} as const satisfies Record<string, Text>

export type Word = keyof typeof words

export const wordsIn =
  (lang: Lang) =>
  (word: Word, params: Readonly<Record<string, number>> = {}): string =>
    fillText(
      inLang(words[word], lang),
      Object.fromEntries(
        Object.entries(params).map(([name, value]) => [name, new Intl.NumberFormat(lang).format(value)]),
      ),
      lang,
    )
