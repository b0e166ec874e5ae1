/**
 * 出租房屋: that a house is rented out, to whom, and whether it is safe. House and owner stand with the house, the tenants
 * with the residents.
 */
import { z } from 'zod'
import { breach, defineForm, describeField, type Form } from '../src/form/index.ts'
import { count, isoDate, line, personNumber, squareMetres, yuan } from './fields/index.ts'
import { houseReference, remark } from './fields/shared.ts'
import type { House } from './house.ts'
import type { Resident } from './resident.ts'
import { notBefore, requiredWhen } from './rules/conditions.ts'

const tenant = describeField(personNumber, {
  title: { zh: '承租人身份证号码', en: 'Tenant’s resident id' },
  concept: null,
})

const schema = z
  .strictObject({
    houseCode: houseReference,
    rentedRooms: describeField(z.int().min(1).max(1000), {
      title: { zh: '出租间数', en: 'Rooms rented out' },
      aliases: ['出租房间数', '间数'],
      sensitivity: 'public',
      example: 3,
      concept: null,
    }).optional(),
    rentedArea: describeField(squareMetres, {
      title: { zh: '出租面积', en: 'Area rented out' },
      aliases: ['租住面积'],
      sensitivity: 'public',
      example: 60,
      concept: null,
    }).optional(),
    occupants: describeField(count(1000), {
      title: { zh: '租住人数', en: 'Occupants' },
      aliases: ['承租人数', '居住人数'],
      sensitivity: 'personal',
      example: 4,
      concept: null,
    }).optional(),
    tenants: describeField(z.array(tenant).min(1).max(200), {
      title: { zh: '承租人身份证号码', en: 'Tenants’ resident ids' },
      aliases: ['承租人', '租客身份证号', '租户身份证号'],
      sensitivity: 'sensitive',
      concept: null,
    }).optional(),
    managerIdNumber: describeField(personNumber, {
      title: { zh: '代管人身份证号码', en: 'Resident id of who looks after it' },
      aliases: ['管理人身份证号', '二房东身份证号', '代理人身份证号'],
      concept: null,
    }).optional(),
    monthlyRent: describeField(yuan, {
      title: { zh: '月租金', en: 'Monthly rent' },
      aliases: ['租金', '每月租金'],
      sensitivity: 'personal',
      example: 800,
      concept: null,
    }).optional(),
    leaseFrom: describeField(isoDate, {
      title: { zh: '起租日期', en: 'Lease from' },
      aliases: ['租赁开始日期', '租期开始', '出租日期'],
      example: '2024-03-05',
      concept: null,
    }).optional(),
    leaseUntil: describeField(isoDate, {
      title: { zh: '租期截止', en: 'Lease until' },
      aliases: ['租赁结束日期', '到期日期'],
      example: '2024-03-05',
      concept: null,
    }).optional(),
    isRegistered: describeField(z.boolean(), {
      title: { zh: '是否登记备案', en: 'Registered with the office' },
      aliases: ['是否备案', '租赁备案'],
      sensitivity: 'public',
      example: true,
      concept: null,
    }).optional(),
    registrationNumber: describeField(line(50), {
      title: { zh: '备案号', en: 'Registration number' },
      aliases: ['备案编号', '登记证号'],
      sensitivity: 'public',
      example: 'B0001',
      concept: null,
    }).optional(),
    pledgeSigned: describeField(z.boolean(), {
      title: { zh: '是否签订治安责任书', en: 'Public-order pledge signed' },
      aliases: ['治安责任书', '安全责任书', '责任书'],
      sensitivity: 'public',
      example: true,
      concept: null,
    }).optional(),
    fireEquipment: describeField(z.boolean(), {
      title: { zh: '是否配备灭火器材', en: 'Has fire equipment' },
      aliases: ['灭火器', '消防器材', '消防设施'],
      sensitivity: 'public',
      example: true,
      concept: null,
    }).optional(),
    gasSafe: describeField(z.boolean(), {
      title: { zh: '燃气使用是否安全', en: 'Gas used safely' },
      aliases: ['燃气安全'],
      sensitivity: 'public',
      example: true,
      concept: null,
    }).optional(),
    secondExit: describeField(z.boolean(), {
      title: { zh: '是否有逃生出口', en: 'Has a second exit' },
      aliases: ['逃生窗', '第二出口', '逃生通道'],
      sensitivity: 'public',
      example: true,
      concept: null,
    }).optional(),
    checkedOn: describeField(isoDate, {
      title: { zh: '最近检查日期', en: 'Last checked on' },
      aliases: ['检查日期', '最近一次检查'],
      example: '2024-03-05',
      notFuture: true,
      concept: null,
    }).optional(),
    endedOn: describeField(isoDate, {
      title: { zh: '停租日期', en: 'No longer rented since' },
      aliases: ['终止出租日期'],
      example: '2024-03-05',
      notFuture: true,
      concept: null,
    }).optional(),
    remark: remark.optional(),
  })
  .check((payload) => {
    const { isRegistered, occupants, tenants = [] } = payload.value
    if (occupants !== undefined && occupants < tenants.length)
      payload.issues.push(
        breach(
          occupants,
          ['occupants'],
          '租住人数少于已列出的承租人',
          'There are fewer occupants than tenants listed.',
        ),
      )
    payload.issues.push(
      ...notBefore(
        payload.value,
        'leaseUntil',
        'leaseFrom',
        '租期截止不能早于起租日期',
        'The lease must not end before it begins.',
      ),
      ...requiredWhen(
        isRegistered === true,
        payload.value,
        'registrationNumber',
        '已备案的，请填写备案号',
        'For a registered lease, please fill in its number.',
      ),
    )
  })

export interface RentalHousing extends z.output<typeof schema> {}

/** Whom and what its references name. */
export interface RentalHousingReferents {
  readonly house: House
  readonly 'tenants.*.resident': Resident
  readonly manager: Resident
}

export const rentalHousing: Form<RentalHousing, 'rental-housing', 'houseCode', RentalHousingReferents> = defineForm({
  name: 'rental-housing',
  title: { zh: '出租房屋', en: 'Rental housing' },
  version: 1,
  key: ['houseCode'],
  references: {
    house: { key: 'houseCode', form: 'house', mode: 'follow' },
    'tenants.*.resident': { key: 'tenants.*', form: 'resident', mode: 'follow' },
    manager: { key: 'managerIdNumber', form: 'resident', mode: 'follow' },
  },
  schema,
})
