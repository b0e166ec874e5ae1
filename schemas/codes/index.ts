/** The official code lists that the shipped forms use. */
export { educationCodes } from './education.ts'
export { ethnicGroupCodes } from './ethnic-group.ts'
export { familyRelationCodes } from './family-relation.ts'
export { maritalStatusCodes } from './marital-status.ts'
export { politicalStatusCodes } from './political-status.ts'
export { sexCodes } from './sex.ts'
