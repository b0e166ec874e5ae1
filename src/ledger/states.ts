/** The states of a delivery (design: "Delivery states"), and what each group of them means. */

export const DELIVERY_STATES = [
  'incomplete',
  'blocked',
  'pending',
  'sending',
  'waiting',
  'uncertain',
  'processing',
  'handover',
  'rejected',
  'held',
  'dead',
  'delivered',
  'unchanged',
  'superseded',
  'cancelled',
  'not-applicable',
] as const

export type DeliveryState = (typeof DELIVERY_STATES)[number]

/** Nothing more happens to these, ever. */
const SETTLED_STATES = ['delivered', 'unchanged', 'superseded', 'cancelled', 'not-applicable'] as const

/** These stand still until a person acts; what is blocked stands behind one of them, or behind something not there yet. */
const PERSON_STATES = ['blocked', 'incomplete', 'rejected', 'held', 'dead', 'handover'] as const

/** These move by themselves. `blocked` doesn't: whoever removes its cause wakes it. */
export const MOVING_STATES = ['pending', 'sending', 'waiting', 'uncertain', 'processing'] as const

const has = (states: readonly string[]) => {
  const set = new Set(states)
  return (state: DeliveryState): boolean => set.has(state)
}

export const isSettled = has(SETTLED_STATES)
export const needsPerson = has(PERSON_STATES)
export const isMoving = has(MOVING_STATES)
