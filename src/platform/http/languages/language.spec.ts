import { Language } from './language'
import { message } from './message'

const english = new Language(
  'en',
  `language-name = English
direction = ltr
-product = Gate & Co
plain = Signs & <wonders> of { -product }
greeting = { $one } greets { $two }, { $two }!
minutes =
    { $minutes ->
        [one] a minute
       *[other] { $minutes } minutes
    }
`,
)

describe('a message', () => {
  it('is plain text, which the page escapes', () => {
    expect(english.text('plain')).toBe('Signs & <wonders> of \u2068Gate & Co\u2069')
    expect(english.text('plain')).toBe(english.text(message('plain')))
  })

  it('counts in its own grammar', () => {
    expect(english.text(message('minutes', { minutes: 1 }))).toBe('a minute')
    expect(english.text('minutes', { minutes: 5 })).toBe('\u20685\u2069 minutes')
  })

  it('as HTML escapes its words and what fills its places, and sets those apart (SEC-297)', () => {
    const html = () => english.html('greeting', { one: '<b>\u202e', two: '"A" & {$one}' })
    const two = '<strong><bdi>&quot;A&quot; &amp; {$one}</bdi></strong>'
    expect(html()).toBe(`<strong><bdi>&lt;b&gt;\u202e</bdi></strong> greets ${two}, ${two}!`)
    expect(html()).toBe(html())
    expect(english.html('plain', {})).toContain('Signs &amp; &lt;wonders&gt;')
  })

  it('that is missing is a mistake in the program', () => expect(() => english.text('none')).toThrow('there is no message none in en'))
})
