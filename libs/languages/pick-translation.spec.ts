import { pickTranslation } from './pick-translation'

describe('the text for a language', () => {
  const texts = { de: 'Konto', 'pt-BR': 'Conta', 'fr-CH': 'Compte', EN: 'Account' }

  it.each([
    ['de', 'Konto'],
    ['de-AT', 'Konto'],
    ['pt', 'Conta'],
    ['en', 'Account'],
    ['fr-CH', 'Compte'],
    ['fi', undefined],
    ['', undefined],
  ])('%s is %s', (language, text) => expect(pickTranslation(texts, language)).toBe(text))

  it('is the one without a language where there is no other', () => {
    expect(pickTranslation({ ...texts, '': 'Konto?' }, 'fi')).toBe('Konto?')
  })

  it('is never taken from what every object has', () => expect(pickTranslation({}, 'constructor')).toBeUndefined())
})
