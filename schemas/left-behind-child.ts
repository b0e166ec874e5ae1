/**
 * 留守儿童: a child whose parents work away: who looks after it, and what it needs. Child, parents and guardian are named by
 * number alone. Data of children under 14 is sensitive whatever it says (PIPL, art. 28).
 */
import { z } from 'zod'
import { breach, codeSchema, defineForm, describeField, type Form } from '../src/form/index.ts'
import { absentParentsCodes, guardianshipCodes } from './codes/index.ts'
import { isoDate, line, paragraph, personNumber } from './fields/index.ts'
import { helperName, helperPhone, remark, residentReference } from './fields/shared.ts'
import type { Resident } from './resident.ts'
import { notBefore, requiredWhen } from './rules/conditions.ts'

const schema = z
  .strictObject({
    residentIdNumber: residentReference,
    absentParents: describeField(codeSchema(absentParentsCodes), {
      title: { zh: '父母外出情况', en: 'Parents away' },
      aliases: ['外出情况', '父母务工情况'],
      sensitivity: 'sensitive',
      example: 'both',
      concept: null,
    }),
    since: describeField(isoDate, {
      title: { zh: '留守开始日期', en: 'Since' },
      aliases: ['留守时间', '开始日期'],
      example: '2024-03-05',
      notFuture: true,
      concept: null,
    }).optional(),
    fatherIdNumber: describeField(personNumber, {
      title: { zh: '父亲身份证号码', en: 'Father’s resident id' },
      aliases: ['父亲证件号', '父亲身份证'],
      concept: null,
    }).optional(),
    motherIdNumber: describeField(personNumber, {
      title: { zh: '母亲身份证号码', en: 'Mother’s resident id' },
      aliases: ['母亲证件号', '母亲身份证'],
      concept: null,
    }).optional(),
    parentsPlace: describeField(line(100), {
      title: { zh: '父母务工地', en: 'Where the parents work' },
      aliases: ['务工地点', '外出地点', '务工地'],
      sensitivity: 'personal',
      example: '示例市',
      concept: null,
    }).optional(),
    guardianship: describeField(codeSchema(guardianshipCodes), {
      title: { zh: '监护情况', en: 'Guardianship' },
      aliases: ['监护类型', '监护方式'],
      sensitivity: 'sensitive',
      example: 'grandparents',
      concept: null,
    }),
    guardianIdNumber: describeField(personNumber, {
      title: { zh: '监护人身份证号码', en: 'Guardian’s resident id' },
      aliases: ['实际监护人身份证号', '监护人证件号', '受委托监护人身份证号'],
      concept: null,
    }).optional(),
    guardianRelation: describeField(line(30), {
      title: { zh: '监护人与儿童关系', en: 'Guardian’s relation to the child' },
      aliases: ['与儿童关系', '关系'],
      sensitivity: 'personal',
      example: '祖母',
      concept: null,
    }).optional(),
    school: describeField(line(100), {
      title: { zh: '就读学校', en: 'School' },
      aliases: ['学校', '学校名称'],
      sensitivity: 'personal',
      example: '示例小学',
      concept: null,
    }).optional(),
    grade: describeField(line(30), {
      title: { zh: '年级', en: 'Grade' },
      aliases: ['年级班级', '班级'],
      sensitivity: 'personal',
      example: '三年级',
      concept: null,
    }).optional(),
    studentNumber: describeField(line(40), {
      title: { zh: '学籍号', en: 'Pupil’s number' },
      aliases: ['学籍编号', 'xjh'],
      sensitivity: 'sensitive',
      example: 'G0001',
      concept: null,
    }).optional(),
    boards: describeField(z.boolean(), {
      title: { zh: '是否寄宿', en: 'Boards at school' },
      aliases: ['寄宿', '住校'],
      sensitivity: 'personal',
      example: false,
      concept: null,
    }).optional(),
    contactFrequency: describeField(line(50), {
      title: { zh: '与父母联系频次', en: 'How often in touch with the parents' },
      aliases: ['联系情况', '联系频率'],
      sensitivity: 'personal',
      example: '每周一次',
      concept: null,
    }).optional(),
    difficulties: describeField(paragraph(500), {
      title: { zh: '存在困难', en: 'Difficulties' },
      aliases: ['困难', '困难情况', '需求'],
      sensitivity: 'sensitive',
      example: '学习辅导',
      concept: null,
    }).optional(),
    helperName: helperName.optional(),
    helperPhone: helperPhone.optional(),
    endedOn: describeField(isoDate, {
      title: { zh: '不再留守日期', en: 'No longer left behind since' },
      aliases: ['解除日期', '退出日期'],
      example: '2024-03-05',
      notFuture: true,
      concept: null,
    }).optional(),
    remark: remark.optional(),
  })
  .check((payload) => {
    const { residentIdNumber, guardianIdNumber, guardianship } = payload.value
    if (guardianIdNumber === residentIdNumber)
      payload.issues.push(
        breach(
          guardianIdNumber,
          ['guardianIdNumber'],
          '监护人不能是儿童本人',
          'The guardian must not be the child itself.',
        ),
      )
    payload.issues.push(
      ...requiredWhen(
        guardianship === 'none',
        payload.value,
        'difficulties',
        '无人监护的，请填写存在困难',
        'Where nobody looks after the child, please fill in the difficulties.',
      ),
      ...notBefore(
        payload.value,
        'endedOn',
        'since',
        '不再留守日期不能早于留守开始日期',
        'The end must not be before the beginning.',
      ),
    )
  })

export interface LeftBehindChild extends z.output<typeof schema> {}

/** Whom and what its references name. */
export interface LeftBehindChildReferents {
  readonly resident: Resident
  readonly father: Resident
  readonly mother: Resident
  readonly guardian: Resident
}

export const leftBehindChild: Form<LeftBehindChild, 'left-behind-child', 'residentIdNumber', LeftBehindChildReferents> =
  defineForm({
    name: 'left-behind-child',
    title: { zh: '留守儿童', en: 'Left-behind child' },
    version: 1,
    key: ['residentIdNumber'],
    references: {
      resident: { key: 'residentIdNumber', form: 'resident', mode: 'follow' },
      father: { key: 'fatherIdNumber', form: 'resident', mode: 'follow' },
      mother: { key: 'motherIdNumber', form: 'resident', mode: 'follow' },
      guardian: { key: 'guardianIdNumber', form: 'resident', mode: 'follow' },
    },
    schema,
  })
