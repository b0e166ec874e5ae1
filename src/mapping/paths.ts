/** Dotted paths into a record, as types. Nothing here exists at run time. */

export type Plain<T> = Exclude<T, null | undefined>
type KeysOf<T> = T extends unknown ? keyof T : never
type Get<T, K> = T extends unknown ? (K extends keyof T ? T[K] : never) : never
export type Leaf = string | number | boolean | bigint

/** Every dotted path, five levels deep; stops at lists and at index signatures. */
export type Paths<T, D extends 0[] = []> = D['length'] extends 5
  ? never
  : T extends Leaf | readonly unknown[]
    ? never
    : {
        [K in KeysOf<T> & string]: string extends K ? never : K | `${K}.${Paths<Plain<Get<T, K>>, [...D, 0]>}`
      }[KeysOf<T> & string]

/** What stands at a path; in a union, what stands there in the branches that have it. */
export type At<T, P> = P extends `${infer H}.${infer Rest}` ? At<Plain<Get<T, H>>, Rest> : Get<T, P>

/** The paths whose value, where present, fits `T`. */
export type PathTo<R, T> = { [P in Paths<R>]: [Plain<At<R, P>>] extends [T] ? P : never }[Paths<R>]

/** Inside `each`, a path starts at the item; `^.` reaches the record that holds it. Plain items are called `it`. */
export type ItemScope<R, Item> = Item extends Leaf ? { it: Item; '^': R } : Item & { '^': R }
