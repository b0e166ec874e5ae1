/**
 * Events in a grid cell. The urgency words are ours; the four levels are those of 《突发事件应对法》, which grid platforms borrow.
 * GB/T 31000-2015 has codes for such events; we found no copy of its lists to check against, so all codes here are words
 * of our own that nobody can take for official numbers.
 */
import { defineCodes } from '../../src/form/index.ts'

export const eventTypeCodes = defineCodes({
  name: 'event-type',
  title: { zh: '事件类型', en: 'Kind of event' },
  source: '本项目自定',
  year: 2026,
  codes: [
    { code: 'safety', zh: '公共安全', en: 'Public safety', aliases: ['安全隐患'] },
    { code: 'order', zh: '社会治安', en: 'Public order', aliases: ['治安'] },
    { code: 'dispute', zh: '矛盾纠纷', en: 'Dispute' },
    { code: 'environment', zh: '环境卫生', en: 'Environment', aliases: ['环境'] },
    { code: 'facility', zh: '公共设施', en: 'Public facilities', aliases: ['市政设施', '设施损坏'] },
    { code: 'building', zh: '违章建设', en: 'Unlawful building', aliases: ['违建', '违法建设'] },
    { code: 'traffic', zh: '交通秩序', en: 'Traffic', aliases: ['乱停车'] },
    { code: 'disaster', zh: '灾害险情', en: 'Disaster', aliases: ['险情'] },
    { code: 'livelihood', zh: '民生诉求', en: 'People’s needs', aliases: ['民生服务', '诉求'] },
    { code: 'other', zh: '其他', en: 'Other' },
  ],
})

export const eventLevelCodes = defineCodes({
  name: 'event-level',
  title: { zh: '事件级别', en: 'Level of the event' },
  source: '《突发事件应对法》；代码为本项目自定',
  year: 2007,
  codes: [
    { code: 'particularly-serious', zh: '特别重大', en: 'Particularly serious', aliases: ['Ⅰ级'] },
    { code: 'serious', zh: '重大', en: 'Serious', aliases: ['Ⅱ级'] },
    { code: 'considerable', zh: '较大', en: 'Considerable', aliases: ['Ⅲ级'] },
    { code: 'ordinary', zh: '一般', en: 'Ordinary', aliases: ['Ⅳ级'] },
  ],
})

/** How far an event or a dispute has come. */
export const caseStatusCodes = defineCodes({
  name: 'case-status',
  title: { zh: '处理状态', en: 'Status' },
  source: '本项目自定',
  year: 2026,
  codes: [
    { code: 'open', zh: '待处理', en: 'Open', aliases: ['未处理', '待受理'] },
    { code: 'handling', zh: '处理中', en: 'Being handled', aliases: ['办理中', '调解中'] },
    { code: 'passed-on', zh: '已上报', en: 'Passed on', aliases: ['已移交', '移交'] },
    { code: 'closed', zh: '已办结', en: 'Closed', aliases: ['办结', '已处理', '已化解'] },
    { code: 'failed', zh: '未办成', en: 'Not resolved', aliases: ['调解不成'] },
  ],
})
