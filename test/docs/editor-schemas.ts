/** JSON Schemas by which editors complete our files: written from the schemas and tables that read them. */

import type { AdapterKind } from 'yibiao/adapter'
import { z } from 'zod'
import { CodesFile, ConfigFile, FormFile, UpstreamFile } from '../../src/loading/file-schemas.ts'
import { SystemsFile, TitleText } from '../../src/loading/system-file.ts'
import { DATE_FORMATS, EPOCH_FORMATS } from '../../src/mapping/date-formats.ts'
import { VERBS } from '../../src/mapping/parse.ts'
import { settingMeta } from '../../src/upstream/index.ts'

type JsonSchema = Record<string, unknown>

/** By file name. @param kinds - adapters by the module that an `upstream.json` names */
export const editorSchemas = (kinds: ReadonlyMap<string, AdapterKind>): ReadonlyMap<string, JsonSchema> =>
  new Map([
    ['config', toSchema(ConfigFile, 'input', 'yibiao.config.json')],
    ['upstream', withSettings(toSchema(UpstreamFile, 'input', 'upstream.json'), kinds)],
    ['systems', toSchema(SystemsFile, 'input', 'systems.json')],
    ['mapping', mappingSchema()],
    ['form', toSchema(FormFile, 'input', 'form.json')],
    ['codes', toSchema(CodesFile, 'input', 'a code list')],
  ])

function toSchema(schema: z.ZodType, io: 'input', title: string): JsonSchema {
  const { $schema, ...rest } = z.toJSONSchema(schema, {
    target: 'draft-07', // what editors know best
    io,
    unrepresentable: 'any',
    metadata: z.registry(),
    override: ({ zodSchema, jsonSchema }) => {
      const meta = settingMeta(zodSchema)
      if (!meta) return
      jsonSchema.description = `${meta.zh} / ${meta.en}${meta.unit ? ` (${meta.unit})` : ''}`
      if (meta.secret) Object.assign(jsonSchema, { type: 'string', pattern: '^\\$\\{(account\\.)?[A-Za-z_]\\w*\\}$' })
    },
  })
  return { $schema, title, ...rest }
}

/** The settings of each adapter, where its module is named. */
function withSettings(schema: JsonSchema, kinds: ReadonlyMap<string, AdapterKind>): JsonSchema {
  const definitions: Record<string, unknown> = { ...(schema.definitions as object | undefined) }
  const cases = [...kinds].map(([use, kind]) => {
    const { $schema: _draft, definitions: own, ...settings } = toSchema(kind.settings, 'input', kind.title.en)
    Object.assign(definitions, own)
    return {
      if: { required: ['use'], properties: { use: { const: use } } },
      then: { properties: { settings } },
    }
  })
  const properties = schema.properties as Record<string, JsonSchema>
  const members = properties.adapter?.properties as Record<string, JsonSchema> | undefined
  const use = { ...members?.use, examples: [...kinds.keys()] }
  const adapter = {
    ...properties.adapter,
    properties: { ...members, use },
    allOf: cases,
  }
  return {
    ...schema,
    properties: { ...properties, adapter },
    ...(Object.keys(definitions).length > 0 && { definitions }),
  }
}

/** A schema within another. */
function members(schema: z.ZodType): JsonSchema {
  const { $schema, title, ...rest } = toSchema(schema, 'input', '')
  return rest
}

const RULE = { $ref: '#/definitions/rule' }
const RULES = { $ref: '#/definitions/rules' }

/** What is known of a member by its name, whichever verb it stands beside. */
const MEMBERS: Readonly<Record<string, JsonSchema>> = {
  ...Object.fromEntries(['then', 'else', 'item'].map((name) => [name, RULE])),
  firstOf: { type: 'array', items: RULE },
  object: RULES,
  each: { type: 'string' },
  code: { type: 'string' },
  date: { type: 'string' },
  flag: { type: 'string' },
  text: { type: 'string' },
  number: { type: 'string' },
  compute: { type: 'string' },
  to: { type: 'object' },
  refused: { type: 'array', items: { type: ['string', 'number'] } },
  as: { enum: [...DATE_FORMATS, ...EPOCH_FORMATS] },
}

function mappingSchema(): JsonSchema {
  const verbs = Object.entries(VERBS).map(([verb, { beside }]) => ({
    required: [verb],
    additionalProperties: false,
    properties: Object.fromEntries(
      [verb, ...beside].map((name) => [name, (name === 'as' && verb !== 'date' ? undefined : MEMBERS[name]) ?? {}]),
    ),
  }))
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'mapping.json',
    description: '报文属性 → 规则 / one rule per property of the payload',
    type: 'object',
    properties: {
      $schema: { type: 'string' },
      $doubtful: {
        description: '草稿里要人核对的规则，核对后删掉 / rules of a draft to look at; delete each once you did',
        type: 'object',
        additionalProperties: members(TitleText),
      },
    },
    additionalProperties: RULE,
    definitions: {
      rules: { type: 'object', additionalProperties: RULE },
      rule: {
        description: '字段路径，或只有一个动词的规则 / a field’s path, or an object with exactly one verb',
        anyOf: [{ type: 'string' }, { type: 'object', oneOf: verbs }],
      },
    },
  }
}
