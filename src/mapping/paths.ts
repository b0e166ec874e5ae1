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
        [K in KeysOf<T> & string]: string extends K
          ? never
          : K extends `~${string}`
            ? never
            : K | `${K}.${Paths<Plain<Get<T, K>>, [...D, 0]>}`
      }[KeysOf<T> & string]

/** What stands at a path; in a union, what stands there in the branches that have it. */
export type At<T, P> = P extends `${infer H}.${infer Rest}` ? At<Plain<Get<T, H>>, Rest> : Get<T, P>

/** The paths whose value, where present, fits `T`. */
export type PathTo<R, T> = { [P in Paths<R>]: [Plain<At<R, P>>] extends [T] ? P : never }[Paths<R>]

/** Inside `each`, a path starts at the item; `^.` reaches the record that holds it. Plain items are called `it`. */
export type ItemScope<R, Item> = Item extends Leaf ? { it: Item; '^': R } & Beside<Item> : Item & { '^': R }

/** What hangs beside a plain item: the record whose key it is. */
type Beside<Item> = Item extends { readonly '~beside'?: infer B } ? B : unknown

/** A record that a reference names, marked as one. */
type Named<T> = T & { readonly '~reference'?: string }

/** The places of references. */
export type ReferencePlace<V> = {
  [P in Paths<V>]: Plain<At<V, P>> extends { readonly '~reference'?: string }
    ? '~reference' extends keyof Plain<At<V, P>>
      ? P
      : never
    : never
}[Paths<V>]

type Lists<X> = keyof X extends infer P ? (P extends `${infer L}.*.${string}` ? L : never) : never
type InList<X, L extends string> = { [P in keyof X as P extends `${L}.*.${infer Name}` ? Name : never]: Named<X[P]> }
type ListSeen<T, B> = T extends readonly (infer I)[] ? (I extends Leaf ? I & { readonly '~beside'?: B } : I & B)[] : T

/** A record as mappings see it: with what its references name at their places. X is `{}` for a form without any. */
export type Seen<R, X> = keyof X extends never
  ? R
  : ([Lists<X>] extends [never] ? R : { [K in keyof R]: K extends Lists<X> ? ListSeen<R[K], InList<X, K>> : R[K] }) & {
      readonly [P in keyof X as P extends `${string}.${string}` ? never : P]: Named<X[P]>
    }
