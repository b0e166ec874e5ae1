/** With a file that can't be used nobody gets to check the mappings: what is wrong with them is said beside it. */
import { expect, test } from 'vitest'
import { forms } from '../../schemas/index.ts'
import { MappingError } from '../base/errors.ts'
import { readUpstreams } from './load-upstreams.ts'
import { folderOf, goodContract, goodMapping, goodUpstream } from './test-folder.ts'

const upstream = (name: string, files: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries({
      'upstream.json': { ...goodUpstream, name },
      'contract.schema.json': goodContract,
      'mapping.json': goodMapping,
      ...files,
    }).map(([file, content]) => [`upstreams/${name}/${file}`, content]),
  )

test('of the upstream whose settings are wrong, and of the others', async () => {
  const adapter = { use: 'yibiao/adapters/http', settings: { ...goodUpstream.adapter.settings, baseUrl: 1 } }
  const dir = folderOf({
    ...upstream('civil', {
      'upstream.json': { ...goodUpstream, adapter },
      'mapping.json': { ...goodMapping, xm: 'nmae' },
    }),
    ...upstream('good', {}),
    ...upstream('water', { 'mapping.json': { ...goodMapping, sfzh: 'nmae' } }),
  })
  const error = await readUpstreams(`${dir}/upstreams`, { forms }).catch((thrown: unknown) => thrown)
  if (!(error instanceof MappingError)) throw error
  expect(error.problems.map(({ code, params }) => [code, params?.file, params?.pointer])).toEqual([
    ['file_invalid', expect.stringContaining('upstreams/civil/upstream.json:'), '/adapter/settings/baseUrl'],
    ['mapping_path_unknown', 'upstreams/civil/mapping.json ', '/xm'],
    ['mapping_path_unknown', 'upstreams/water/mapping.json ', '/sfzh'],
  ])
})
