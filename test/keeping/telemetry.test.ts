/** What a gateway tells: Prometheus' text, OpenTelemetry through the real SDK, and `yibiao status --watch`. */
import { context, metrics, trace } from '@opentelemetry/api'
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks'
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics'
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base'
import { afterEach, expect, test } from 'vitest'
import { resident } from 'yibiao/schemas'
import { sandbox as cliSandbox, configOf, project } from '../cli/project.ts'
import { by, gatewayOf, ledgerFile, sandbox } from '../spine/harness.ts'
import { residentUpstream } from '../spine/upstreams.ts'
import { syntheticResident } from '../synthetic.ts'

afterEach(() => {
  trace.disable()
  metrics.disable()
  context.disable()
})

/** Every line of the text format 0.0.4, and how its families hang together. */
function parse(text: string): Map<string, number> {
  const samples = new Map<string, number>()
  const types = new Map<string, string>()
  expect(text.endsWith('\n')).toBe(true)
  for (const line of text.slice(0, -1).split('\n')) {
    const comment = /^# (HELP|TYPE) ([a-z_]+) (.+)$/.exec(line)
    if (comment) {
      if (comment[1] === 'TYPE') {
        expect(types.has(comment[2] as string), line).toBe(false)
        types.set(comment[2] as string, comment[3] as string)
      }
      continue
    }
    const sample = /^([a-z_]+)(\{(?:[a-z_]+="(?:[^"\\\n]|\\[\\n"])*",?)*\})? (\S+)$/.exec(line)
    expect(sample, line).not.toBe(null)
    const [, name = '', labels = '', value] = sample ?? []
    expect(types.has(name) || types.get(name.replace(/_(bucket|sum|count)$/, '')) === 'histogram', line).toBe(true)
    expect(Number.isFinite(Number(value)), line).toBe(true)
    expect(samples.has(name + labels), line).toBe(false)
    samples.set(name + labels, Number(value))
  }
  return samples
}

test('metrics: valid exposition of counts, attempts, durations, gates, commits and the oldest due', async () => {
  const box = await sandbox('rest-key')
  const gateway = await gatewayOf(ledgerFile(), residentUpstream('key', 'rest-key', box.url))
  for (const seed of [1, 2, 3]) await (await gateway.submit(resident, syntheticResident(seed), by)).settled()
  const samples = parse(await gateway.metrics())
  expect(samples.get('yibiao_deliveries{upstream="key",state="delivered"}')).toBe(3)
  expect(samples.get('yibiao_accepted_total{form="resident",state="accepted"}')).toBe(3)
  expect(samples.get('yibiao_attempts_total{upstream="key",act="send",answer="delivered"}')).toBe(3)
  expect(samples.get('yibiao_attempt_duration_seconds_count{upstream="key",act="send"}')).toBe(3)
  expect(samples.get('yibiao_attempt_duration_seconds_bucket{upstream="key",act="send",le="+Inf"}')).toBe(3)
  const buckets = [...samples]
    .filter(([name]) => name.startsWith('yibiao_attempt_duration_seconds_bucket'))
    .map(([, n]) => n)
  expect(buckets).toEqual(buckets.toSorted((a, b) => a - b))
  expect([...samples].filter(([name]) => name.startsWith('yibiao_gate_open')).map(([, value]) => value)).toEqual([1])
  expect(samples.get('yibiao_oldest_due_seconds{upstream="key"}')).toBe(0)
  expect(samples.get('yibiao_ledger_commits_total')).toBeGreaterThan(5)
})

test('OpenTelemetry: spans and metrics through the real SDK, without a word of the record', async () => {
  const spans = new InMemorySpanExporter()
  trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spans)] }))
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable())
  const measured = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE)
  const reader = new PeriodicExportingMetricReader({ exporter: measured, exportIntervalMillis: 3_600_000 })
  metrics.setGlobalMeterProvider(new MeterProvider({ readers: [reader] }))

  const box = await sandbox('rest-key')
  const gateway = await gatewayOf(ledgerFile(), residentUpstream('key', 'rest-key', box.url))
  const person = syntheticResident(1)
  await (await gateway.submit(resident, person, by)).settled()
  await gateway.submit(resident, { ...person, name: '' } as never, by).catch(() => {})
  await reader.forceFlush()
  const finished = spans.getFinishedSpans()
  expect(finished.map(({ name, attributes, status }) => ({ name, attributes, code: status.code }))).toEqual(
    expect.arrayContaining([
      { name: 'yibiao.accept', attributes: { 'yibiao.form': 'resident', 'yibiao.state': 'accepted' }, code: 0 },
      {
        name: 'yibiao.send',
        attributes: {
          'yibiao.upstream': 'key',
          'yibiao.act': 'send',
          'yibiao.members': 1,
          'yibiao.answer': 'delivered',
        },
        code: 0,
      },
      { name: 'yibiao.accept', attributes: { 'yibiao.form': 'resident' }, code: 2 },
    ]),
  )
  const points = measured.getMetrics().flatMap(({ scopeMetrics }) => scopeMetrics.flatMap(({ metrics: each }) => each))
  const names = points.map(({ descriptor }) => descriptor.name)
  expect(names).toEqual(
    expect.arrayContaining(['yibiao.accepted', 'yibiao.attempts', 'yibiao.attempt.duration', 'yibiao.deliveries']),
  )
  const told = JSON.stringify([
    finished.map(({ name, attributes, status, events }) => [name, attributes, status, events]),
    points,
  ])
  for (const text of [person.name, person.idNumber]) expect(told).not.toContain(text)
})

test('yibiao status --watch: a line per change, JSON lines with --json, until Ctrl-C', async () => {
  const civil = await cliSandbox({ kind: 'rest-unique' })
  const { write, run } = project(configOf({ civil: civil.url }))
  write('a.csv', `公民身份号码,姓名\n${syntheticResident(1).idNumber},赵小测\n`)
  write('b.csv', `公民身份号码,姓名\n${syntheticResident(2).idNumber},赵小测\n`)
  await run(['submit', 'a.csv', '--form', 'resident'])
  const stop = new AbortController()
  const watching = run(['status', '--watch', '--json'], { signal: stop.signal })
  const lines = run(['status', '--watch'], { signal: stop.signal })
  await run(['submit', 'b.csv', '--form', 'resident'])
  // One more look than the interval.
  setTimeout(() => stop.abort(), 2_500)
  const { code, out } = await watching
  const seen = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).deliveries)
  expect(code).toBe(0)
  expect(seen.length).toBeGreaterThan(1)
  expect([seen[0], seen.at(-1)]).toEqual([{ delivered: 1 }, { delivered: 2 }])
  expect((await lines).out).toMatch(/已送达 1\n(?:.*\n)*.*已送达 2\n$/)
  expect((await run(['status', 'K7M2', '--watch'])).code).toBe(2)
})
