import { parseBasicCredentials } from './parse-basic-credentials'

const encode = (text: string) => Buffer.from(text).toString('base64')
const parse = (text: string) => parseBasicCredentials(`Basic ${encode(text)}`)

describe('Basic credentials', () => {
  it.each([
    ['web:secret', 'web', 'secret'],
    ['web:a:b:c', 'web', 'a:b:c'],
    ['we%3Ab:se%3Acret', 'we:b', 'se:cret'],
    ['web:a+b%20c', 'web', 'a b c'],
    ['web:a%2Bb%25', 'web', 'a+b%'],
    ['web:%C3%A4%E2%82%AC', 'web', 'ä€'],
    ['web:~!*()', 'web', '~!*()'],
    ['https%3A%2F%2Frp.example%2F:secret', 'https://rp.example/', 'secret'],
  ])('are form-encoded, and split at the first colon: %s (RFC6749-2.3.1, SEC-148)', (text, clientId, secret) => {
    expect(parse(text)).toEqual({ clientId, secret })
  })

  it.each(['Basic', 'basic', 'BASIC'])('have a scheme in any case: %s (RFC7235-2.1, SEC-148)', (scheme) => {
    expect(parseBasicCredentials(`${scheme} ${encode('web:secret')}`)).toEqual({ clientId: 'web', secret: 'secret' })
  })

  it.each([
    'web',
    ':secret',
    'web:',
    ':',
    '',
    'web:%',
    'web:%4',
    'web:%zz',
    'web:%00',
    'we%00b:secret',
    'web:%C3',
    'web:%ED%A0%80',
    'web:%FF',
  ])('are refused malformed: %j (SEC-148)', (text) => expect(parse(text)).toBeUndefined())

  it('are refused in bytes that are no UTF-8 (SEC-148)', () => {
    expect(parseBasicCredentials(`Basic ${Buffer.from([0x77, 0x3a, 0xff]).toString('base64')}`)).toBeUndefined()
  })

  it.each([
    ['no padding', `Basic ${encode('web:secret').replaceAll('=', '')}`],
    ['too much padding', `Basic ${encode('web:secret')}=`],
    ['padding within', 'Basic d2Vi=nNlY3JldA=='],
    ['a space within', `Basic ${encode('web:secret').slice(0, 4)} ${encode('web:secret').slice(4)}`],
    ['two spaces', `Basic  ${encode('web:secret')}`],
    ['a trailing space', `Basic ${encode('web:secret')} `],
    ['a line break', `Basic ${encode('web:secret')}\n`],
    ['no credentials', 'Basic '],
    ['no space', 'Basic'],
    ['base64url', 'Basic d2ViOn5-fn5_'],
    ['other characters', 'Basic d2ViOnNlY3JldA==!'],
    ['the text itself', 'Basic web:secret'],
    ['another scheme', `Bearer ${encode('web:secret')}`],
    ['two credentials', `Basic ${encode('web:secret')}, Basic ${encode('web:secret')}`],
  ])('are strict base64: not %s (RFC4648-4, SEC-148)', (_, header) => {
    expect(parseBasicCredentials(header)).toBeUndefined()
  })

  it('are read whole, or refused, however long (SEC-367)', () => {
    expect(parse('%'.repeat(16_000))).toBeUndefined()
    expect(parse('a'.repeat(16_000))).toBeUndefined()
    expect(parse(`web:${'+%20'.repeat(4_000)}`)).toEqual({ clientId: 'web', secret: ' '.repeat(8_000) })
    expect(parse(`web${':'.repeat(16_000)}`)).toEqual({ clientId: 'web', secret: ':'.repeat(15_999) })
  })
})
