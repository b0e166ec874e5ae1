/** Every rule over several fields, seen to speak and to be silent: a full, valid record with one thing changed. */
import { describe, expect, it } from 'vitest'
import { describeProblem } from '../../src/base/problem.ts'
import { validateRecord } from '../../src/form/index.ts'
import { fullRecord } from '../../test/example-records.ts'
import { syntheticId } from '../../test/synthetic.ts'
import { forms } from '../index.ts'

const another = syntheticId(7)

const CASES: readonly [form: string, changes: Record<string, unknown>, said: string][] = [
  ['resident', { diedOn: '1989-12-31' }, 'diedOn 死亡日期不能早于出生日期'],
  ['house', { ownerCreditCode: '91350100M000100Y43' }, 'ownerCreditCode 房主是个人还是单位，只填一项'],
  ['house', { safetyGrade: 'D', inspectedOn: undefined }, 'inspectedOn 鉴定为C级或D级的，请填写鉴定日期'],
  ['organisation', { closedOn: '2024-03-04' }, 'closedOn 注销日期不能早于成立日期'],
  ['floating-population', { leftOn: '2024-03-04' }, 'leftOn 流出日期不能早于流入日期'],
  ['floating-population', { permitValidUntil: '2024-03-04' }, 'permitValidUntil 居住证有效期不能早于签发日期'],
  ['floating-population', { permitIssuedOn: undefined }, 'permitIssuedOn 有居住证的，请填写签发日期'],
  ['floating-population', { destination: undefined }, 'destination 已流出的，请填写去向'],
  ['rental-housing', { occupants: 0 }, 'occupants 租住人数少于已列出的承租人'],
  ['rental-housing', { leaseUntil: '2024-03-04' }, 'leaseUntil 租期截止不能早于起租日期'],
  ['rental-housing', { registrationNumber: undefined }, 'registrationNumber 已备案的，请填写备案号'],
  ['visit', { followUpBy: '2024-03-04' }, 'followUpBy 跟进期限不能早于走访日期'],
  ['activity', { endedAt: '14:30' }, 'endedAt 结束时间应晚于开始时间'],
  ['activity', { attendance: 0 }, 'attendance 参加人数少于已列出的人员'],
  ['hazard-point', { threatenedHouseholds: 0 }, 'threatenedHouseholds 威胁户数少于已列出的住户'],
  ['hazard-point', { clearedOn: '2024-03-04' }, 'clearedOn 销号日期不能早于发现日期'],
  ['hazard-inspection', { result: 'found', findings: undefined }, 'findings 发现隐患的，请填写发现的问题'],
  ['hazard-inspection', { result: 'worse', findings: undefined }, 'findings 发现隐患的，请填写发现的问题'],
  ['hazard-inspection', { rectifyBy: '2024-03-04' }, 'rectifyBy 整改期限不能早于排查日期'],
  ['hazard-rectification', { status: 'done', completedOn: undefined }, 'completedOn 已整改的，请填写整改完成日期'],
  ['hazard-rectification', { status: 'accepted', acceptedOn: undefined }, 'acceptedOn 已验收的，请填写验收日期'],
  ['hazard-rectification', { status: 'accepted', acceptedBy: undefined }, 'acceptedBy 已验收的，请填写验收人'],
  [
    'hazard-rectification',
    { status: 'passed-on', passedOnTo: undefined },
    'passedOnTo 已上报的，请填写上报（移交）单位',
  ],
  [
    'hazard-rectification',
    { completedOn: '2024-03-04', acceptedOn: undefined },
    'completedOn 整改完成日期不能早于发现日期',
  ],
  ['hazard-rectification', { acceptedOn: '2024-03-04' }, 'acceptedOn 验收日期不能早于整改完成日期'],
  ['dispute', { status: 'closed', result: undefined }, 'result 已办结的，请填写处理结果'],
  ['dispute', { status: 'closed', closedOn: undefined }, 'closedOn 已办结的，请填写办结日期'],
  ['dispute', { status: 'passed-on', passedOnTo: undefined }, 'passedOnTo 已移交的，请填写移交单位'],
  ['dispute', { agreementReached: true, agreement: undefined }, 'agreement 达成协议的，请填写协议内容'],
  ['dispute', { closedOn: '2024-03-04' }, 'closedOn 办结日期不能早于发生日期'],
  ['grid-event', { status: 'closed', result: undefined }, 'result 已办结的，请填写处理结果'],
  ['grid-event', { status: 'closed', closedOn: undefined }, 'closedOn 已办结的，请填写办结日期'],
  ['grid-event', { closedOn: '2024-03-04' }, 'closedOn 办结日期不能早于发生日期'],
  ['low-income', { monthlyAmount: undefined }, 'monthlyAmount 已批准的，请填写月救助金额'],
  ['low-income', { fromMonth: undefined }, 'fromMonth 已批准的，请填写起始年月'],
  ['low-income', { endReason: undefined }, 'endReason 已停发的，请填写停发原因'],
  ['low-income', { approvedOn: '2024-03-04' }, 'approvedOn 批准日期不能早于申请日期'],
  ['low-income', { untilMonth: '2024-03' }, 'untilMonth 终止年月不能早于起始年月'],
  ['disability', { residentIdNumber: another }, 'certificateNumber 残疾人证号与身份证号码不一致'],
  ['disability', { disabilityType: '1' }, 'certificateNumber 残疾人证号与残疾类别不一致'],
  ['disability', { disabilityLevel: '1' }, 'certificateNumber 残疾人证号与残疾等级不一致'],
  [
    'disability',
    { livingAllowance: true, livingAllowanceAmount: undefined },
    'livingAllowanceAmount 享受生活补贴的，请填写金额',
  ],
  [
    'disability',
    { nursingSubsidy: true, nursingSubsidyAmount: undefined },
    'nursingSubsidyAmount 享受护理补贴的，请填写金额',
  ],
  ['disability', { validUntil: '2024-03-04' }, 'validUntil 有效期不能早于发证日期'],
  ['poverty-monitoring', { riskRemoved: true, riskRemovedOn: undefined }, 'riskRemovedOn 风险已消除的，请填写消除日期'],
  ['poverty-monitoring', { riskRemovedOn: '2024-03-04' }, 'riskRemovedOn 风险消除日期不能早于识别日期'],
  ['left-behind-child', { guardianIdNumber: '509999199001010015' }, 'guardianIdNumber 监护人不能是儿童本人'],
  ['left-behind-child', { guardianship: 'none', difficulties: undefined }, 'difficulties 无人监护的，请填写存在困难'],
  ['left-behind-child', { endedOn: '2024-03-04' }, 'endedOn 不再留守日期不能早于留守开始日期'],
  ['elder-care', { ageAllowanceAmount: undefined }, 'ageAllowanceAmount 享受高龄津贴的，请填写金额'],
  ['elder-care', { endedOn: '2024-03-04' }, 'endedOn 结束日期不能早于开始日期'],
  ['party-member', { memberType: 'probationary' }, 'confirmedOn 预备党员还没有转正日期，已转正的请改选正式党员'],
  ['party-member', { isFloating: true, floatingPlace: undefined }, 'floatingPlace 流动党员请填写外出流向'],
  ['party-member', { confirmedOn: '2024-03-04' }, 'confirmedOn 转正日期不能早于入党日期'],
  ['party-member', { transferredOutOn: '2024-03-04' }, 'transferredOutOn 转出日期不能早于转入日期'],
  ['health-follow-up', { diastolic: 128 }, 'diastolic 舒张压应低于收缩压，请核对'],
  ['health-follow-up', { outcome: 'referred', referredTo: undefined }, 'referredTo 已转诊的，请填写转诊机构'],
  ['health-follow-up', { nextOn: '2024-03-04' }, 'nextOn 下次随访日期不能早于本次'],
  ['vaccination', { nextOn: '2024-03-04' }, 'nextOn 下次接种日期不能早于本次'],
  ['farm-subsidy', { amount: 600 }, 'amount 补贴金额不等于补贴面积乘以补贴标准，请核对'],
]

const said = (name: string, changes: Record<string, unknown>, lang: 'zh-CN' | 'en'): string[] => {
  const form = forms.find((each) => each.name === name)
  if (!form) throw new RangeError(name)
  const values = Object.entries({ ...fullRecord(form), ...changes }).filter(([, value]) => value !== undefined)
  const result = validateRecord(form, Object.fromEntries(values))
  return result.ok ? [] : result.problems.map((problem) => `${problem.field} ${describeProblem(problem, lang)}`)
}

describe.each(CASES)('%s with %j', (form, changes, words) => {
  it(`says “${words}”`, () => {
    expect(said(form, changes, 'zh-CN')).toEqual([words])
    expect(said(form, changes, 'en')[0]).toMatch(/^\w+ [A-Z].*\.$/)
  })
})

it('a subsidy that was rounded on its way is right all the same', () => {
  expect(said('farm-subsidy', { subsidisedArea: 3.33, rate: 102.57, amount: 341.6 }, 'en')).toEqual([])
})
