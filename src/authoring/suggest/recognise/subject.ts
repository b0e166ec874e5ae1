/** What one record of a list is about: 电话 in a list of houses is nobody's own. */
import type { FieldList, Reading, Subject } from '../types.ts'
import { concepts } from '../vocabulary/index.ts'

/** What a title says; the last word of a Chinese title is the thing itself: 网格隐患点 is about hazards. */
const TITLES: readonly (readonly [Subject, RegExp])[] = [
  ['event', /事件|隐患|纠纷|诉求|案件|投诉|警情|灾害|事故|信访|工单|event|hazard|dispute|incident|danger|accident/i],
  ['house', /房屋|住房|出租屋|出租房|房产|楼栋|宅基地|建筑物|house|housing|building/i],
  ['visit', /走访|随访|巡查|探访|家访|入户|慰问|巡检|visit|patrol|inspection|follow.?up/i],
  [
    'org',
    /企业|党组织|党支部|商铺|商户|场所|社会组织|公司|法人|单位信息|门店|enterprise|company|places|shop|organi[sz]ation/i,
  ],
  ['household', /家庭(?!成员|医生)|农户|住户|户信息|户档案|脱贫户|贫困户|低保户|household|family(?!.?member)/i],
  [
    'person',
    /人口|居民|人员|成员|老人|老年人|儿童|学生|残疾人|党员|村民|个人|军人|妇女|对象|人才|职工|person|people|resident|member|student|child|population/i,
  ],
]
/** Weight of a title: as much as three fields. A list's own fields win over a careless title. */
const TITLE_WEIGHT = 3

/** What readings speak for: `holder facet`, blank where there is none. */
const EVIDENCE: Readonly<Record<string, readonly [Subject, number]>> = {
  ' person.name': ['person', 4],
  'named person.name': ['person', 3],
  'subject person.name': ['person', 4],
  'named ': ['person', 3],
  ' person.idNumber': ['person', 1],
  ' person.gender': ['person', 1],
  ' household.relationToHead': ['person', 2],
  'head ': ['household', 4],
  'head person.name': ['household', 4],
  ' household.size': ['household', 1.5],
  'household count': ['household', 1.5],
  ' household.type': ['household', 1],
  ' household.perCapitaIncome': ['household', 1],
  ' house.type': ['house', 2],
  'house type': ['house', 2],
  ' house.area': ['house', 1],
  ' house.usage': ['house', 2],
  'house purpose': ['house', 2],
  ' house.code': ['house', 1.5],
  'house code': ['house', 1.5],
  'owner ': ['house', 2],
  'owner person.name': ['house', 2],
  'unit ': ['house', 0.5],
  'visiting date': ['visit', 4],
  'visiting staff': ['visit', 3],
  'visiting content': ['visit', 2],
  ' event.occurredAt': ['event', 3],
  ' event.place': ['event', 1],
  ' event.peopleCount': ['event', 2],
  ' event.severity': ['event', 1.5],
  ' event.result': ['event', 1],
  ' event.content': ['event', 1],
  'party ': ['event', 2],
  'party person.name': ['event', 2],
  ' org.uscc': ['org', 3],
  ' org.address': ['org', 2],
  'org type': ['org', 2],
}
/** With less to go by, a list is about something else. */
const AT_LEAST = 0.5
/** As `fieldReadings` has them. */
export interface Evidence {
  readonly readings: readonly Reading[]
  readonly namedHolder?: string
}

/** Each field of an event by its own noun: 隐患等级, 事件类型. */
const EVENT_FIELD = 2

/** Column names that speak of an event say less than labels do. */
const EVENT_NAME = 1

export function subjectOf(list: FieldList, fields: readonly Evidence[]): Subject {
  const readings = fields.map((field) => field.readings)
  const scores: Record<Subject, number> = {
    person: 0,
    household: 0,
    house: 0,
    event: 0,
    visit: 0,
    org: 0,
    thing: AT_LEAST,
  }
  const titled = TITLES.find(([, pattern]) => pattern.test(list.title))
  if (titled) scores[titled[0]] += TITLE_WEIGHT
  scores.event += EVENT_NAME * fields.filter(({ namedHolder }) => namedHolder === 'event').length
  const seen = new Set<string>()
  for (const [best] of readings) {
    if (!best) continue
    const key = `${best.holder ?? ''} ${best.facet ?? ''}`
    if (seen.has(key)) continue
    seen.add(key)
    const evidence = EVIDENCE[key]
    if (evidence) scores[evidence[0]] += evidence[1]
    else if (best.holder === 'event' && best.facet !== 'nothing') scores.event += EVENT_FIELD
    else if (best.holder === undefined && PERSONAL.has(best.facet ?? '')) scores.person += 1
  }
  // A list that names people by themselves is about them, whatever it also says of their household.
  const namesPeople = readings.some(([best]) => best?.facet === 'person.name' && HOLDERLESS.has(best.holder))
  if (namesPeople) {
    scores.household = 0
    scores.house /= 2
  }
  const ranked = Object.entries(scores).sort((a, b) => b[1] - a[1])
  return (ranked[0]?.[0] ?? 'person') as Subject
}

const HOLDERLESS: ReadonlySet<string | undefined> = new Set([undefined, 'subject', 'named'])
const PERSONAL: ReadonlySet<string> = new Set(
  concepts.map(({ id }) => id).filter((id) => id.startsWith('person.') && id !== 'person.phone'),
)
