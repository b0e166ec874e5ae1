/**
 * 党员: membership of one resident in a party organisation. Who it is stands with the resident. Points and rankings are left
 * out on purpose.
 */
import { z } from 'zod'
import { breach, codeSchema, defineForm, describeField, type Form } from '../src/form/index.ts'
import { partyMemberTypeCodes } from './codes/index.ts'
import { isoDate, line, paragraph, yearMonth } from './fields/index.ts'
import { remark, residentReference } from './fields/shared.ts'
import type { Resident } from './resident.ts'
import { notBefore, requiredWhen } from './rules/conditions.ts'

const schema = z
  .strictObject({
    residentIdNumber: residentReference,
    memberType: describeField(codeSchema(partyMemberTypeCodes), {
      title: { zh: '党员类型', en: 'Kind of member' },
      aliases: ['人员类别', '党员类别', '党内状态'],
      sensitivity: 'sensitive',
      example: 'full',
      concept: 'party.memberType',
    }),
    orgName: describeField(line(100), {
      title: { zh: '所属党组织', en: 'Party organisation' },
      aliases: ['党支部', '所在党支部', '党组织名称'],
      sensitivity: 'personal',
      example: '示例村党支部',
      concept: 'party.orgName',
    }),
    joinedOn: describeField(isoDate, {
      title: { zh: '入党日期', en: 'Joined on' },
      aliases: ['入党时间', '加入党组织日期'],
      sensitivity: 'personal',
      example: '2024-03-05',
      notFuture: true,
      concept: 'party.joinDate',
    }),
    confirmedOn: describeField(isoDate, {
      title: { zh: '转正日期', en: 'Confirmed on' },
      aliases: ['转正时间', '转为正式党员日期'],
      sensitivity: 'personal',
      example: '2024-03-05',
      notFuture: true,
      concept: null,
    }).optional(),
    post: describeField(line(50), {
      title: { zh: '党内职务', en: 'Post in the party' },
      aliases: ['职务'],
      sensitivity: 'personal',
      example: '支部委员',
      concept: null,
    }).optional(),
    isFloating: describeField(z.boolean(), {
      title: { zh: '是否流动党员', en: 'Works away' },
      aliases: ['流动党员'],
      sensitivity: 'personal',
      example: false,
      concept: null,
    }).optional(),
    floatingPlace: describeField(line(100), {
      title: { zh: '外出流向', en: 'Where to' },
      aliases: ['流动去向', '外出地点'],
      sensitivity: 'personal',
      example: '示例市',
      concept: null,
    }).optional(),
    duesPaidUntil: describeField(yearMonth, {
      title: { zh: '党费交至', en: 'Dues paid until' },
      aliases: ['党费缴至', '党费交至年月'],
      sensitivity: 'personal',
      example: '2024-12',
      concept: null,
    }).optional(),
    transferredInOn: describeField(isoDate, {
      title: { zh: '转入日期', en: 'Transferred in on' },
      aliases: ['组织关系转入日期'],
      sensitivity: 'personal',
      example: '2024-03-05',
      notFuture: true,
      concept: null,
    }).optional(),
    transferredOutOn: describeField(isoDate, {
      title: { zh: '转出日期', en: 'Transferred out on' },
      aliases: ['组织关系转出日期'],
      sensitivity: 'personal',
      example: '2024-03-05',
      notFuture: true,
      concept: null,
    }).optional(),
    honours: describeField(paragraph(500), {
      title: { zh: '获得荣誉', en: 'Honours' },
      aliases: ['荣誉', '表彰情况'],
      sensitivity: 'personal',
      example: '优秀共产党员',
      concept: null,
    }).optional(),
    remark: remark.optional(),
  })
  .check((payload) => {
    const { memberType, confirmedOn, isFloating } = payload.value
    if (memberType === 'probationary' && confirmedOn !== undefined)
      payload.issues.push(
        breach(
          confirmedOn,
          ['confirmedOn'],
          '预备党员还没有转正日期，已转正的请改选正式党员',
          'A probationary member has not been confirmed yet; if she has, choose full member.',
        ),
      )
    payload.issues.push(
      ...requiredWhen(
        isFloating === true,
        payload.value,
        'floatingPlace',
        '流动党员请填写外出流向',
        'For a member who works away, please fill in where.',
      ),
      ...notBefore(
        payload.value,
        'confirmedOn',
        'joinedOn',
        '转正日期不能早于入党日期',
        'The confirmation must not be before joining.',
      ),
      ...notBefore(
        payload.value,
        'transferredOutOn',
        'transferredInOn',
        '转出日期不能早于转入日期',
        'The transfer out must not be before the transfer in.',
      ),
    )
  })

export interface PartyMember extends z.output<typeof schema> {}

/** Whom and what its references name. */
export interface PartyMemberReferents {
  readonly resident: Resident
}

export const partyMember: Form<PartyMember, 'party-member', 'residentIdNumber', PartyMemberReferents> = defineForm({
  name: 'party-member',
  title: { zh: '党员', en: 'Party member' },
  version: 1,
  key: ['residentIdNumber'],
  references: {
    resident: { key: 'residentIdNumber', form: 'resident', mode: 'follow' },
  },
  schema,
})
