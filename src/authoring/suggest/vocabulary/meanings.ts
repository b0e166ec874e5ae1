/**
 * What a facet means, held by whom: 姓名 + 户主 is `household.headName`, 等级 + 隐患 is `event.severity`.
 *
 * A holder that isn't `open` gives only what its row says; everything else about it is known to have no concept, which
 * is not the same as not being understood.
 */
export interface Holder {
  /** What the holder's name alone stands for: 所属网格 is `region.grid`. */
  readonly alone?: string
  /** By facet, a concept's own id among them. */
  readonly facets: Readonly<Record<string, string>>
  /** Facets not listed mean what they mean without a holder. */
  readonly open?: boolean
  /** Listed under a concept that is near and not the same: a form's field of that concept is somebody else's. */
  readonly near?: boolean
}

const place = (concept: string): Holder => ({
  alone: concept,
  facets: { code: concept, title: concept, content: concept, part: concept, unit: concept },
})

const domicilePart = 'person.domicileRegion'
const homePart = 'household.address'

export const holders: Readonly<Record<string, Holder>> = {
  subject: {
    facets: {
      type: 'person.category',
      title: 'person.name',
      code: '',
      status: '',
      level: '',
      date: '',
      count: '',
      content: '',
      amount: '',
      unit: 'person.employer',
      staff: 'person.name',
      flag: '',
      part: '',
      result: '',
      relation: '',
      'household.size': '',
      brief: '',
      reason: '',
      size: '',
    },
    open: true,
  },
  named: {
    alone: 'person.name',
    facets: { title: 'person.name', type: 'person.category' },
    open: true,
  },
  head: {
    alone: 'household.headName',
    facets: {
      'person.name': 'household.headName',
      title: 'household.headName',
      'person.idNumber': 'household.headIdNumber',
      'person.phone': 'household.phone',
      'household.phone': 'household.phone',
      relation: 'household.relationToHead',
      'household.relationToHead': 'household.relationToHead',
    },
  },
  household: {
    facets: {
      code: 'household.number',
      type: 'household.type',
      count: 'household.size',
      address: 'household.address',
      'household.address': 'household.address',
      'person.phone': 'household.phone',
      'household.phone': 'household.phone',
      'household.number': 'household.number',
      'household.size': 'household.size',
      'household.type': 'household.type',
      'household.income': 'household.income',
      'household.perCapitaIncome': 'household.perCapitaIncome',
      relation: 'household.relationToHead',
      'household.relationToHead': 'household.relationToHead',
      'welfare.povertyReason': 'welfare.povertyReason',
    },
  },
  domicile: {
    alone: 'person.domicileAddress',
    facets: {
      address: 'person.domicileAddress',
      'household.address': 'person.domicileAddress',
      'event.place': 'person.domicileAddress',
      part: domicilePart,
      code: domicilePart,
      province: domicilePart,
      city: domicilePart,
      county: domicilePart,
      township: domicilePart,
      village: domicilePart,
      group: domicilePart,
      room: 'person.domicileAddress',
      type: 'person.hukouType',
      'person.policeStation': 'person.policeStation',
    },
  },
  home: {
    alone: 'household.address',
    facets: {
      address: homePart,
      'household.address': homePart,
      part: homePart,
      province: homePart,
      city: homePart,
      county: homePart,
      township: homePart,
      village: homePart,
      group: homePart,
      room: homePart,
      size: 'house.area',
      reason: 'residence.reason',
    },
  },
  contact: {
    alone: 'contact.name',
    facets: {
      'person.name': 'contact.name',
      title: 'contact.name',
      staff: 'contact.name',
      code: 'contact.phone',
      'person.phone': 'contact.phone',
      'household.phone': 'contact.phone',
    },
  },
  guardian: {
    alone: 'contact.name',
    facets: { 'person.name': 'contact.name', title: 'contact.name', 'person.phone': 'contact.phone' },
    near: true,
  },
  owner: {
    alone: 'house.ownerName',
    facets: {
      'person.name': 'house.ownerName',
      title: 'house.ownerName',
      'person.idNumber': 'house.ownerIdNumber',
      'person.phone': 'house.ownerPhone',
      'household.phone': 'house.ownerPhone',
    },
  },
  responsible: {
    alone: 'responsible.name',
    facets: {
      'person.name': 'responsible.name',
      title: 'responsible.name',
      staff: 'responsible.name',
      'person.phone': 'responsible.phone',
    },
  },
  party: {
    alone: 'event.partyName',
    facets: {
      'person.name': 'event.partyName',
      title: 'event.partyName',
      'person.idNumber': 'event.partyIdNumber',
      count: 'event.peopleCount',
    },
  },
  tenant: { facets: {} },
  spouse: { facets: {} },
  relative: { facets: {} },
  other: { facets: {} },
  auditing: { facets: {} },
  birth: { facets: { date: 'person.birthDate' } },
  province: place('region.province'),
  city: place('region.city'),
  county: place('region.county'),
  township: place('region.township'),
  village: place('region.village'),
  group: place('region.group'),
  grid: place('region.grid'),
  building: place('house.building'),
  unit: { alone: 'house.unit', facets: { code: 'house.unit', title: 'house.unit' } },
  floor: { alone: 'house.floor', facets: { code: 'house.floor', title: 'house.floor' } },
  room: { alone: 'house.room', facets: { code: 'house.room', title: 'house.room' } },
  house: {
    facets: {
      code: 'house.code',
      title: '',
      address: 'house.address',
      'household.address': 'house.address',
      'event.place': 'house.address',
      type: 'house.type',
      purpose: 'house.usage',
      size: 'house.area',
      'house.area': 'house.area',
      'house.type': 'house.type',
      'house.usage': 'house.usage',
      'house.address': 'house.address',
    },
  },
  event: {
    facets: {
      code: 'event.code',
      title: 'event.title',
      type: 'event.type',
      status: 'event.status',
      level: 'event.severity',
      date: 'event.occurredAt',
      address: 'event.place',
      content: 'event.content',
      result: 'event.result',
      'household.size': 'event.peopleCount',
      count: 'event.peopleCount',
      brief: 'event.content',
      'household.address': 'event.place',
      'event.place': 'event.place',
      'event.content': 'event.content',
      'event.occurredAt': 'event.occurredAt',
      'event.peopleCount': 'event.peopleCount',
      'event.severity': 'event.severity',
      'event.status': 'event.status',
      'event.result': 'event.result',
      'location.longitude': 'location.longitude',
      'location.latitude': 'location.latitude',
      'record.attachments': 'record.attachments',
      'person.photo': 'record.attachments',
    },
  },
  org: {
    facets: {
      address: 'org.address',
      'household.address': 'org.address',
      'org.address': 'org.address',
      'event.place': 'org.address',
      'org.uscc': 'org.uscc',
    },
  },
  visiting: {
    facets: {
      date: 'visit.date',
      staff: 'visit.staff',
      'person.name': 'visit.staff',
      content: 'visit.content',
      result: 'visit.content',
      'event.content': 'visit.content',
      'record.attachments': 'record.attachments',
      'person.photo': 'record.attachments',
    },
  },
  reporting: {
    facets: {
      date: 'record.reportDate',
      staff: 'record.reporterName',
      'person.name': 'record.reporterName',
      unit: 'record.reporterOrg',
      village: 'record.reporterOrg',
      org: 'record.reporterOrg',
    },
  },
  lowIncome: {
    facets: { amount: 'welfare.amount', code: '', 'welfare.amount': 'welfare.amount', flag: 'welfare.isLowIncome' },
  },
  disability: {
    facets: {
      type: 'welfare.disabilityType',
      level: 'welfare.disabilityLevel',
      'person.idNumber': 'welfare.disabilityCertNumber',
    },
  },
}

/** Holders that are people: what follows in a list may still be about them (房主姓名, then 身份证号, then 联系电话). */
export const peopleHolders: ReadonlySet<string> = new Set([
  ...['head', 'contact', 'guardian', 'owner', 'tenant', 'spouse', 'relative', 'responsible', 'party', 'other'],
])
