/** The package itself: its version and its subpaths, read from the package.json above this file, built or not. */
import { existsSync, readFileSync } from 'node:fs'

export interface PackageManifest {
  readonly version: string
  readonly exports: Readonly<Record<string, unknown>>
}

export function packageManifest(): PackageManifest {
  for (let folder = new URL('./', import.meta.url); ; folder = new URL('../', folder)) {
    const file = new URL('package.json', folder)
    if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as PackageManifest
  }
}

export const packageVersion = (): string => packageManifest().version
