/** The name somebody probably meant. */
import { editDistance } from './edit-distance.ts'

/**
 * The candidate with the smallest edit distance (Damerau: a swap of neighbours counts once); undefined when even that one
 * differs in more than a third of its characters (at least one, at most three).
 */
export function nearest(typed: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined
  let bestDistance = Number.POSITIVE_INFINITY
  for (const candidate of candidates) {
    const allowed = Math.min(3, Math.max(1, Math.ceil(Math.max(typed.length, candidate.length) / 3)))
    if (Math.abs(candidate.length - typed.length) > allowed) continue
    const distance = editDistance(typed.toLowerCase(), candidate.toLowerCase())
    if (distance <= allowed && distance < bestDistance) [best, bestDistance] = [candidate, distance]
  }
  return best
}
