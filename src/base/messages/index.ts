/** The one catalogue of messages, by room. Placeholders: {title} {field} {upstream} and a problem's own params. */
import type { Text } from '../text.ts'
import { authoring } from './authoring.ts'
import { check } from './check.ts'
import { cli } from './cli.ts'
import { delivery } from './delivery.ts'
import { files } from './files.ts'
import { form } from './form.ts'
import { gateway } from './gateway.ts'
import { ledger } from './ledger.ts'
import { loading } from './loading.ts'
import { mapping } from './mapping.ts'
import { upstream } from './upstream.ts'

const catalogue = {
  ...form,
  ...mapping,
  ...check,
  ...upstream,
  ...ledger,
  ...delivery,
  ...gateway,
  ...files,
  ...loading,
  ...cli,
  ...authoring,
} as const

export type MessageCode = keyof typeof catalogue

export const messages: Readonly<Record<MessageCode, Text>> = catalogue
