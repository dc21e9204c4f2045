import { didYouMean, nearName } from './near-name'

const known = ['redirect_uris', 'scope', 'resources', 'client_id']

describe('the name that was meant', () => {
  it.each([
    ['redirect_uri', 'redirect_uris'],
    ['redirct_uris', 'redirect_uris'],
    ['Scope', 'scope'],
    ['scopes', 'scope'],
    ['clientid', 'client_id'],
  ])('of %s is %s', (name, meant) => {
    expect(nearName(name, known)).toBe(meant)
    expect(didYouMean(name, known)).toBe(`; did you mean ${meant}?`)
  })

  it.each(['password', 'x', '', 'z'.repeat(10_000)])('is not guessed where nothing is near: %#', (name) => {
    expect(didYouMean(name, known)).toBe('')
  })
})
