/** What holders and subjects are called, for reasons. */
import type { Text } from '../../base/text.ts'

export const fieldTitles: Readonly<Record<string, Text>> = {
  person: { zh: '人员', en: 'a person' },
  subject: { zh: '本人', en: 'person recorded' },
  named: { zh: '登记对象', en: 'person recorded' },
  head: { zh: '户主', en: 'head of the household' },
  household: { zh: '住户', en: 'household' },
  domicile: { zh: '户籍地', en: 'registered place' },
  home: { zh: '居住地', en: 'home' },
  contact: { zh: '联系人', en: 'contact' },
  guardian: { zh: '监护人', en: 'guardian' },
  owner: { zh: '房主', en: 'owner' },
  tenant: { zh: '承租人', en: 'tenant' },
  spouse: { zh: '配偶', en: 'spouse' },
  relative: { zh: '亲属', en: 'relative' },
  responsible: { zh: '责任人', en: 'responsible person' },
  party: { zh: '当事人', en: 'person involved' },
  other: { zh: '其他人员', en: 'other person' },
  thing: { zh: '其他事项', en: 'something else' },
  house: { zh: '房屋', en: 'house' },
  event: { zh: '事件', en: 'event' },
  visit: { zh: '走访', en: 'visits' },
  visiting: { zh: '走访', en: 'visit' },
  reporting: { zh: '填报', en: 'report' },
  org: { zh: '单位', en: 'organisation' },
}
