/** The table fault → result at the end of `npm run test:faults`, in Markdown, with machine and seed. */
import { cpus, release, totalmem } from 'node:os'
import type { Reporter, TestModule } from 'vitest/node'
import { isLong, seed } from './told.ts'

const GIGABYTE = 2 ** 30

export class FaultTable implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const rows = modules.flatMap((module) =>
      [...module.children.allTests()].flatMap((test) => {
        const { fault } = test.meta()
        const { state } = test.result()
        if (fault === undefined && state !== 'failed') return []
        return [`| ${cell(test.name)} | ${state === 'passed' ? cell(fault ?? '') : state.toUpperCase()} |`]
      }),
    )
    const [cpu] = cpus()
    const machine = [
      `${cpus().length} × ${cpu?.model.trim() ?? 'unknown processor'}`,
      `${Math.round(totalmem() / GIGABYTE)} GB`,
      `${process.platform} ${release()}`,
      `Node ${process.versions.node}`,
    ]
    const head = [
      `${isLong ? 'Long' : 'Short'} form, seed ${seed}, ${machine.join(', ')}.`,
      '',
      '| fault | result |',
      '| --- | --- |',
    ]
    process.stdout.write(`\n${[...head, ...rows].join('\n')}\n\n`)
  }
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ')

// biome-ignore lint/style/noDefaultExport: vitest loads a reporter by its default export
export default FaultTable
