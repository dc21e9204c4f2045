import { isVerbose, readSettings } from './read-settings'

describe('the settings of a process', () => {
  it('are development’s with --development, where NODE_ENV says nothing else (contract: npm start)', () => {
    expect(readSettings(['--development'], {}).server.environment).toBe('development')
    expect(() => readSettings(['--development'], { NODE_ENV: 'production' })).toThrow('ISSUER')
    expect(() => readSettings([], {})).toThrow('ISSUER')
  })

  it('say whether failures are told in full', () => {
    expect([{}, { LOG_LEVEL: 'info' }, { LOG_LEVEL: 'debug' }, { LOG_LEVEL: 'trace' }].map((env) => isVerbose([], env))).toEqual([
      false,
      false,
      true,
      true,
    ])
  })
})
