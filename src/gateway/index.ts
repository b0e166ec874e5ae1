export { createGateway } from './create.ts'
export type * from './types.ts'
