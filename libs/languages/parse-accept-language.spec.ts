import { parseAcceptLanguage } from './parse-accept-language'

describe('Accept-Language', () => {
  it.each([
    [undefined, []],
    ['', []],
    ['de', ['de']],
    ['de-CH, fr;q=0.8, en;q=0.9', ['de-CH', 'en', 'fr']],
    ['en;q=0.1,fi', ['fi', 'en']],
    ['fi;q=0,en', ['en']],
    ['*, fi;q=0.5', ['fi']],
    ['fr ; q=0.7 , ja;Q=0.9', ['ja', 'fr']],
  ])('%j asks for %j (RFC9110-12.5.4)', (header, languages) => expect(parseAcceptLanguage(header)).toEqual(languages))

  it.each(['<script>', 'de;q=nan', 'x'.repeat(2000), '../../etc/passwd', ',,,;;;', `${'a-'.repeat(400)}b`])(
    'asks for nothing strange: %j (SEC-217, SEC-367)',
    (header) => expect(parseAcceptLanguage(header).filter((language) => language !== 'de')).toEqual([]),
  )
})
