/** Where records and upstreams stand, as callers of the gateway see it. */
import type { Problem } from '../base/problem.ts'
import type { DeliveryCount, DeliveryState } from '../ledger/index.ts'

/** What stands between one record and one upstream. */
export interface DeliveryStatus {
  readonly upstream: string
  readonly state: DeliveryState
  readonly problems: readonly Problem[]
  /** The upstream's own id of the record. */
  readonly reference?: string
  /** Epoch ms when it is tried or asked about next; absent where nothing is waited for but somebody, or a gate that is shut. */
  readonly nextAt?: number
}

export interface RecordStatus {
  /** 受理号 with the revision, as given to the caller. */
  readonly number: string
  readonly form: string
  readonly revision: number
  readonly deliveries: readonly DeliveryStatus[]
  /** Nothing moves by itself any more: each delivery is settled or needs a person. */
  readonly settled: boolean
}

export interface GatewayStatus {
  readonly counts: readonly DeliveryCount[]
  /** Upstreams that nothing is sent to now, and who must act: one problem each. Their deliveries wait, none is dropped. */
  readonly shut: readonly Problem[]
}

/** Deliveries of one upstream that stand still, or wait behind a shut gate, for the same reason. */
export interface FailureGroup {
  readonly upstream: string
  readonly state: DeliveryState
  readonly count: number
  /** The problem they share, without the upstream's own words. */
  readonly problem: Problem
  /** 受理号 of one of them. */
  readonly example: string
  /** false: it goes on by itself, at the time that the problem names. */
  readonly needsPerson: boolean
}
