/** Files in, results out. */
export { type Config, makerOf } from './config.ts'
export { readEntries } from './read-entries.ts'
export { type RowCounts, type Taken, takeFiles } from './submit.ts'
export { type MarkWords, markedPath, writeMarkedCopy } from './submit-marks.ts'
export { inFile, type OpenFiles, openFiles } from './submit-open.ts'
export { preflightFiles } from './submit-preflight.ts'
export { movingOf, type Report, type ReportRow, reportOf, type StateCounts } from './submit-report.ts'
export { watchGateway } from './submit-wait.ts'
