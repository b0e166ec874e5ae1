export { createGateway } from './create.ts'
export type { Logger } from './logging.ts'
export { createReader, type Reader } from './reader.ts'
export type * from './types.ts'
