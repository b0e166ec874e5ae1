/** Adapters made ready to plan with, before anything else is asked of them. */
import type { Upstream } from './define.ts'

/**
 * Opens each upstream's adapter.
 *
 * @throws {SettingsError} naming what its settings name and can't be used
 */
export async function openAdapters(upstreams: readonly Upstream[]): Promise<void> {
  await Promise.all(upstreams.map(({ adapter }) => adapter.open?.()))
}
