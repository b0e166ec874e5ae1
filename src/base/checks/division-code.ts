/**
 * Codes of administrative divisions by their structure alone; which codes exist is a data set of 182 MB that nobody
 * needs in order to notice a mistyped one.
 *
 * 6 digits (GB/T 2260): province 2, city 2, county 2, with 00 for what is not divided further. 9 and 12 digits
 * (统计用区划代码): 3 more for the township, 3 more for the village; 000 pads the code of a higher division.
 */

export type DivisionFault = 'shape' | 'province' | 'order' | 'not-a-village'

// GB/T 2260 provinces. What lies below is not listed: counties come and go, and old codes stay in people's papers.
const PROVINCES = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71'.split(' '),
)

/** True for the two digits of a province of the mainland or of Taiwan (71); 81 to 83 are asked for where they matter. */
export const isProvince = (digits: string): boolean => PROVINCES.has(digits)

/**
 * What is wrong with a code, or undefined when its structure holds.
 *
 * @param options.village - true when it has to be the code of a village or community
 */
export function divisionFault(text: string, options: { readonly village?: boolean } = {}): DivisionFault | undefined {
  if (!(options.village ? /^\d{12}$/ : /^\d{6}(\d{3}(\d{3})?)?$/).test(text)) return 'shape'
  const province = text.slice(0, 2)
  if (!isProvince(province) && province !== '81' && province !== '82') return 'province'
  const isNone = (from: number, to: number) => /^0*$/.test(text.slice(from, to))
  // A township may stand straight under a city without counties (441900003); nothing else skips a level.
  const countyWithoutCity = isNone(2, 4) && !isNone(4, 6)
  const villageWithoutTownship = isNone(6, 9) && !isNone(9, 12)
  if (countyWithoutCity || villageWithoutTownship) return 'order'
  return options.village && isNone(9, 12) ? 'not-a-village' : undefined
}
