/**
 * What an upstream did with one payload, as data. An adapter reports; only the state machine decides about retrying.
 */

/** One thing the upstream refused. Pointer into the *payload* where the upstream names it (RFC 6901). */
export interface Fault {
  readonly pointer?: string
  /** The upstream's own code and words; kept and masked like a payload. */
  readonly upstreamCode?: string
  readonly upstreamText?: string
}

/** Why an account can't be used now; its gate shuts until somebody acts or the time comes. */
export type Bar = 'credentials' | 'right' | 'captcha' | 'quota' | 'closed'

export interface Shut {
  readonly barred: Bar
  /** Name of the environment variable that has to be set first. */
  readonly variable?: string
}

export type Outcome =
  /** A positive answer for this payload. `reference` is the upstream's own id of it. */
  | { readonly state: 'delivered'; readonly reference?: string }
  /** The upstream says it has it already: evidence of nothing until somebody looks. */
  | { readonly state: 'duplicate'; readonly reference?: string; readonly upstreamText?: string }
  /** Taken, answered later under this ticket. */
  | { readonly state: 'processing'; readonly ticket: string; readonly pollAfterMs?: number }
  /** A file is ready under this name, which holds nothing personal; a named person hands it over. */
  | { readonly state: 'ready'; readonly file: string }
  /** Positively refused and not applied. `who` must act: the reporter, the mapping's author or the operator. */
  | { readonly state: 'rejected'; readonly faults: readonly Fault[]; readonly who: 'reporter' | 'author' | 'operator' }
  /** Provably not applied: may be sent again as it is, later. */
  | {
      readonly state: 'not-applied'
      /** `parcel`: refused only because of another member of its parcel; it goes again at once, without that one. */
      readonly why: 'throttled' | 'unavailable' | 'parcel' | Shut
      readonly retryAfterMs?: number
      readonly detail?: string
    }
  /** Anything else, a timeout after the request among them. Never guessed away. */
  | { readonly state: 'unknown'; readonly detail: string; readonly retryAfterMs?: number }

/** What a look-up found at the record's key. */
export type Found =
  /** Not there, and a control query showed that the look-up can see. */
  | { readonly state: 'absent' }
  /** There, with this very content. */
  | { readonly state: 'same'; readonly reference?: string }
  /** There, with other content. */
  | { readonly state: 'other'; readonly reference?: string; readonly payload?: unknown }
  /** There, but the upstream shows only some of the properties, and those agree. */
  | { readonly state: 'partial'; readonly reference?: string }
  /** The look-up can't tell: filter ignored, rows hidden by data scope, no answer. */
  | { readonly state: 'blind'; readonly detail: string; readonly retryAfterMs?: number }
