/**
 * Made-up people for tests, benches and the demo: the same seed always gives the same person.
 *
 * No number can be a real person's: ids use the county code 509999, which GB/T 2260 has never assigned (a real
 * province, city and county 99), and still carry a real date and a valid check digit. Names join a fixed surname to
 * given names that say what they are (测, 例, 样 …). Telephone numbers start with 1390000.
 */

import type { Household } from '../schemas/household.ts'
import type { Resident } from '../schemas/resident.ts'
import type { Visit } from '../schemas/visit.ts'
import { residentIdCheckDigit, residentIdFacts } from '../src/base/checks/resident-id.ts'

const REGION = '509999'
const VILLAGES = ['509999001001', '509999001002', '509999002001', '509999002002']
const SURNAMES = [...'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨', '欧阳', '司马']
const FIRST = [...'小大明春秋冬安宁文']
const SECOND = [...'测例样试演']
// One person in a hundred has a name that tests encodings: rare characters, or a transcribed name with its dot.
const RARE_NAMES = ['阿依古丽·测试', '𠮷小样', '李䶮例', '㐀测']

/** Numbers in [0, 1), the same for the same seed (mulberry32). */
function randomOf(seed: number): () => number {
  let state = (seed ^ 0x9e3779b9) >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const pick = <T>(random: () => number, from: readonly T[]): T => from[Math.floor(random() * from.length)] as T
const digits = (value: number, width: number): string => String(value).padStart(width, '0')

// Birth days from 1940 to 2003, the first 28 of each month. Neighbouring seeds are STEP days apart: prime to DAYS.
const DAYS = 64 * 12 * 28
const STEP = 7919

/** The id of person `seed`: another one for every seed from 0 to 9,999,999. */
export function syntheticId(seed: number): string {
  const day = (seed * STEP) % DAYS
  const year = 1940 + Math.floor(day / 336)
  const month = 1 + (Math.floor(day / 28) % 12)
  const sequence = 2 * Math.floor(seed / DAYS) + Math.floor(randomOf(seed + 700_000_000)() * 2)
  const first17 = `${REGION}${year}${digits(month, 2)}${digits(1 + (day % 28), 2)}${digits(sequence, 3)}`
  return first17 + residentIdCheckDigit(first17)
}

function syntheticName(seed: number): string {
  const random = randomOf(seed * 2 + 1)
  if (random() < 0.01) return pick(random, RARE_NAMES)
  return pick(random, SURNAMES) + pick(random, FIRST) + pick(random, SECOND)
}

const syntheticPhone = (seed: number): string => `1390000${digits(seed % 10_000, 4)}`

/** @param seed - whole number from 0 to 9,999,999; other seeds are other people */
export function syntheticResident(seed: number): Resident {
  const random = randomOf(seed)
  const idNumber = syntheticId(seed)
  const facts = residentIdFacts(idNumber)
  const village = pick(random, VILLAGES)
  const house = 1 + Math.floor(random() * 300)
  const home = `示例县示例乡示例村${1 + Math.floor(random() * 9)}组${house}号`
  return {
    idNumber,
    name: syntheticName(seed),
    ...(facts?.sex && { sex: facts.sex }),
    ...(facts && { birthDate: facts.birthDate }),
    ethnicity: pick(random, ['01', '01', '01', '01', '08', '15']),
    phone: syntheticPhone(seed),
    maritalStatus: pick(random, ['10', '20', '20', '30', '40']),
    education: pick(random, ['20', '30', '40', '60', '70', '80', '90']),
    politicalStatus: pick(random, ['13', '13', '13', '01', '03']),
    occupation: pick(random, ['务农', '务工', '教师', '个体经营', '退休']),
    householdNumber: `H${digits(Math.floor(seed / 3), 6)}`,
    relationToHead: pick(random, ['0', '1', '2', '3']),
    domicileAddress: home,
    address: home,
    villageCode: village,
    grid: `${pick(random, ['第一', '第二', '第三'])}网格`,
    isLowIncome: random() < 0.08,
  }
}

/** A household of one to five, whose head is `syntheticResident(seed * 5)`. */
export function syntheticHousehold(seed: number): Household {
  const random = randomOf(seed + 500_000_000)
  const head = syntheticResident(seed * 5)
  const size = 1 + Math.floor(random() * 5)
  const others = (['1', '2', '3', '5'] as const).slice(0, size - 1)
  const members = others.map((relation, at) => ({ idNumber: syntheticId(seed * 5 + at + 1), relation }))
  return {
    householdNumber: `H${digits(seed, 6)}`,
    headIdNumber: head.idNumber,
    phone: syntheticPhone(seed),
    ...(head.address && { address: head.address }),
    ...(head.villageCode && { villageCode: head.villageCode }),
    size,
    ...(members.length > 0 && { members }),
  }
}

/** A visit in 2024 to `syntheticResident(seed)`. */
export function syntheticVisit(seed: number): Visit {
  const random = randomOf(seed + 900_000_000)
  const date = `2024-${digits(1 + Math.floor(random() * 12), 2)}-${digits(1 + Math.floor(random() * 28), 2)}`
  return {
    residentIdNumber: syntheticId(seed),
    date,
    visitor: `${pick(random, SURNAMES)}${pick(random, FIRST)}访`,
    purpose: pick(random, ['日常走访', '节日慰问', '安全检查', '政策宣传']),
    findings: pick(random, ['身体状况良好', '家中电线老化，已提醒更换', '独居，生活能自理', '近期外出务工']),
    needsFollowUp: random() < 0.2,
  }
}
