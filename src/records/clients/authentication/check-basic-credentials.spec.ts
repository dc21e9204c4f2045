import { refusalOf } from '#libs/authorization-request/authorization-request.fixtures'
import { checkBasicCredentials } from './check-basic-credentials'

const encode = (text: string) => Buffer.from(text).toString('base64')
const read = (text: string) => checkBasicCredentials(`Basic ${encode(text)}`)

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
    const credentials = read(text)
    expect(credentials.clientId).toBe(clientId)
    expect(credentials.secrets[0]).toBe(secret)
  })

  it.each([
    ['web:a+b', ['a b', 'a+b']],
    ['web:100%', ['100%', '100%']],
    ['web:%zz', ['%zz', '%zz']],
    ['web:ä', ['ä', 'ä']],
    ['web:plain', ['plain', 'plain']],
    ['web:%00', ['%00', '%00']],
    ['web:', []],
  ])('hold the secret decoded and as it was sent, or none: %s (RFC6749-2.3.1)', (text, secrets) => {
    expect(read(text).secrets).toEqual(secrets)
  })

  it.each(['Basic', 'basic', 'BASIC'])('have a scheme in any case: %s (RFC7235-2.1, SEC-148)', (scheme) => {
    expect(checkBasicCredentials(`${scheme} ${encode('web:secret')}`)).toMatchObject({ clientId: 'web' })
  })

  it('may follow several spaces (RFC9110-11.4)', () => {
    expect(checkBasicCredentials(`Basic  ${encode('web:secret')}`)).toMatchObject({ clientId: 'web' })
  })

  it.each([
    ['web', /no colon/],
    [':secret', /name no client/],
    [':', /name no client/],
    ['we%00b:secret', /name no client/],
    ['we%zzb:secret', /name no client/],
  ])('are refused where id or colon is missing: %j (SEC-148)', (text, message) => {
    expect(refusalOf(() => read(text)).evidence.reason).toMatch(message)
  })

  it('are refused in bytes that are no UTF-8 (SEC-148)', () => {
    const header = `Basic ${Buffer.from([0x77, 0x3a, 0xff]).toString('base64')}`
    expect(refusalOf(() => checkBasicCredentials(header)).evidence.reason).toMatch(/UTF-8/)
  })

  it.each([
    ['no padding', `Basic ${encode('web:secret').replaceAll('=', '')}`],
    ['too much padding', `Basic ${encode('web:secret')}=`],
    ['padding within', 'Basic d2Vi=nNlY3JldA=='],
    ['a space within', `Basic ${encode('web:secret').slice(0, 4)} ${encode('web:secret').slice(4)}`],
    ['a trailing space', `Basic ${encode('web:secret')} `],
    ['a line break', `Basic ${encode('web:secret')}\n`],
    ['no credentials', 'Basic '],
    ['no space', 'Basic'],
    ['base64url', 'Basic d2ViOn5-fn5_'],
    ['other characters', 'Basic d2ViOnNlY3JldA==!'],
    ['the text itself', 'Basic web:secret'],
    ['two credentials', `Basic ${encode('web:secret')}, Basic ${encode('web:secret')}`],
  ])('are strict base64: not %s (RFC4648-4, SEC-148)', (_, header) => {
    expect(refusalOf(() => checkBasicCredentials(header)).evidence.reason).toMatch(/padded base64/)
  })
})
