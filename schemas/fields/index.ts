/** Fields to build forms from: each normalises itself, checks itself, and says in plain words what is wrong. */
export { convertPosition } from '../../src/base/coordinates.ts'
export { amountOf, count, mu, squareMetres, yuan } from './amounts.ts'
export { documentFaults, personNumber, residentId, temporaryId } from './identity.ts'
export { recordCode } from './number-text.ts'
export {
  bankAccount,
  bankCard,
  creditCode,
  disabilityCertificate,
  disabilityCertificateFacts,
  plateNumber,
} from './numbers.ts'
export { landline, mobile, personName, phone } from './person.ts'
export { address, divisionCode, position, structuredAddress, villageCode } from './place.ts'
export { line, paragraph } from './text.ts'
export { clockTime, isoDate, period, quarter, year, yearMonth } from './time.ts'
