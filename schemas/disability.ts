/**
 * 残疾人: a certified disability. Type and level are asked; the certificate's number is the resident id with both behind it,
 * so it is asked for only where it isn't (a reissue), and must not contradict them.
 */
import { z } from 'zod'
import { breach, codeSchema, defineForm, describeField, type Form } from '../src/form/index.ts'
import { disabilityLevelCodes, disabilityTypeCodes, selfCareCodes } from './codes/index.ts'
import { disabilityCertificate, disabilityCertificateFacts, isoDate, line, personNumber, yuan } from './fields/index.ts'
import { remark, residentReference } from './fields/shared.ts'
import type { Resident } from './resident.ts'
import { notBefore, requiredWhen } from './rules/conditions.ts'

const schema = z
  .strictObject({
    residentIdNumber: residentReference,
    disabilityType: describeField(codeSchema(disabilityTypeCodes), {
      title: { zh: '残疾类别', en: 'Type of disability' },
      aliases: ['残疾类型', '残疾种类', '残疾属性'],
      sensitivity: 'sensitive',
      example: '4',
      concept: 'welfare.disabilityType',
    }),
    disabilityLevel: describeField(codeSchema(disabilityLevelCodes), {
      title: { zh: '残疾等级', en: 'Level of disability' },
      aliases: ['等级', '残疾级别'],
      sensitivity: 'sensitive',
      example: '3',
      concept: 'welfare.disabilityLevel',
    }),
    certificateNumber: describeField(disabilityCertificate, {
      title: { zh: '残疾人证号', en: 'Disability certificate' },
      aliases: ['残疾证号', '残疾证编号', '残疾人证编号'],
      example: '50999919900101001543',
      concept: 'welfare.disabilityCertNumber',
    }).optional(),
    issuedOn: describeField(isoDate, {
      title: { zh: '发证日期', en: 'Issued on' },
      aliases: ['签发日期', '办证日期'],
      example: '2024-03-05',
      notFuture: true,
      concept: null,
    }).optional(),
    validUntil: describeField(isoDate, {
      title: { zh: '有效期至', en: 'Valid until' },
      aliases: ['证件有效期', '到期日期'],
      example: '2024-03-05',
      concept: null,
    }).optional(),
    cause: describeField(line(100), {
      title: { zh: '致残原因', en: 'Cause of the disability' },
      aliases: ['残疾原因'],
      sensitivity: 'sensitive',
      example: '疾病',
      concept: null,
    }).optional(),
    selfCare: describeField(codeSchema(selfCareCodes), {
      title: { zh: '生活自理能力', en: 'Ability to care for oneself' },
      aliases: ['自理能力', '自理情况'],
      sensitivity: 'sensitive',
      example: 'partial',
      concept: null,
    }).optional(),
    guardianIdNumber: describeField(personNumber, {
      title: { zh: '监护人身份证号码', en: 'Guardian’s resident id' },
      aliases: ['监护人证件号', '监护人身份证'],
      concept: null,
    }).optional(),
    livingAllowance: describeField(z.boolean(), {
      title: { zh: '是否享受困难残疾人生活补贴', en: 'Receives the living allowance' },
      aliases: ['生活补贴', '困难残疾人生活补贴'],
      sensitivity: 'sensitive',
      example: false,
      concept: null,
    }).optional(),
    livingAllowanceAmount: describeField(yuan, {
      title: { zh: '生活补贴金额', en: 'Living allowance a month' },
      aliases: ['生活补贴标准'],
      sensitivity: 'sensitive',
      example: 100,
      concept: null,
    }).optional(),
    nursingSubsidy: describeField(z.boolean(), {
      title: { zh: '是否享受重度残疾人护理补贴', en: 'Receives the nursing subsidy' },
      aliases: ['护理补贴', '重度残疾人护理补贴'],
      sensitivity: 'sensitive',
      example: false,
      concept: null,
    }).optional(),
    nursingSubsidyAmount: describeField(yuan, {
      title: { zh: '护理补贴金额', en: 'Nursing subsidy a month' },
      aliases: ['护理补贴标准'],
      sensitivity: 'sensitive',
      example: 100,
      concept: null,
    }).optional(),
    rehabilitationNeeds: describeField(line(200), {
      title: { zh: '康复需求', en: 'Rehabilitation needs' },
      aliases: ['康复服务需求'],
      sensitivity: 'sensitive',
      example: '康复训练',
      concept: null,
    }).optional(),
    assistiveDevices: describeField(line(200), {
      title: { zh: '辅助器具', en: 'Assistive devices' },
      aliases: ['辅具', '辅具需求'],
      sensitivity: 'sensitive',
      example: '轮椅',
      concept: null,
    }).optional(),
    isEmployed: describeField(z.boolean(), {
      title: { zh: '是否就业', en: 'Is employed' },
      aliases: ['就业情况', '就业状况'],
      sensitivity: 'personal',
      example: false,
      concept: null,
    }).optional(),
    remark: remark.optional(),
  })
  .check((payload) => {
    const { residentIdNumber, certificateNumber, disabilityType, disabilityLevel } = payload.value
    const facts = certificateNumber === undefined ? undefined : disabilityCertificateFacts(certificateNumber)
    if (facts) {
      const path = ['certificateNumber']
      const differing = (zh: string, en: string) => payload.issues.push(breach(certificateNumber, path, zh, en))
      if (facts.idNumber !== residentIdNumber)
        differing('残疾人证号与身份证号码不一致', 'The certificate is not for this resident id.')
      if (facts.type !== disabilityType)
        differing('残疾人证号与残疾类别不一致', 'The certificate says another type of disability.')
      if (facts.level !== disabilityLevel)
        differing('残疾人证号与残疾等级不一致', 'The certificate says another level.')
    }
    const { livingAllowance, nursingSubsidy } = payload.value
    payload.issues.push(
      ...requiredWhen(
        livingAllowance === true,
        payload.value,
        'livingAllowanceAmount',
        '享受生活补贴的，请填写金额',
        'With the living allowance, please fill in the amount.',
      ),
      ...requiredWhen(
        nursingSubsidy === true,
        payload.value,
        'nursingSubsidyAmount',
        '享受护理补贴的，请填写金额',
        'With the nursing subsidy, please fill in the amount.',
      ),
      ...notBefore(
        payload.value,
        'validUntil',
        'issuedOn',
        '有效期不能早于发证日期',
        'The certificate must not end before it was issued.',
      ),
    )
  })

export interface Disability extends z.output<typeof schema> {}

/** Whom and what its references name. */
export interface DisabilityReferents {
  readonly resident: Resident
  readonly guardian: Resident
}

export const disability: Form<Disability, 'disability', 'residentIdNumber', DisabilityReferents> = defineForm({
  name: 'disability',
  title: { zh: '残疾人', en: 'Disability' },
  version: 1,
  key: ['residentIdNumber'],
  references: {
    resident: { key: 'residentIdNumber', form: 'resident', mode: 'follow' },
    guardian: { key: 'guardianIdNumber', form: 'resident', mode: 'follow' },
  },
  schema,
})
