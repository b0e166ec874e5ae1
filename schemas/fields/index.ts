/** Fields to build forms from: each normalises itself, checks itself, and says in plain words what is wrong. */
export { mobile, personName, phone, residentId } from './person.ts'
export { address, divisionCode, isoDate, position, villageCode } from './place-and-time.ts'
export { line, paragraph } from './text.ts'
