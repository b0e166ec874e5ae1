/**
 * 活动: a study session, a publicity day, a meeting. An event; who came is named by number alone (签到 from a list), and
 * may be left out where only the count is asked for.
 */
import { z } from 'zod'
import { breach, codeSchema, defineForm, describeField, type Form } from '../src/form/index.ts'
import { activityTypeCodes } from './codes/index.ts'
import { clockTime, count, isoDate, line, paragraph, personName, personNumber, position } from './fields/index.ts'
import { gridCell, remark, village } from './fields/shared.ts'
import type { Resident } from './resident.ts'

const attendee = describeField(personNumber, {
  title: { zh: '身份证号码', en: 'Resident id' },
  concept: null,
})

const schema = z
  .strictObject({
    title: describeField(line(100), {
      title: { zh: '活动主题', en: 'Title' },
      aliases: ['活动名称', '主题', '学习主题', '会议名称'],
      sensitivity: 'public',
      example: '防溺水宣传',
      concept: 'event.title',
    }),
    activityType: describeField(codeSchema(activityTypeCodes), {
      title: { zh: '活动类型', en: 'Kind of activity' },
      aliases: ['类型', '活动类别'],
      sensitivity: 'public',
      example: 'publicity',
      concept: 'event.type',
    }).optional(),
    date: describeField(isoDate, {
      title: { zh: '活动日期', en: 'Date' },
      aliases: ['活动时间', '日期', '学习时间', '会议时间'],
      example: '2024-03-05',
      notFuture: true,
      concept: 'event.occurredAt',
    }),
    startedAt: describeField(clockTime, {
      title: { zh: '开始时间', en: 'Began at' },
      concept: null,
    }).optional(),
    endedAt: describeField(clockTime, {
      title: { zh: '结束时间', en: 'Ended at' },
      example: '16:00',
      concept: null,
    }).optional(),
    place: describeField(line(100), {
      title: { zh: '活动地点', en: 'Place' },
      aliases: ['地点', '会议地点'],
      sensitivity: 'public',
      example: '村文化广场',
      concept: 'event.place',
    }),
    organiser: describeField(line(100), {
      title: { zh: '组织单位', en: 'Organiser' },
      aliases: ['主办单位', '举办单位', '承办单位'],
      sensitivity: 'public',
      example: '示例村党支部',
      concept: null,
    }).optional(),
    host: describeField(personName, {
      title: { zh: '主持人', en: 'Host' },
      aliases: ['主持'],
      example: '孙小测',
      concept: null,
    }).optional(),
    speaker: describeField(personName, {
      title: { zh: '主讲人', en: 'Speaker' },
      aliases: ['宣讲人', '授课人', '讲师'],
      example: '周春试',
      concept: null,
    }).optional(),
    content: describeField(paragraph(2000), {
      title: { zh: '活动内容', en: 'What was done' },
      aliases: ['内容', '学习内容', '会议内容', '活动情况'],
      sensitivity: 'public',
      example: '讲解防溺水知识',
      concept: 'event.content',
    }),
    attendees: describeField(z.array(attendee).min(1).max(2000), {
      title: { zh: '参加人员身份证号码', en: 'Resident ids of who attended' },
      aliases: ['参加人员', '参会人员', '签到人员', '参学人员'],
      sensitivity: 'sensitive',
      concept: null,
    }).optional(),
    attendance: describeField(count(100_000), {
      title: { zh: '参加人数', en: 'Attendance' },
      aliases: ['参与人数', '参会人数', '应到实到人数'],
      sensitivity: 'public',
      example: 35,
      concept: 'event.peopleCount',
    }).optional(),
    absentees: describeField(z.array(attendee).min(1).max(2000), {
      title: { zh: '缺席人员身份证号码', en: 'Resident ids of who was absent' },
      aliases: ['缺席人员', '请假人员'],
      sensitivity: 'sensitive',
      concept: null,
    }).optional(),
    materials: describeField(count(100_000), {
      title: { zh: '发放资料份数', en: 'Leaflets given out' },
      aliases: ['宣传资料份数', '发放宣传单'],
      sensitivity: 'public',
      example: 50,
      concept: null,
    }).optional(),
    outcome: describeField(paragraph(1000), {
      title: { zh: '活动成效', en: 'Outcome' },
      aliases: ['成效', '活动效果', '会议决议'],
      sensitivity: 'public',
      example: '效果良好',
      concept: null,
    }).optional(),
    villageCode: village.optional(),
    grid: gridCell.optional(),
    position: describeField(position, {
      title: { zh: '活动位置', en: 'Position' },
      aliases: ['经纬度', '坐标', '定位', 'lnglat'],
      concept: null,
    }).optional(),
    remark: remark.optional(),
  })
  .check((payload) => {
    const { startedAt, endedAt, attendance, attendees = [] } = payload.value
    if (startedAt !== undefined && endedAt !== undefined && endedAt <= startedAt)
      payload.issues.push(
        breach(endedAt, ['endedAt'], '结束时间应晚于开始时间', 'The end must be later than the beginning.'),
      )
    if (attendance !== undefined && attendance < attendees.length)
      payload.issues.push(
        breach(
          attendance,
          ['attendance'],
          '参加人数少于已列出的人员',
          'The attendance is smaller than the number of people listed.',
        ),
      )
  })

export interface Activity extends z.output<typeof schema> {}

/** Whom and what its references name. */
export interface ActivityReferents {
  readonly 'attendees.*.resident': Resident
  readonly 'absentees.*.resident': Resident
}

export const activity: Form<Activity, 'activity', never, ActivityReferents> = defineForm({
  name: 'activity',
  title: { zh: '活动', en: 'Activity' },
  version: 1,
  key: 'generated',
  sameEvent: ['title', 'date', 'place'],
  references: {
    'attendees.*.resident': { key: 'attendees.*', form: 'resident', mode: 'freeze' },
    'absentees.*.resident': { key: 'absentees.*', form: 'resident', mode: 'freeze' },
  },
  schema,
})
