import { message } from '#platform/http/languages/message'
import { DescribeConsent } from './describe-consent'

const [payments, archive] = ['https://payments.example', 'https://archive.example']
const texts = new Map([
  [archive, { names: {}, scopes: { read: { '': 'Read the archive', de: 'Das Archiv lesen' } } }],
  [payments, { names: { '': 'Payments', de: 'Zahlungen' }, scopes: { read: { '': 'Read payments' }, pay: { '': 'Pay' } } }],
])
const inGerman = new DescribeConsent(texts, 'de')

describe('what is asked for', () => {
  it('is said in the words of the pages, else in those of the operator, else by its name; offline_access is said elsewhere (SEC-39)', () => {
    expect(inGerman.scopes(['openid', 'pay', 'toString', 'offline_access'], [])).toEqual([
      { message: message('scope-openid') },
      { text: 'Pay' },
      { id: 'scope-other', name: 'toString' },
    ])
  })

  it('is said in the words of the resource that is asked for, where several know the scope', () => {
    expect(inGerman.scopes(['read'], [])).toEqual([{ text: 'Das Archiv lesen' }])
    expect(inGerman.scopes(['read'], [payments])).toEqual([{ text: 'Read payments' }])
  })

  it('names claims in words, and those without words by their names', () => {
    expect(inGerman.claims(['birthdate', 'shoe_size'])).toEqual([
      { message: message('claim-birthdate') },
      { id: 'claim-other', name: 'shoe_size' },
    ])
  })

  it('names resources where they have a name', () => {
    expect(inGerman.resources([payments, archive, 'https://unknown.example'])).toEqual([
      { uri: payments, name: 'Zahlungen' },
      { uri: archive, name: undefined },
      { uri: 'https://unknown.example', name: undefined },
    ])
  })
})
