import { RootLog } from './root-log'

/** What a log writes, line by line. */
const logged = (level: string, write: (log: RootLog['pino']) => void): string[] => {
  const lines: string[] = []
  write(new RootLog(level, { destination: { write: (line) => void lines.push(line) } }).pino)
  return lines
}

describe('the log', () => {
  it.each(['authorization', 'cookie', 'password', 'client_secret', 'client_assertion', 'code', 'access_token', 'refresh_token', 'handle'])(
    'never holds a %s, at whatever depth somebody logs it (SEC-443)',
    (name) => {
      const [line = ''] = logged('info', (log) => log.info({ [name]: 's3cr3t', a: { [name]: 's3cr3t', b: { [name]: 's3cr3t' } } }, 'x'))
      expect(line).not.toContain('s3cr3t')
      expect(line).toContain('[redacted]')
    },
  )

  it('tells the code of an error, and nothing of the statement that it came of (SEC-443)', () => {
    const cause = Object.assign(new Error('inner'), { code: 'ETIMEDOUT' })
    const failed = Object.assign(new Error('refused', { cause }), { code: 'ECONNREFUSED', query: 'UPDATE x', parameters: ['s3cr3t'] })
    const [line = ''] = logged('info', (log) => log.warn({ err: failed, code: 's3cr3t' }, 'x'))
    expect(JSON.parse(line)).toMatchObject({
      err: { message: 'refused', code: 'ECONNREFUSED', cause: { code: 'ETIMEDOUT' } },
      code: '[redacted]',
    })
    expect(line).not.toMatch(/s3cr3t|UPDATE/)
  })

  it.each(['\u009b2J', 'a\u202egnp.exe', '\u2028', '\u200f', '\ufeff'])(
    'holds nothing that acts on a terminal or a reader: %j (SEC-444)',
    (text) => {
      const [line = ''] = logged('info', (log) => log.child({ text }).info({ [`name ${text}`]: 1 }, text))
      expect(line.trimEnd()).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}]/u)
      expect(JSON.parse(line)).toMatchObject({ text, msg: text })
    },
  )

  it.each(['a\nb', 'a\r\n{"level":60}', '\u001b[31mred', '","level":60,"x":"'])('keeps %j in one line of JSON (SEC-444)', (text) => {
    const [line = '', ...others] = logged('info', (log) => log.info({ text }, text))
    expect(others).toEqual([])
    expect(line.trimEnd()).not.toMatch(/\p{Cc}/u)
    expect(JSON.parse(line)).toMatchObject({ level: 30, msg: text, text })
  })

  it('can be silent', () => {
    expect(logged('silent', (log) => log.fatal('x'))).toEqual([])
  })

  it('tells what the application says, not how Nest puts it together', () => {
    const told = logged('info', (log) => {
      log.info({ context: 'InstanceLoader' }, 'noise')
      log.error({ context: 'NestApplication' }, 'told by the start itself')
      log.info({ context: 'Seed' }, 'loaded')
    })
    expect(told.map((line) => (JSON.parse(line) as { msg: string }).msg)).toEqual(['loaded'])
  })
})
