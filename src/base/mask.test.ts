import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maskValue } from './mask.ts'

describe('maskValue', () => {
  it('shows public values as they are', () => {
    expect(maskValue('渝中区', 'public')).toBe('渝中区')
    expect(maskValue(0, 'public')).toBe('0')
    expect(maskValue(false, 'public')).toBe('false')
  })

  it('leaves a name its first character and a long text two at each end', () => {
    expect(maskValue('赵小测', 'personal')).toBe('赵**')
    expect(maskValue('𠮷小测', 'personal')).toBe('𠮷**')
    expect(maskValue('13900000001', 'personal')).toBe('13*******01')
    expect(maskValue(35, 'personal')).toBe('******')
  })

  it('counts a field that does not say as personal', () => {
    expect(maskValue('赵小测')).toBe('赵**')
  })

  it('never lets a sensitive value or its length through', () => {
    fc.assert(
      fc.property(fc.anything({ maxDepth: 1 }), (value) => {
        const masked = maskValue(value, 'sensitive')
        expect(['', '******']).toContain(masked)
      }),
    )
  })

  it('shows nothing of an absent value', () => {
    expect(maskValue(undefined, 'sensitive')).toBe('')
    expect(maskValue(null, 'personal')).toBe('')
  })
})
