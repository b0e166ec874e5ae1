/**
 * What a signature is made of and comes to. Signing happens on every attempt, in `send`: time, nonce and keys are never
 * part of the stored message.
 */
import type { z } from 'zod'

/** A request about to leave, with its credentials, and what makes its signature fresh. */
export interface Signing {
  readonly method: string
  /** Absolute, with its query. */
  readonly url: URL
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>
  /** Exact text; empty where there is none. */
  readonly body: string
  /** Epoch ms, from the gateway's clock. */
  readonly now: number
  /** 32 characters of [0-9a-f], another for each attempt. */
  readonly nonce: string
  /** The parcel's key: the same on every attempt at the same content. */
  readonly id: string
}

/** What the signature adds. A body replaces the request's own. */
export interface SignPatch {
  readonly headers?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
  readonly body?: string
}

/** A way of signing of one's own; keys come from wherever the function has them. */
export type Sign = (request: Signing) => SignPatch | Promise<SignPatch>

/** A scheme that settings can name. */
export interface SignScheme<S extends z.ZodObject = z.ZodObject> {
  /** Strict; `kind` is its name. */
  readonly settings: S
  sign(settings: z.output<S>, request: Signing): Promise<SignPatch>
}

export const signScheme = <S extends z.ZodObject>(settings: S, sign: SignScheme<S>['sign']): SignScheme<S> => ({
  settings,
  sign,
})
