import { invalidGrant, invalidRequest } from '../oauth-errors/factories'
import { excerptWhole } from '../oauth-params/excerpt'
import { defineCheck } from './define-check'

const declaration = { name: 'check-colour', clauses: ['RFC0000-1'], hint: 'Paint it green.' }

describe('a check', () => {
  const green = defineCheck({
    ...declaration,
    check(colour: string) {
      if (colour !== 'green') throw invalidRequest('colour must be green', { received: excerptWhole(colour) })
      return 'fine'
    },
  })

  it('returns what its function returns', () => {
    expect(green('green')).toBe('fine')
  })

  it('names itself, its clauses and its hint in what it refuses', () => {
    expect(() => green('red')).toThrow(
      expect.objectContaining({
        code: 'invalid_request',
        refusal: { check: 'check-colour', clauses: ['RFC0000-1'], hint: 'Paint it green.' },
      }),
    )
  })

  it('names itself in what it refuses later', async () => {
    const later = defineCheck({ ...declaration, check: async () => Promise.reject(invalidGrant('too late')) })
    await expect(later()).rejects.toMatchObject({ code: 'invalid_grant', refusal: { check: 'check-colour' } })
  })

  it('leaves the name of an inner check in place', () => {
    const outer = defineCheck({ ...declaration, name: 'check-outer', check: () => green('red') })
    expect(() => outer()).toThrow(expect.objectContaining({ refusal: expect.objectContaining({ check: 'check-colour' }) }))
  })

  it('leaves other errors as they are', () => {
    const broken = defineCheck({
      ...declaration,
      check() {
        throw new TypeError('a fault of ours')
      },
    })
    expect(() => broken()).toThrow(TypeError)
  })
})
