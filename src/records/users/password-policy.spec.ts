import { testSettings } from '../../../test/support/test-settings'
import { PasswordPolicy } from './password-policy'

const policy = new PasswordPolicy(testSettings({ ALDGATE_NAME: 'Harbour Bank' }).pages)
const faultOf = (password: string) => policy.findFault(password, 'lighthouse-keeper')

describe('a new password', () => {
  it.each([
    'wooden shoes and windmills',
    'zq7#vKp2',
    'nothing but small letters',
    'ﾊﾞｲｵﾘﾝと古い地図',
    '🌵🌵🐫🐫🌴🌴⛺🌙',
    'dragon 8421 lantern',
    'a'.repeat(1023) + 'b',
  ])('is taken without any mixture of characters: %s (SEC-308)', async (password) => {
    expect(await faultOf(password)).toBeUndefined()
  })

  it.each([
    ['of seven characters', '🌵🌵🐫🐫🌴🌴⛺', 'short'],
    ['of more than 1024 bytes', 'é'.repeat(513), 'long'],
    ['with a NUL', 'wooden\0shoes', 'unreadable'],
    ['that was no UTF-8', 'wooden \ufffd shoes', 'unreadable'],
    ['that breaches show', 'iloveyou', 'guessable'],
    ['that breaches show, written otherwise', 'ＩＬｏｖｅＹｏｕ', 'guessable'],
    ['that dresses such a one up', 'Password123!', 'guessable'],
    ['that is a row of digits', '1234567890', 'guessable'],
    ['of one character alone', '********', 'guessable'],
    ['that is the username', 'Lighthouse-Keeper', 'guessable'],
    ['that is the username and a year', 'lighthouse-keeper2026', 'guessable'],
    ['that is the name of this server', 'harbour bank!', 'guessable'],
  ])('%s is not taken (SEC-304, SEC-306, SEC-308)', async (_, password, fault) => {
    expect(await faultOf(password)).toBe(fault)
  })
})
