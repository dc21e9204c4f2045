import { checkNodeVersion } from './check-node-version'

describe('the version of Node.js', () => {
  let told: string
  const exit = jest.spyOn(process, 'exit')
  const write = jest.spyOn(process.stderr, 'write')
  beforeEach(() => {
    told = ''
    exit.mockReset().mockImplementation(() => undefined as never)
    write.mockReset().mockImplementation((text) => {
      told += String(text)
      return true
    })
  })
  afterAll(() => jest.restoreAllMocks())

  it.each(['22.12.0', '22.13.1', '24.0.0', '24.21.0', '100.0.0'])('may be %s', (version) => {
    checkNodeVersion(version)
    expect(exit).not.toHaveBeenCalled()
    expect(told).toBe('')
  })

  it.each(['20.19.0', '18.0.0', '22.11.9', '9.11.2', ''])('may not be %p: the process ends with one line', (version) => {
    checkNodeVersion(version)
    expect(exit).toHaveBeenCalledWith(1)
    expect(told).toMatch(/^Aldgate needs Node\.js 22\.12 or later.*\n$/)
  })
})
