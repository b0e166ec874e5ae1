/** A ledger in a thread of its own, seen from the caller's: the same contract, calls and answers in batches. */
import { Worker } from 'node:worker_threads'
import { type GatewayError, SettingsError, StorageError } from '../../base/errors.ts'
import type { Ledger } from '../contract.ts'
import type { Call, Failure, FromWorker, Method, Reply, WorkerStart } from './protocol.ts'

interface Waiting {
  resolve(value: never): void
  reject(error: unknown): void
}

// Waking the other thread costs as much as ten calls: under load, what is asked within this time leaves together. A lone
// call is not delayed.
const POST_INTERVAL_MS = 1

// Short-lived rows and messages: a larger nursery only holds more of them before they are collected.
const YOUNG_MB = 8

// Beside this file in the sources, beside the bundle in the package.
const script = () => new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './ledger-worker.js', import.meta.url)

/** @throws {StorageError} as the ledger itself when it opens */
export async function openInThread(start: WorkerStart): Promise<Ledger> {
  const worker = new Worker(script(), { workerData: start, resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB } })
  const waiting = new Map<number, Waiting>()
  const listeners: ((upstreams: readonly string[]) => void)[] = []
  let aheadMs = 0
  let lost: StorageError | undefined

  const {
    promise: opened,
    resolve: open,
    reject: refuse,
  } = Promise.withResolvers<Extract<FromWorker, { opened: unknown }>>()
  const loseAll = (cause: unknown) => {
    lost ??= new StorageError([{ code: 'ledger_stopped', who: 'operator' }], { cause })
    refuse(lost)
    for (const { reject } of waiting.values()) reject(lost)
    waiting.clear()
  }
  worker.on('error', loseAll)
  worker.on('exit', () => loseAll(undefined))
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
  worker.on('message', (words: FromWorker) => {
    if ('opened' in words) open(words)
    else if ('heard' in words) for (const listener of listeners) listener(words.heard)
    else if ('aheadMs' in words) aheadMs = words.aheadMs
    else if ('refused' in words) refuse(errorOf(words.refused))
    else for (const reply of words.replies) settle(waiting, reply)
    // A waiting caller is a reason to stay alive; an idle ledger is not.
    if (waiting.size === 0) worker.unref()
  })

  let nextId = 0
  let calls: Call[] = []
  let postedAt = Number.NEGATIVE_INFINITY
  const post = () => {
    const batch = calls
    postedAt = batch.length > 1 ? performance.now() : Number.NEGATIVE_INFINITY
    calls = []
    try {
      worker.postMessage(batch)
    } catch {
      // One of them holds what no thread can be given, such as a function: it alone is refused.
      for (const one of batch) postAlone(one)
    }
  }
  const postAlone = (one: Call) => {
    try {
      worker.postMessage([one])
    } catch (error) {
      const { name, message } = error as Error
      settle(waiting, { id: one.id, failure: { name, message } })
    }
  }
  const schedule = () => {
    const pauseMs = postedAt + POST_INTERVAL_MS - performance.now()
    if (pauseMs > 0) setTimeout(post, pauseMs)
    else setImmediate(post)
  }
  const call = <T>(method: Method, ...args: readonly unknown[]): Promise<T> =>
    new Promise((resolve, reject) => {
      if (lost) return reject(lost)
      const id = nextId++
      if (waiting.size === 0) worker.ref()
      waiting.set(id, { resolve, reject })
      if (calls.length === 0) schedule()
      calls.push({ id, method, args })
    })

  const { secrets, aheadMs: measured } = await opened.then(
    (words) => words.opened,
    async (error: unknown) => {
      await worker.terminate()
      throw error
    },
  )
  aheadMs = measured ?? 0
  const sharing = { heard: (listener: (typeof listeners)[0]) => void listeners.push(listener), aheadMs: () => aheadMs }
  return {
    secrets,
    ...(measured === undefined ? {} : { sharing }),
    register: (...args) => call('register', ...args),
    openSubmission: (...args) => call('openSubmission', ...args),
    findRecord: (...args) => call('findRecord', ...args),
    revisionOf: (...args) => call('revisionOf', ...args),
    outdated: (...args) => call('outdated', ...args),
    findSubmission: (...args) => call('findSubmission', ...args),
    standing: (...args) => call('standing', ...args),
    frozenOf: (...args) => call('frozenOf', ...args),
    referencesAt: (...args) => call('referencesAt', ...args),
    accept: (...args) => call('accept', ...args),
    dependants: (...args) => call('dependants', ...args),
    replanned: (...args) => call('replanned', ...args),
    due: (...args) => call('due', ...args),
    release: (...args) => call('release', ...args),
    claim: (...args) => call('claim', ...args),
    settle: (...args) => call('settle', ...args),
    probed: (...args) => call('probed', ...args),
    step: (...args) => call('step', ...args),
    keepStep: (...args) => call('keepStep', ...args),
    standingStill: (...args) => call('standingStill', ...args),
    redecide: (...args) => call('redecide', ...args),
    setGate: (...args) => call('setGate', ...args),
    takeLogIn: (...args) => call('takeLogIn', ...args),
    keepLogIn: (...args) => call('keepLogIn', ...args),
    stats: () => call('stats'),
    purge: (...args) => call('purge', ...args),
    isInDoubt: () => call('isInDoubt'),
    doubtful: (...args) => call('doubtful', ...args),
    expose: (...args) => call('expose', ...args),
    endDoubt: (...args) => call('endDoubt', ...args),
    reseal: (...args) => call('reseal', ...args),
    beginIndexKey: () => call('beginIndexKey'),
    layIndexKey: (...args) => call('layIndexKey', ...args),
    contractHashes: (...args) => call('contractHashes', ...args),
    counts: (...args) => call('counts', ...args),
    shutGates: (...args) => call('shutGates', ...args),
    isMoving: (...args) => call('isMoving', ...args),
    deliveriesOf: (...args) => call('deliveriesOf', ...args),
    problems: (...args) => call('problems', ...args),
    receipts: (...args) => call('receipts', ...args),
    audit: (...args) => call('audit', ...args),
    async close() {
      if (lost) return
      await call('close')
      lost = new StorageError([{ code: 'ledger_closed', who: 'operator' }])
      // It ends by itself: cut off from outside, it could be inside SQLite's own clean-up.
      worker.ref()
      await ended
    },
  }
}

function settle(waiting: Map<number, Waiting>, reply: Reply): void {
  const waiter = waiting.get(reply.id)
  waiting.delete(reply.id)
  if ('failure' in reply) waiter?.reject(errorOf(reply.failure))
  else waiter?.resolve(reply.value as never)
}

function errorOf({ name, message, problems }: Failure): GatewayError {
  if (problems) return name === 'SettingsError' ? new SettingsError(problems) : new StorageError(problems)
  return new StorageError([{ code: 'ledger_failed', who: 'operator', params: { detail: name } }], { cause: message })
}
