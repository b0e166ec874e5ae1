/** A list of fields in, what each is about out: the whole list at once, and nothing where it is unsure. */
import type { FieldList, Reason, Recognised, Subject } from '../types.ts'
import type { Lexicons } from '../vocabulary/index.ts'
import { commonFirstWord } from '../words/name.ts'
import { assign, type Candidate } from './assign.ts'
import { fieldReadings } from './field-readings.ts'
import { type Carried, carryHolders } from './neighbours.ts'
import { type Resolved, resolve } from './resolve.ts'
import { subjectOf } from './subject.ts'

/**
 * Below this a field is left without a concept. Lower lets single general words through (名称, 状态 in a list that is about
 * nothing clear); higher drops what only the neighbours or the name tell.
 */
const THRESHOLD = 0.6

/** From here on a person needn't look twice. Everything between is marked as doubtful in what is drafted. */
export const SURE = 0.85

/** How often one list may have a concept; not named: as often as it likes (code and text, mobile and landline). */
const TURNS: Readonly<Record<string, number>> = { 'person.name': 1 }
const MANY = 6

export interface RecognisedList {
  readonly subject: Subject
  /** One per field, in the list's order. */
  readonly fields: readonly Recognised[]
}

export function recogniseList(list: FieldList, lexicons: Lexicons): RecognisedList {
  const firstWord = commonFirstWord(list.fields.map(({ name }) => name))
  const readings = list.fields.map((field) => fieldReadings(field, lexicons, firstWord))
  const subject = subjectOf(list, readings)
  const options = carryHolders(readings, subject).map((carried) => optionsOf(carried, subject))
  const turns = options.map(candidatesOf)
  const chosen = assign(turns.map((each) => each.map(({ candidate }) => candidate)))
  const fields = options.map((each, index) => {
    const position = chosen[index]
    const taken = position === undefined ? undefined : turns[index]?.[position]
    return recognised(taken?.option, each, subject)
  })
  return { subject, fields }
}

interface Option extends Resolved {
  readonly after?: string
}

function optionsOf(carried: readonly Carried[], subject: Subject): readonly Option[] {
  return carried
    .flatMap(({ reading, after }): Option[] => {
      const resolved = resolve(reading, subject)
      return resolved ? [{ ...resolved, ...(after === undefined ? {} : { after }) }] : []
    })
    .sort((a, b) => b.trust - a.trust)
}

function candidatesOf(options: readonly Option[]): readonly { option: Option; candidate: Candidate }[] {
  return options.flatMap((option) => {
    if (option.concept === '' || option.trust < THRESHOLD) return []
    const turns = TURNS[option.concept] ?? MANY
    return Array.from({ length: turns }, (_, turn) => ({
      option,
      candidate: { place: `${option.concept} ${turn}`, score: option.trust - turn / 1000 },
    }))
  })
}

function recognised(option: Option | undefined, all: readonly Option[], subject: Subject): Recognised {
  if (option) {
    const { concept, trust, isNear } = option
    return {
      concept,
      score: round(trust),
      reason: reasonOf(option, subject),
      ...(isNear ? { isNear: true as const } : {}),
    }
  }
  const nothing = all.find(({ concept }) => concept === '')
  return nothing
    ? { concept: null, score: round(nothing.trust), reason: reasonOf(nothing, subject) }
    : { concept: null, score: 0, reason: { kind: 'unsure' } }
}

function reasonOf({ concept, reading, after, bySubject: general }: Option, subject: Subject): Reason {
  const { words, from, holder } = reading
  if (concept === '' && after === undefined) return { kind: 'nothing', words }
  if (after !== undefined) return { kind: 'neighbour', words, holder: holder ?? '', after }
  if (general) return { kind: 'subject', words, subject }
  return { kind: 'words', words, from, ...(holder === undefined ? {} : { holder }) }
}

const round = (score: number): number => Math.round(score * 100) / 100
