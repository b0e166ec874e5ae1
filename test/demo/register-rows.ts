/**
 * What stands in the demo's workbook: 140 residents and 60 visits, all invented, with the mistakes that people make.
 *
 * A cell is text, a real date, a real number, or empty; that difference is half of what goes wrong in such sheets.
 */
import { educationCodes, ethnicGroupCodes, maritalStatusCodes, politicalStatusCodes } from '../../schemas/index.ts'
import { syntheticResident, syntheticVisit } from '../synthetic.ts'

export type CellValue = string | { readonly date: string } | { readonly number: string } | undefined
export type Cells = Record<string, CellValue>

const RESIDENTS = 140
const VISITS = 60
const RELATIONS: Readonly<Record<string, string>> = { '0': '户主', '1': '妻子', '2': '儿子', '3': '女儿' }
const FINDINGS = [
  '入户走访，身体状况良好',
  '家中电线老化，已提醒更换',
  '独居老人，生活能自理，已留联系方式',
  '近期外出务工，家中由老人照看',
]

/** The shortest word a clerk would write for a code. */
function word(
  list: {
    readonly codes: readonly { readonly code: string; readonly zh: string; readonly aliases?: readonly string[] }[]
  },
  code: string | undefined,
): string | undefined {
  const found = list.codes.find((each) => each.code === code)
  return found?.aliases?.[0] ?? found?.zh
}

export function residentRows(): Cells[] {
  const rows = Array.from({ length: RESIDENTS }, (_, index): Cells => {
    const seed = 2_000 + index
    const person = syntheticResident(seed)
    const birthDate = person.birthDate ?? ''
    return {
      name: person.name,
      idNumber: person.idNumber,
      sex: person.sex === '1' ? '男' : '女',
      // Most people pick a date; some type one.
      birthDate: index % 9 === 4 ? birthDate.replace(/-0?/g, '.') : { date: birthDate },
      ethnicity: ethnicGroupCodes.codes.find(({ code }) => code === person.ethnicity)?.zh,
      phone: index % 4 === 3 ? { number: person.phone ?? '' } : person.phone,
      address: person.address,
      householdNumber: `H${String(1 + Math.floor(index / 3)).padStart(4, '0')}`,
      relation: RELATIONS[['0', '1', index % 2 ? '2' : '3'][index % 3] ?? '0'],
      education: word(educationCodes, person.education),
      politicalStatus: politicalStatusCodes.codes.find(({ code }) => code === person.politicalStatus)?.zh,
      maritalStatus: maritalStatusCodes.codes.find(({ code }) => code === person.maritalStatus)?.zh,
      grid: person.grid,
      isLowIncome: person.isLowIncome ? '是' : '否',
    }
  })
  for (const [at, mistake] of residentMistakes(rows)) Object.assign(rows[at] as Cells, mistake)
  return rows
}

function residentMistakes(rows: readonly Cells[]): [number, Cells][] {
  const idOf = (at: number) => String(rows[at]?.idNumber)
  const otherDigit = (digit: string) => (digit === '1' ? '2' : '1')
  return [
    // One digit mistyped.
    [11, { idNumber: idOf(11).slice(0, 16) + otherDigit(idOf(11).charAt(16)) + idOf(11).slice(17) }],
    // Typed into a number cell: a spreadsheet program keeps fifteen digits of eighteen.
    [23, { idNumber: { number: `${idOf(23).slice(0, 15)}000` } }],
    [34, { phone: `${String(rows[34]?.phone)}12` }],
    [41, { sex: '南' }],
    [52, { name: undefined }],
    [58, { birthDate: '1990.2.30' }],
    [67, { sex: rows[67]?.sex === '男' ? '女' : '男' }],
    // Somebody copied a row and forgot one cell.
    [73, { idNumber: idOf(70), birthDate: rows[70]?.birthDate, sex: rows[70]?.sex }],
    [80, { ethnicity: '汗族' }],
    // The number on a card from before 1999.
    [88, { idNumber: `${idOf(88).slice(0, 6)}${idOf(88).slice(8, 17)}` }],
    // These satisfy our form; one upstream each asks for more.
    [19, { phone: undefined }],
    [96, { phone: undefined }],
    [104, { name: '阿依古丽·测试样例' }],
    [117, { address: '已拆迁' }],
  ]
}

export function visitRows(): Cells[] {
  const rows = Array.from({ length: VISITS }, (_, index): Cells => {
    const visit = syntheticVisit(2_000 + index * 2)
    return {
      date: index % 7 === 3 ? visit.date.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, '$1年$2月$3日') : { date: visit.date },
      visitor: ['孙小测', '周春试', '冯安样'][index % 3],
      idNumber: visit.residentIdNumber,
      purpose: visit.purpose,
      findings: FINDINGS[index % FINDINGS.length],
      followUp: visit.needsFollowUp ? '是' : '否',
    }
  })
  const first = rows[20] as Cells
  const mistakes: [number, Cells][] = [
    [8, { date: { date: '2062-03-05' } }],
    [21, { ...first }],
    [33, { findings: undefined }],
    [47, { idNumber: String(rows[47]?.idNumber).replace(/.$/, (digit) => (digit === '5' ? '6' : '5')) }],
  ]
  for (const [at, mistake] of mistakes) Object.assign(rows[at] as Cells, mistake)
  return rows
}
