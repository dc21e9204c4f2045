import { PassThrough } from 'node:stream'
import { StandardInput } from './standard-input'

/** A terminal: what it was asked to do, and what it showed. */
class Terminal extends PassThrough {
  readonly isTTY = true
  readonly modes: boolean[] = []
  setRawMode(isRaw: boolean): void {
    this.modes.push(isRaw)
  }
}

const shownBy = () => {
  const shown: string[] = []
  return { write: (text: string) => shown.push(text), text: () => shown.join('') }
}

const typed = async (...chunks: readonly (string | Buffer)[]) => {
  const [terminal, screen] = [new Terminal(), shownBy()]
  for (const chunk of chunks) terminal.write(chunk)
  const outcome = await new StandardInput(terminal, screen).readNewPassword(100).catch((error: unknown) => (error as Error).message)
  return { outcome, shown: screen.text(), modes: terminal.modes, isClosed: terminal.destroyed }
}

describe('a new password', () => {
  it('is asked for twice at a terminal, which shows nothing of it (SEC-430)', async () => {
    expect(await typed('sec', 'ret\r', 'secret\r')).toEqual({
      outcome: 'secret',
      shown: 'New password: \nRepeat it: \n',
      modes: [true, false],
      isClosed: true,
    })
  })

  it('may be pasted, both lines at once, and cut anywhere', async () => {
    const bytes = Buffer.from('pässwörd\rpässwörd\r')
    expect((await typed(bytes)).outcome).toBe('pässwörd')
    expect((await typed(bytes.subarray(0, 2), bytes.subarray(2))).outcome).toBe('pässwörd')
  })

  it('is not taken when the two differ, or when the person gives up; the terminal is as it was', async () => {
    expect(await typed('secret\rother\r')).toMatchObject({ outcome: 'the two passwords differ', modes: [true, false] })
    expect(await typed('sec\u0003')).toMatchObject({ outcome: 'no password was given', modes: [true, false] })
  })

  it.each(['secret\n', 'secret\r\nmore\n', 'secret'])('is the first line of what is piped, without a question: %j', async (text) => {
    const [pipe, screen] = [new PassThrough(), shownBy()]
    pipe.end(text)
    expect(await new StandardInput(pipe, screen).readNewPassword(100)).toBe('secret')
    expect(screen.text()).toBe('')
  })
})
