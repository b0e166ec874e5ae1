/** What every bench does with its clock and its rounds. */
export const perSecond = (count: number, start: number): number => (count * 1_000) / (performance.now() - start)

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] as number
