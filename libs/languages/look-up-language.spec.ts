import { lookUpLanguage } from './look-up-language'

describe('the language for a list of wishes', () => {
  const available = ['en', 'de', 'fr', 'pt-BR']

  it.each([
    [['de'], 'de'],
    [['de-CH', 'fr'], 'de'],
    [['DE-at-1996'], 'de'],
    [['es-419', 'fr-CA'], 'fr'],
    [['pt-br'], 'pt-BR'],
    [['pt'], undefined],
    [['sv', 'x', '-', ''], undefined],
    [[], undefined],
  ])('%j is %s (RFC4647-3.4)', (wishes, language) => expect(lookUpLanguage(wishes, available)).toBe(language))
})
