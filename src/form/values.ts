/** Objects that come from outside: own properties only, and a key named `__proto__` stays a key. */

export type Members = Record<string, unknown>

export const isMembers = (value: unknown): value is Members =>
  value !== null && typeof value === 'object' && !Array.isArray(value)

export const own = (value: unknown, key: string): unknown =>
  isMembers(value) && Object.hasOwn(value, key) ? value[key] : undefined

/** Sets an own property, also where assignment would set the prototype. */
export function put(target: Members, key: string, value: unknown): void {
  if (key === '__proto__') {
    Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true })
  } else target[key] = value
}

/** Nothing there: undefined, null, or only white space. `0` and `false` are values. */
export const isBlank = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '')
