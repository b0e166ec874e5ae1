/** Dates as people write them, to ISO text. Year first only: 03/04/2020 is a different day in two countries. */
const PATTERNS = [
  /^(\d{4})-(\d{1,2})-(\d{1,2})$/,
  /^(\d{4})\/(\d{1,2})\/(\d{1,2})$/,
  /^(\d{4})\.(\d{1,2})\.(\d{1,2})$/,
  /^(\d{4})年(\d{1,2})月(\d{1,2})[日号]$/,
  /^(\d{4})(\d{2})(\d{2})$/,
]
// Other systems export a day as its first moment.
const MIDNIGHT = /(?:T| )0{1,2}:00(?::00(?:\.0+)?)?$/

/** The day as `yyyy-MM-dd`, or undefined where the text is no day that exists. */
export function isoDate(text: string): string | undefined {
  const bare = text.replace(MIDNIGHT, '').replace(/\s+/g, '')
  for (const pattern of PATTERNS) {
    const match = pattern.exec(bare)
    if (!match) continue
    const [, year = '', month = '', day = ''] = match
    const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
    const date = new Date(`${iso}T00:00:00Z`)
    return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso) ? iso : undefined
  }
  return undefined
}
