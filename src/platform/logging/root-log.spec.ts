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
