/**
 * 矛盾纠纷: one dispute from its report to its end. Its records get a generated id, because villages number disputes each in
 * their own way; it is revised under its 受理号. The parties are named by number alone.
 */
import { z } from 'zod'
import { codeSchema, defineForm, describeField, type Form } from '../src/form/index.ts'
import { caseStatusCodes, disputeTypeCodes, eventLevelCodes } from './codes/index.ts'
import { address, count, isoDate, line, paragraph, personName, personNumber, yuan } from './fields/index.ts'
import { gridCell, remark, village } from './fields/shared.ts'
import type { Resident } from './resident.ts'
import { notBefore, requiredWhen } from './rules/conditions.ts'

const party = z.strictObject({
  residentIdNumber: describeField(personNumber, {
    title: { zh: '当事人身份证号码', en: 'Party’s resident id' },
    aliases: ['当事人证件号', '身份证号码'],
    concept: 'event.partyIdNumber',
  }),
  role: describeField(line(20), {
    title: { zh: '当事人角色', en: 'Role' },
    aliases: ['身份', '角色'],
    sensitivity: 'personal',
    example: '申请人',
    concept: null,
  }).optional(),
})

const schema = z
  .strictObject({
    title: describeField(line(100), {
      title: { zh: '纠纷名称', en: 'Title' },
      aliases: ['名称', '纠纷事由', '矛盾纠纷名称', '主题'],
      sensitivity: 'personal',
      example: '宅基地边界纠纷',
      concept: 'event.title',
    }),
    disputeType: describeField(codeSchema(disputeTypeCodes), {
      title: { zh: '纠纷类型', en: 'Kind of dispute' },
      aliases: ['矛盾纠纷类型', '类型', '纠纷类别'],
      sensitivity: 'personal',
      example: 'neighbours',
      concept: 'event.type',
    }),
    occurredOn: describeField(isoDate, {
      title: { zh: '发生日期', en: 'Occurred on' },
      aliases: ['发生时间', '受理时间', '登记日期'],
      example: '2024-03-05',
      notFuture: true,
      concept: 'event.occurredAt',
    }),
    place: describeField(address, {
      title: { zh: '发生地点', en: 'Place' },
      aliases: ['地点', '发生地', '纠纷地点'],
      concept: 'event.place',
    }).optional(),
    villageCode: village.optional(),
    grid: gridCell.optional(),
    parties: describeField(z.array(party).min(1).max(200), {
      title: { zh: '当事人', en: 'Parties' },
      aliases: ['涉及人员', '当事人列表'],
      sensitivity: 'personal',
      concept: null,
    }).optional(),
    peopleCount: describeField(count(100_000), {
      title: { zh: '涉及人数', en: 'People involved' },
      aliases: ['涉及人员总数', '人数'],
      sensitivity: 'public',
      example: 2,
      concept: 'event.peopleCount',
    }).optional(),
    amount: describeField(yuan, {
      title: { zh: '涉及金额', en: 'Amount involved' },
      aliases: ['标的金额', '涉案金额'],
      sensitivity: 'personal',
      example: 3000,
      concept: null,
    }).optional(),
    level: describeField(codeSchema(eventLevelCodes), {
      title: { zh: '紧急程度', en: 'Level' },
      aliases: ['级别', '风险等级', '重大程度'],
      sensitivity: 'public',
      example: 'ordinary',
      concept: 'event.severity',
    }).optional(),
    content: describeField(paragraph(2000), {
      title: { zh: '纠纷情况', en: 'What it is about' },
      aliases: ['纠纷内容', '矛盾纠纷内容', '简要情况', '内容', '情况描述'],
      sensitivity: 'personal',
      example: '双方对边界有争议',
      concept: 'event.content',
    }),
    mediator: describeField(personName, {
      title: { zh: '调解人', en: 'Mediator' },
      aliases: ['调解员', '负责人员', '责任人', '包案人'],
      example: '孙小测',
      concept: 'responsible.name',
    }).optional(),
    mediationUnit: describeField(line(100), {
      title: { zh: '调解单位', en: 'Mediating unit' },
      aliases: ['责任单位', '调解组织', '管辖单位'],
      sensitivity: 'public',
      example: '示例村调委会',
      concept: null,
    }).optional(),
    receivedOn: describeField(isoDate, {
      title: { zh: '受理日期', en: 'Received on' },
      aliases: ['受理登记日期'],
      example: '2024-03-05',
      notFuture: true,
      concept: null,
    }).optional(),
    status: describeField(codeSchema(caseStatusCodes), {
      title: { zh: '处理状态', en: 'Status' },
      aliases: ['状态', '化解情况', '矛盾纠纷状态'],
      sensitivity: 'public',
      example: 'handling',
      concept: 'event.status',
    }),
    agreementReached: describeField(z.boolean(), {
      title: { zh: '是否达成协议', en: 'Agreement reached' },
      aliases: ['是否达成调解协议'],
      sensitivity: 'personal',
      example: true,
      concept: null,
    }).optional(),
    agreement: describeField(paragraph(2000), {
      title: { zh: '协议内容', en: 'Agreement' },
      aliases: ['调解协议', '协议（协商）方式'],
      sensitivity: 'personal',
      example: '双方同意以界桩为准',
      concept: null,
    }).optional(),
    result: describeField(paragraph(1000), {
      title: { zh: '处理结果', en: 'Result' },
      aliases: ['化解结果', '反馈内容', '结果'],
      sensitivity: 'personal',
      example: '已达成和解',
      concept: 'event.result',
    }).optional(),
    closedOn: describeField(isoDate, {
      title: { zh: '办结日期', en: 'Closed on' },
      aliases: ['化解日期', '结案日期'],
      example: '2024-03-05',
      notFuture: true,
      concept: null,
    }).optional(),
    passedOnTo: describeField(line(100), {
      title: { zh: '移交单位', en: 'Passed on to' },
      aliases: ['上报单位'],
      sensitivity: 'public',
      example: '示例镇司法所',
      concept: null,
    }).optional(),
    remark: remark.optional(),
  })
  .check((payload) => {
    const { status, agreementReached } = payload.value
    payload.issues.push(
      ...requiredWhen(
        status === 'closed',
        payload.value,
        'result',
        '已办结的，请填写处理结果',
        'For a closed dispute, please fill in the result.',
      ),
      ...requiredWhen(
        status === 'closed',
        payload.value,
        'closedOn',
        '已办结的，请填写办结日期',
        'For a closed dispute, please fill in when it was closed.',
      ),
      ...requiredWhen(
        status === 'passed-on',
        payload.value,
        'passedOnTo',
        '已移交的，请填写移交单位',
        'For a dispute passed on, please fill in to whom.',
      ),
      ...requiredWhen(
        agreementReached === true,
        payload.value,
        'agreement',
        '达成协议的，请填写协议内容',
        'Where an agreement was reached, please fill it in.',
      ),
      ...notBefore(
        payload.value,
        'closedOn',
        'occurredOn',
        '办结日期不能早于发生日期',
        'The dispute must not be closed before it occurred.',
      ),
    )
  })

export interface Dispute extends z.output<typeof schema> {}

/** Whom and what its references name. */
export interface DisputeReferents {
  readonly 'parties.*.resident': Resident
}

export const dispute: Form<Dispute, 'dispute', never, DisputeReferents> = defineForm({
  name: 'dispute',
  title: { zh: '矛盾纠纷', en: 'Dispute' },
  version: 1,
  key: 'generated',
  sameEvent: ['title', 'occurredOn'],
  references: {
    'parties.*.resident': { key: 'parties.*.residentIdNumber', form: 'resident', mode: 'freeze' },
  },
  schema,
})
