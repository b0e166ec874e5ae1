/**
 * 预防接种: one dose for one resident. Known by person, vaccine and dose, so that handing it in again revises it; who it is
 * stands with the resident.
 */
import { z } from 'zod'
import { defineForm, describeField, type Form } from '../src/form/index.ts'
import { isoDate, line, paragraph, personName, personNumber } from './fields/index.ts'
import { remark, residentReference } from './fields/shared.ts'
import type { Resident } from './resident.ts'
import { notBefore } from './rules/conditions.ts'

const schema = z
  .strictObject({
    residentIdNumber: residentReference,
    vaccine: describeField(line(60), {
      title: { zh: '疫苗名称', en: 'Vaccine' },
      aliases: ['疫苗', '疫苗种类'],
      sensitivity: 'sensitive',
      example: '乙型肝炎疫苗',
      concept: null,
    }),
    dose: describeField(z.int().min(1).max(30), {
      title: { zh: '剂次', en: 'Dose' },
      aliases: ['针次', '第几针', '接种剂次'],
      sensitivity: 'sensitive',
      example: 1,
      concept: null,
    }),
    date: describeField(isoDate, {
      title: { zh: '接种日期', en: 'Vaccinated on' },
      aliases: ['接种时间', '日期'],
      example: '2024-03-05',
      notFuture: true,
      concept: null,
    }),
    clinic: describeField(line(100), {
      title: { zh: '接种单位', en: 'Clinic' },
      aliases: ['接种门诊', '接种地点'],
      sensitivity: 'public',
      example: '示例镇卫生院',
      concept: null,
    }).optional(),
    vaccinator: describeField(personName, {
      title: { zh: '接种医生', en: 'Vaccinator' },
      aliases: ['接种人员', '接种者'],
      example: '孙小测',
      concept: null,
    }).optional(),
    batchNumber: describeField(line(40), {
      title: { zh: '疫苗批号', en: 'Batch' },
      aliases: ['批号', '生产批号'],
      sensitivity: 'public',
      example: 'P0001',
      concept: null,
    }).optional(),
    manufacturer: describeField(line(100), {
      title: { zh: '生产企业', en: 'Manufacturer' },
      aliases: ['生产厂家', '厂家'],
      sensitivity: 'public',
      example: '示例生物制品公司',
      concept: null,
    }).optional(),
    site: describeField(line(30), {
      title: { zh: '接种部位', en: 'Site' },
      aliases: ['部位'],
      sensitivity: 'sensitive',
      example: '左上臂',
      concept: null,
    }).optional(),
    isFree: describeField(z.boolean(), {
      title: { zh: '是否免疫规划疫苗', en: 'Part of the national programme' },
      aliases: ['免费疫苗', '一类疫苗'],
      sensitivity: 'public',
      example: true,
      concept: null,
    }).optional(),
    guardianIdNumber: describeField(personNumber, {
      title: { zh: '监护人身份证号码', en: 'Guardian’s resident id' },
      aliases: ['监护人证件号', '监护人身份证'],
      concept: null,
    }).optional(),
    reaction: describeField(paragraph(500), {
      title: { zh: '不良反应', en: 'Reaction' },
      aliases: ['接种反应'],
      sensitivity: 'sensitive',
      example: '无',
      concept: null,
    }).optional(),
    nextOn: describeField(isoDate, {
      title: { zh: '下次接种日期', en: 'Next dose on' },
      aliases: ['下次接种时间'],
      example: '2024-03-05',
      concept: null,
    }).optional(),
    remark: remark.optional(),
  })
  .check((payload) => {
    payload.issues.push(
      ...notBefore(
        payload.value,
        'nextOn',
        'date',
        '下次接种日期不能早于本次',
        'The next dose must not be before this one.',
      ),
    )
  })

export interface Vaccination extends z.output<typeof schema> {}

/** Whom and what its references name. */
export interface VaccinationReferents {
  readonly resident: Resident
  readonly guardian: Resident
}

export const vaccination: Form<
  Vaccination,
  'vaccination',
  'residentIdNumber' | 'vaccine' | 'dose',
  VaccinationReferents
> = defineForm({
  name: 'vaccination',
  title: { zh: '预防接种', en: 'Vaccination' },
  version: 1,
  key: ['residentIdNumber', 'vaccine', 'dose'],
  references: {
    resident: { key: 'residentIdNumber', form: 'resident', mode: 'freeze' },
    guardian: { key: 'guardianIdNumber', form: 'resident', mode: 'freeze' },
  },
  schema,
})
