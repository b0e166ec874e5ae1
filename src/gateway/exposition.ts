/**
 * Counters, gauges and histograms as Prometheus reads them.
 *
 * @see https://prometheus.io/docs/instrumenting/exposition_formats/ (text format 0.0.4)
 */
type Labels = Readonly<Record<string, string>>

interface Histogram {
  readonly labels: Labels
  readonly bounds: readonly number[]
  readonly counts: number[]
  sum: number
  count: number
}

const HELP = {
  yibiao_accepted_total: ['counter', 'Entries accepted since the gateway was opened.'],
  yibiao_attempts_total: ['counter', 'Attempts at parcels since the gateway was opened, by answer.'],
  yibiao_attempt_duration_seconds: ['histogram', 'From the claim of a parcel to its answer.'],
  yibiao_deliveries: [
    'gauge',
    "Deliveries in the ledger, by upstream and state; by-person: delivered on a person's word.",
  ],
  yibiao_gate_open: [
    'gauge',
    'Whether the gate of a system, or of one of its accounts, lets anything through: 1 or 0.',
  ],
  yibiao_oldest_due_seconds: ['gauge', 'How long the oldest due delivery of an upstream has waited.'],
  yibiao_ledger_commits_total: ['counter', 'Commits of the ledger since the gateway was opened.'],
} as const

export type MetricName = keyof typeof HELP

export class Exposition {
  readonly #values = new Map<MetricName, Map<string, { labels: Labels; value: number }>>()
  readonly #histograms = new Map<MetricName, Map<string, Histogram>>()

  add(name: MetricName, labels: Labels, by = 1): void {
    const series = seriesOf(this.#values, name)
    const key = keyOf(labels)
    const known = series.get(key)
    if (known) known.value += by
    else series.set(key, { labels, value: by })
  }

  observe(name: MetricName, labels: Labels, value: number, bounds: readonly number[]): void {
    const series = seriesOf(this.#histograms, name)
    const key = keyOf(labels)
    let histogram = series.get(key)
    if (!histogram) {
      histogram = { labels, bounds, counts: bounds.map(() => 0), sum: 0, count: 0 }
      series.set(key, histogram)
    }
    bounds.forEach((bound, i) => {
      if (value <= bound && histogram) histogram.counts[i] = (histogram.counts[i] ?? 0) + 1
    })
    histogram.sum += value
    histogram.count++
  }

  /** @param gauges - of this moment, beside what was counted */
  text(gauges: readonly { readonly name: MetricName; readonly labels: Labels; readonly value: number }[]): string {
    const moment = new Exposition()
    for (const { name, labels, value } of gauges) moment.add(name, labels, value)
    const lines = (Object.keys(HELP) as MetricName[]).flatMap((name) => {
      const samples = [...this.#samples(name), ...moment.#samples(name)]
      const [type, help] = HELP[name]
      return samples.length === 0 ? [] : [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...samples]
    })
    return `${lines.join('\n')}\n`
  }

  #samples(name: MetricName): string[] {
    const plain = [...(this.#values.get(name)?.values() ?? [])].map(({ labels, value }) => sample(name, labels, value))
    const histograms = [...(this.#histograms.get(name)?.values() ?? [])].flatMap(
      ({ labels, bounds, counts, sum, count }) => [
        ...bounds.map((bound, i) => sample(`${name}_bucket`, { ...labels, le: String(bound) }, counts[i] ?? 0)),
        sample(`${name}_bucket`, { ...labels, le: '+Inf' }, count),
        sample(`${name}_sum`, labels, sum),
        sample(`${name}_count`, labels, count),
      ],
    )
    return [...plain, ...histograms]
  }
}

function seriesOf<V>(all: Map<MetricName, Map<string, V>>, name: MetricName): Map<string, V> {
  const series = all.get(name) ?? new Map<string, V>()
  all.set(name, series)
  return series
}

const keyOf = (labels: Labels) => JSON.stringify(labels)

const escaped = (value: string) => value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')

function sample(name: string, labels: Labels, value: number): string {
  const pairs = Object.entries(labels).map(([label, text]) => `${label}="${escaped(text)}"`)
  return `${name}${pairs.length > 0 ? `{${pairs.join(',')}}` : ''} ${value}`
}
