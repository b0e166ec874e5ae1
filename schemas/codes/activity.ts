/** Visits and activities. No national list is in use for these; the codes are words of our own. */
import { defineCodes } from '../../src/form/index.ts'

export const visitPurposeCodes = defineCodes({
  name: 'visit-purpose',
  title: { zh: '走访类型', en: 'Kind of visit' },
  source: '本项目自定',
  year: 2026,
  codes: [
    { code: 'routine', zh: '日常走访', en: 'Routine', aliases: ['入户走访'] },
    { code: 'care', zh: '关爱慰问', en: 'Care', aliases: ['节日慰问', '慰问'] },
    { code: 'safety', zh: '安全检查', en: 'Safety', aliases: ['安全排查'] },
    { code: 'policy', zh: '政策宣传', en: 'Explaining policies', aliases: ['宣传'] },
    { code: 'register', zh: '信息采集', en: 'Collecting information', aliases: ['信息核实', '核查'] },
    { code: 'mediation', zh: '纠纷调解', en: 'Mediation' },
    { code: 'follow-up', zh: '回访', en: 'Follow-up' },
    { code: 'other', zh: '其他', en: 'Other' },
  ],
})

export const activityTypeCodes = defineCodes({
  name: 'activity-type',
  title: { zh: '活动类型', en: 'Kind of activity' },
  source: '本项目自定',
  year: 2026,
  codes: [
    { code: 'study', zh: '学习', en: 'Study', aliases: ['理论学习', '集中学习'] },
    { code: 'publicity', zh: '宣传', en: 'Publicity', aliases: ['政策宣传', '宣讲'] },
    { code: 'meeting', zh: '会议', en: 'Meeting', aliases: ['村民会议'] },
    { code: 'training', zh: '培训', en: 'Training', aliases: ['技能培训'] },
    { code: 'volunteer', zh: '志愿服务', en: 'Volunteering' },
    { code: 'party-day', zh: '主题党日', en: 'Party day', aliases: ['三会一课', '党日活动'] },
    { code: 'culture', zh: '文体活动', en: 'Culture and sport', aliases: ['文化活动'] },
    { code: 'drill', zh: '应急演练', en: 'Drill', aliases: ['演练'] },
    { code: 'other', zh: '其他', en: 'Other' },
  ],
})
