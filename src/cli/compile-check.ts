/** Every upstream of a configuration against both ends: all findings, each with its file and its place. */
import { MappingError } from '../base/errors.ts'
import { type Finding, finding, findingOf, problemOf } from '../base/finding.ts'
import { referenceFaults } from '../delivery/index.ts'
import { readsOf } from '../mapping/index.ts'
import { checkUpstream, type Upstream } from '../upstream/index.ts'
import type { LoadedConfig } from './config-file.ts'

export interface CheckedUpstream {
  readonly upstream: Upstream
  /** Errors first. Nothing is sent while there is one. */
  readonly findings: readonly Finding[]
}

export function checkUpstreams({ upstreams, file }: LoadedConfig): CheckedUpstream[] {
  const seen = new Set<string>()
  return upstreams.map((upstream) => {
    const { name } = upstream
    const twice = seen.has(name) ? [finding('error', 'mapping', '', 'upstream_twice', { upstream: name })] : []
    seen.add(name)
    // What the configuration holds itself has its file, and the upstream's name to find it there.
    const own = checkUpstream(upstream)
    const findings = [...twice, ...own, ...unregistered(upstream, upstreams)].map((found) => ({
      file: `${file} (${name})`,
      ...found,
    }))
    return { upstream, findings }
  })
}

/** What it asks by `refAt` is another upstream's to give. */
function unregistered(upstream: Upstream, upstreams: readonly Upstream[]): readonly Finding[] {
  const { name, form } = upstream
  const registrarOf = ({ form, system }: Upstream) => ({ form, ...(system ? { system: system.name } : {}) })
  const asking = { ...registrarOf(upstream), name, reads: readsOf(upstream) }
  const faults = form.references.length === 0 ? [] : referenceFaults(asking, upstreams.map(registrarOf))
  return faults.map((fault) => findingOf({ ...fault, params: { ...fault.params, upstream: name } }))
}

/** Runs `open`; where it refuses a mapping, says whose. */
export async function namingUpstreams<T>(config: LoadedConfig, open: () => Promise<T>): Promise<T> {
  try {
    return await open()
  } catch (error) {
    if (!(error instanceof MappingError)) throw error
    const problems = checkUpstreams(config).flatMap(({ upstream, findings }) =>
      findings.filter(({ severity }) => severity === 'error').map((found) => problemOf(found, upstream.name)),
    )
    throw new MappingError(problems.length > 0 ? problems : error.problems, { cause: error })
  }
}
