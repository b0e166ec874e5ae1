import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

// These take longest. Begun last, one of them would keep a whole run waiting for it alone.
const LONGEST = [
  'test/faults/kill.test.ts',
  'src/ledger/postgres/ledger.test.ts',
  'src/ledger/open.test.ts',
  'test/faults/answers.test.ts',
  'test/model/walk.test.ts',
  'test/spine/memory.test.ts',
  'test/examples/demo.test.ts',
]

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const at = LONGEST.findIndex((path) => moduleId.endsWith(path))
      return at < 0 ? LONGEST.length : at
    }
    return (await super.sort(files)).sort((a, b) => place(a) - place(b))
  }
}

export default defineConfig({
  resolve: {
    alias: [
      { find: /^yibiao$/, replacement: at('./src/index.ts') },
      { find: 'yibiao/schemas', replacement: at('./schemas/index.ts') },
      { find: /^yibiao\/adapter$/, replacement: at('./src/upstream/adapter.ts') },
      { find: 'yibiao/adapters/http', replacement: at('./adapters/http/index.ts') },
      { find: 'yibiao/adapters/table', replacement: at('./adapters/table/index.ts') },
      { find: 'yibiao/adapters/sql', replacement: at('./adapters/sql/index.ts') },
      { find: 'yibiao/adapters/soap', replacement: at('./adapters/soap/index.ts') },
      { find: 'yibiao/adapters/openrosa', replacement: at('./adapters/openrosa/index.ts') },
      { find: 'yibiao/authoring', replacement: at('./src/authoring/index.ts') },
      { find: 'yibiao/testing', replacement: at('./src/testing/index.ts') },
    ],
  },
  test: {
    include: ['{src,schemas,adapters,test,examples,tools}/**/*.test.ts'],
    sequence: { sequencer: LongestFirst },
    testTimeout: 30_000,
    // Many wait for processes, sockets and clocks; one worker less than there are cores would leave a small machine idle.
    maxWorkers: '100%',
    // A machine under load needs longer than the default second; a poll that holds ends at once.
    expect: { poll: { timeout: 20_000 } },
  },
})
