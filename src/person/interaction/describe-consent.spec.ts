import { message } from '#platform/http/languages/message'
import { DescribeConsent } from './describe-consent'

const [payments, archive] = ['https://payments.example', 'https://archive.example']
const texts = new Map([
  [archive, { names: {}, scopes: { read: { '': 'Read the archive', de: 'Das Archiv lesen' } } }],
  [payments, { names: { '': 'Payments', de: 'Zahlungen' }, scopes: { read: { '': 'Read payments' }, pay: { '': 'Pay' } } }],
])
const here = 'https://as.example'
const inGerman = new DescribeConsent(texts, 'de', here)
const asked = (allowed: Readonly<Record<string, readonly string[]>>, claims: readonly string[] = []) => ({
  allowed: new Map(Object.entries(allowed)),
  claims,
})

describe('what is asked for', () => {
  it('of the account is said in the words of the pages, else by its name; offline_access is said elsewhere (SEC-39)', () => {
    const wanted = asked({ [here]: ['openid', 'toString', 'offline_access'], [payments]: ['pay'] })
    expect(inGerman.account(wanted)).toEqual([{ message: message('scope-openid') }, { id: 'scope-other', name: 'toString' }])
    expect(inGerman.isOffline(wanted)).toBe(true)
    expect(inGerman.isOffline(asked({ [here]: ['openid'] }))).toBe(false)
  })

  it('is said for each resource by its own words, where several know the scope (SEC-39, SEC-214)', () => {
    expect(inGerman.resources(asked({ [here]: ['openid'], [payments]: ['read', 'pay'], [archive]: ['read'] }))).toEqual([
      { uri: payments, name: 'Zahlungen', scopes: [{ text: 'Read payments' }, { text: 'Pay' }] },
      { uri: archive, name: undefined, scopes: [{ text: 'Das Archiv lesen' }] },
    ])
  })

  it('never has the words of another resource (SEC-214)', () => {
    expect(inGerman.resources(asked({ [archive]: ['pay'], 'https://unknown.example': [] }))).toEqual([
      { uri: archive, name: undefined, scopes: [{ id: 'scope-other', name: 'pay' }] },
      { uri: 'https://unknown.example', name: undefined, scopes: [] },
    ])
  })

  it('names claims in words, and those without words by their names', () => {
    expect(inGerman.account(asked({}, ['birthdate', 'shoe_size']))).toEqual([
      { message: message('claim-birthdate') },
      { id: 'claim-other', name: 'shoe_size' },
    ])
  })
})
