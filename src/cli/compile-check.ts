/** Every upstream of a configuration against both ends: all faults, each with its upstream and its place. */
import { MappingError } from '../base/errors.ts'
import type { Problem } from '../base/problem.ts'
import { compileContract } from '../contract/index.ts'
import { compileUpstream, type Upstream } from '../upstream/index.ts'
import type { LoadedConfig } from './config-file.ts'

export interface CheckedUpstream {
  readonly upstream: Upstream
  /** Nothing is sent while there is one. */
  readonly problems: readonly Problem[]
  /** What its contract asks that can't be held to; worth knowing, stops nothing. */
  readonly findings: readonly Problem[]
}

export function checkUpstreams({ upstreams, file }: LoadedConfig): CheckedUpstream[] {
  const seen = new Set<string>()
  return upstreams.map((upstream) => {
    const problems: Problem[] = []
    if (seen.has(upstream.name)) problems.push({ code: 'upstream_twice', who: 'operator', upstream: upstream.name })
    seen.add(upstream.name)
    problems.push(...faultsOf(upstream, `${file} (${upstream.name}) `))
    const findings = problems.length > 0 ? [] : compileContract(upstream.contract).findings
    return { upstream, problems, findings }
  })
}

function faultsOf(upstream: Upstream, file: string): Problem[] {
  try {
    compileUpstream(upstream)
    return []
  } catch (error) {
    if (!(error instanceof MappingError)) throw error
    return error.problems.map((problem) => ({ ...problem, params: { ...problem.params, file } }))
  }
}

/** Runs `open`; where it refuses a mapping, says whose. */
export async function namingUpstreams<T>(config: LoadedConfig, open: () => Promise<T>): Promise<T> {
  try {
    return await open()
  } catch (error) {
    if (!(error instanceof MappingError)) throw error
    throw new MappingError(
      checkUpstreams(config).flatMap(({ problems }) => problems),
      { cause: error },
    )
  }
}
