/** What is known of a record besides what was filled in: who handed it in, for which place and time. Rules read it as `$by` … */
import { z } from 'zod'
import type { Field } from '../form/index.ts'

export interface RecordContext {
  readonly by?: string
  readonly division?: string
  readonly period?: string
  readonly task?: string
}

export type ContextPath = '$by' | '$division' | '$period' | '$task'

const field = (path: ContextPath, zh: string, en: string, schema: z.ZodType = z.string().min(1)): Field => ({
  path,
  kind: 'text',
  // Nobody has to say more than who they are, and pre-flight may come before that.
  optional: true,
  nullable: false,
  meta: { title: { zh, en } },
  schema,
})

const FIELDS: ReadonlyMap<string, Field> = new Map(
  [
    field('$by', '填报人', 'Handed in by'),
    field('$division', '区划', 'Division', z.string().regex(/^\d{6}(?:\d{3}(?:\d{3})?)?$/)),
    field('$period', '所属期', 'Period'),
    field('$task', '任务', 'Task'),
  ].map((each) => [each.path, each]),
)

export const CONTEXT_PATHS: readonly string[] = [...FIELDS.keys()]

/** The context value a path names; undefined for paths into the record, whose names never start with `$`. */
export const contextField = (path: string): Field | undefined => FIELDS.get(path)
