/** The steps of a random walk, as often as they are worth it. */
import fc from 'fast-check'
import type { Step } from './walk.ts'

export const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('accept' as const),
      content: fc.constantFrom('A' as const, 'B' as const, 'C' as const),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ do: 'withdraw' } as const) },
  { weight: 5, arbitrary: fc.constant({ do: 'claim' } as const) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('answer' as const),
      how: fc.constantFrom(
        'delivered',
        'lost-applied',
        'lost',
        'lost-late',
        'throttled',
        'unavailable',
        'rejected',
        'duplicate',
      ) as fc.Arbitrary<Extract<Step, { do: 'answer' }>['how']>,
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.constantFrom(1, 1_000, 6_000, 60_000, 4_000_000) }),
  },
  { weight: 1, arbitrary: fc.constant({ do: 'crash' } as const) },
  { weight: 1, arbitrary: fc.constant({ do: 'rotate' } as const) },
)
