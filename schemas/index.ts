/** Canonical forms for grassroots work, the fields they are built from, and the official code lists. */
import { type Form, relateForms } from '../src/form/index.ts'
import { activity } from './activity.ts'
import { disability } from './disability.ts'
import { dispute } from './dispute.ts'
import { elderCare } from './elder-care.ts'
import { farmSubsidy } from './farm-subsidy.ts'
import { floatingPopulation } from './floating-population.ts'
import { gridEvent } from './grid-event.ts'
import { hazardInspection } from './hazard-inspection.ts'
import { hazardPoint } from './hazard-point.ts'
import { hazardRectification } from './hazard-rectification.ts'
import { healthFollowUp } from './health-follow-up.ts'
import { house } from './house.ts'
import { household } from './household.ts'
import { leftBehindChild } from './left-behind-child.ts'
import { lowIncome } from './low-income.ts'
import { organisation } from './organisation.ts'
import { partyMember } from './party-member.ts'
import { povertyMonitoring } from './poverty-monitoring.ts'
import { rentalHousing } from './rental-housing.ts'
import { resident } from './resident.ts'
import { vaccination } from './vaccination.ts'
import { visit } from './visit.ts'
import { vocabularyOf } from './vocabulary.ts'

export { type Activity, activity } from './activity.ts'
export * from './codes/index.ts'
export { type Disability, disability } from './disability.ts'
export { type Dispute, dispute } from './dispute.ts'
export { type ElderCare, elderCare } from './elder-care.ts'
export { type FarmSubsidy, farmSubsidy } from './farm-subsidy.ts'
export * from './fields/index.ts'
export { type FloatingPopulation, floatingPopulation } from './floating-population.ts'
export { type GridEvent, gridEvent } from './grid-event.ts'
export { type HazardInspection, hazardInspection } from './hazard-inspection.ts'
export { type HazardPoint, hazardPoint } from './hazard-point.ts'
export { type HazardRectification, hazardRectification } from './hazard-rectification.ts'
export { type HealthFollowUp, healthFollowUp } from './health-follow-up.ts'
export { type House, house } from './house.ts'
export { type Household, household } from './household.ts'
export { type LeftBehindChild, leftBehindChild } from './left-behind-child.ts'
export { type LowIncome, lowIncome } from './low-income.ts'
export { type Organisation, organisation } from './organisation.ts'
export { type PartyMember, partyMember } from './party-member.ts'
export { type PovertyMonitoring, povertyMonitoring } from './poverty-monitoring.ts'
export { type RentalHousing, rentalHousing } from './rental-housing.ts'
export { type Resident, resident } from './resident.ts'
export { type Vaccination, vaccination } from './vaccination.ts'
export { type Visit, visit } from './visit.ts'

/** Every form, in the order of docs/forms. */
export const forms: readonly Form[] = relateForms([
  resident,
  household,
  house,
  organisation,
  floatingPopulation,
  rentalHousing,
  visit,
  activity,
  hazardPoint,
  hazardInspection,
  hazardRectification,
  dispute,
  gridEvent,
  lowIncome,
  disability,
  povertyMonitoring,
  leftBehindChild,
  elderCare,
  partyMember,
  healthFollowUp,
  vaccination,
  farmSubsidy,
])

/** What form files can name: `loadForms(dir, vocabulary)`. */
export const vocabulary = vocabularyOf(forms)
