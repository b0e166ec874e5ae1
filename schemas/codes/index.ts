/** The code lists that the shipped forms use, official ones and our own, and crosswalks between lists. */
export { activityTypeCodes } from './activity.ts'
export { absentParentsCodes, elderSituationCodes, guardianshipCodes, selfCareCodes } from './care.ts'
export { disabilityLevelCodes, disabilityTypeCodes, disabilityTypeToHealthStatus } from './disability.ts'
export { disputeTypeCodes } from './dispute.ts'
export { educationCodes } from './education.ts'
export { education1984Codes, education1984To2006, education2006To1984 } from './education-1984.ts'
export { ethnicGroupCodes } from './ethnic-group.ts'
export { caseStatusCodes, eventLevelCodes, eventTypeCodes } from './event.ts'
export { familyRelationCodes } from './family-relation.ts'
export { subsidyTypeCodes } from './farm.ts'
export { hazardGradeCodes, hazardScaleCodes, hazardTypeCodes } from './hazard.ts'
export { followUpGroupCodes, followUpOutcomeCodes, followUpWayCodes } from './health-service.ts'
export { healthStatusCodes, healthStatusToTwoDigits } from './health-status.ts'
export {
  dwellingSafetyCodes,
  houseStructureCodes,
  houseTypeCodes,
  houseUsageCodes,
  residencePlaceCodes,
  residenceReasonCodes,
} from './house.ts'
export { householdTypeCodes } from './household-type.ts'
export { idTypeCodes } from './id-type.ts'
export { inspectionResultCodes, rectificationStatusCodes } from './inspection.ts'
export { maritalStatusCodes } from './marital-status.ts'
export { occupationCodes } from './occupation.ts'
export { organisationTypeCodes } from './organisation.ts'
export { partyMemberTypeCodes } from './party.ts'
export { politicalStatusCodes } from './political-status.ts'
export { sexCodes } from './sex.ts'
export {
  familyRelationToTwoDigits,
  oneIsYes,
  politicalStatusFromShort,
  politicalStatusToShort,
  ruoyiSexCodes,
  sexFromRuoyi,
  sexToRuoyi,
  shortPoliticalStatusCodes,
  wordIsYes,
  zeroIsYes,
} from './upstream-dictionaries.ts'
export { assistanceTypeCodes, labourCapabilityCodes, monitoringTypeCodes, povertyReasonCodes } from './welfare.ts'
