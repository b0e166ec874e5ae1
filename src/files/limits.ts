/**
 * Bounds on what a handed-in file may cost. A zip can unpack to a thousand times its size, and a sheet whose empty
 * rows are formatted down to row 1,048,576 is an everyday accident.
 */
import type { Limits } from './types.ts'

const MIB = 1_048_576

const defaultLimits: Limits = {
  maxFileBytes: 512 * MIB,
  // A plain workbook has about 12 parts, one with a photo per row has thousands.
  maxEntries: 20_000,
  // 100,000 rows × 20 columns unpack to about 90 MiB. Memory is flat whatever the size; this bounds the time.
  maxInflatedBytes: 2_048 * MIB,
  // Deflate reaches 1,032. Real sheets stay below 40, formatted empty rows below 100.
  maxRatio: 200,
  maxSharedTextBytes: 256 * MIB,
}

/** Parts below this size may have any ratio: they can do no harm, and tiny repetitive ones are common. */
export const RATIO_FREE_BYTES = MIB

export const withLimits = (given: Partial<Limits> | undefined): Limits => ({ ...defaultLimits, ...given })
