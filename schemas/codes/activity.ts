/** Activities. No national list is in use for them; the codes are words of our own. */
import { defineCodes } from '../../src/form/index.ts'

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
