/** Sex and birth date that were typed beside a resident id must be the ones the id says. */
import { residentIdFacts } from '../../src/base/checks/resident-id.ts'
import { breach } from '../../src/form/index.ts'

interface Person {
  readonly idNumber?: string | undefined
  readonly sex?: string | undefined
  readonly birthDate?: string | undefined
}

/**
 * The contradictions between a person's id and what else is said about her, for a schema's `.check`. Unknown (0) and
 * not stated (9) contradict nothing. An id that doesn't hold contradicts nothing either: it has its own problem.
 *
 * @param path - of the person, from the schema that carries the check
 */
export function contradictions(person: Person, path: readonly (string | number)[]) {
  const facts = person.idNumber === undefined ? undefined : residentIdFacts(person.idNumber)
  if (!facts) return []
  const found = []
  const { sex, birthDate } = person
  if (facts.sex && (sex === '1' || sex === '2') && sex !== facts.sex) {
    found.push(
      breach(sex, [...path, 'sex'], '性别与身份证号码不一致', 'The sex is not the one that the resident id says.'),
    )
  }
  if (birthDate !== undefined && birthDate !== facts.birthDate) {
    const zh = '出生日期与身份证号码不一致'
    found.push(
      breach(birthDate, [...path, 'birthDate'], zh, 'The date of birth is not the one that the resident id says.'),
    )
  }
  return found
}
