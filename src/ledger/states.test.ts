import { expect, test } from 'vitest'
import { DELIVERY_STATES, isMoving, isSettled, needsPerson } from './states.ts'

test('each state is settled, moves, or needs a person: exactly one of them', () => {
  for (const state of DELIVERY_STATES) {
    expect([isSettled(state), isMoving(state), needsPerson(state)].filter(Boolean), state).toHaveLength(1)
  }
})

test('what may have left is never settled', () => {
  for (const state of ['sending', 'uncertain', 'processing', 'handover', 'held'] as const) {
    expect(isSettled(state), state).toBe(false)
  }
})
