/**
 * Gives places to fields so that the sum of the scores over the whole list is greatest, each place once at most and each
 * field one place at most.
 *
 * Augmenting paths over a sparse graph (successive best paths, Bellman–Ford): a list has some sixty fields with a handful of
 * candidates each. Deterministic: of equal sums the earlier field keeps the earlier candidate.
 */
export interface Candidate {
  /** A place: a concept and which of its turns, or a path of a form. */
  readonly place: string
  /** More than 0. */
  readonly score: number
}

/** @returns for each field the position of its candidate, or undefined where it goes without */
export function assign(fields: readonly (readonly Candidate[])[]): readonly (number | undefined)[] {
  const chosen: (number | undefined)[] = fields.map(() => undefined)
  const owner = new Map<string, number>()
  for (const start of fields.keys()) {
    const path = bestPath(start, fields, chosen, owner)
    for (const { field, candidate } of path) chosen[field] = candidate
    owner.clear()
    for (const [field, candidate] of chosen.entries()) {
      const place = candidate === undefined ? undefined : fields[field]?.[candidate]?.place
      if (place !== undefined) owner.set(place, field)
    }
  }
  return chosen
}

interface Step {
  readonly field: number
  /** Undefined: the field gives its place up and goes without. */
  readonly candidate: number | undefined
}

/** The changes, beginning with `start`, that raise the sum most; none where nothing raises it. */
function bestPath(
  start: number,
  fields: readonly (readonly Candidate[])[],
  chosen: readonly (number | undefined)[],
  owner: ReadonlyMap<string, number>,
): readonly Step[] {
  let best: { gain: number; steps: readonly Step[] } = { gain: 0, steps: [] }
  const reached = new Map<number, number>([[start, 0]])
  const open: { field: number; gain: number; steps: readonly Step[]; on: ReadonlySet<number> }[] = [
    { field: start, gain: 0, steps: [], on: new Set([start]) },
  ]
  for (let here = open.shift(); here !== undefined; here = open.shift()) {
    const { field, gain, steps, on } = here
    const leave = [...steps, { field, candidate: undefined }]
    if (gain > best.gain + 1e-9) best = { gain, steps: leave }
    for (const [position, { place, score }] of (fields[field] ?? []).entries()) {
      if (position === chosen[field]) continue
      const next = owner.get(place)
      const taken = [...steps, { field, candidate: position }]
      if (next === undefined) {
        if (gain + score > best.gain + 1e-9) best = { gain: gain + score, steps: taken }
        continue
      }
      if (on.has(next)) continue
      const lost = fields[next]?.[chosen[next] ?? -1]?.score ?? 0
      const after = gain + score - lost
      if (after <= (reached.get(next) ?? Number.NEGATIVE_INFINITY) + 1e-9) continue
      reached.set(next, after)
      open.push({ field: next, gain: after, steps: taken, on: new Set([...on, next]) })
    }
  }
  return best.steps
}
