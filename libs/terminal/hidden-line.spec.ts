import { HiddenLine } from './hidden-line'

const typed = (...chunks: readonly string[]) => {
  const line = new HiddenLine()
  const states = chunks.map((chunk) => line.take(chunk))
  return { state: states.at(-1), text: line.text, rest: line.rest }
}

describe('a line that is not shown', () => {
  it.each([
    [['secret\r'], 'secret'],
    [['sec', 'ret', '\n'], 'secret'],
    [['secret\u0004'], 'secret'],
    [['secrex\u007ft\r'], 'secret'],
    [['\u0008secret\r'], 'secret'],
    [['pässwörd\u{1f511}x\u007f\u007f!\r'], 'pässwörd!'],
    [['wrong\u0015secret\r'], 'secret'],
    [['sec\u001b[Dr\u001b[1;5Cet\u001bOP\r'], 'secret'],
    [['\r'], ''],
  ])('takes what %j types, with what the keys for editing do', (chunks, text) => {
    expect(typed(...chunks)).toMatchObject({ state: 'done', text })
  })

  it('ends when it is interrupted', () => {
    expect(typed('sec', '\u0003')).toMatchObject({ state: 'interrupted' })
  })

  it('goes on until it ends, and keeps what comes after it', () => {
    expect(typed('sec')).toMatchObject({ state: 'typing' })
    expect(typed('secret\rnext\r')).toEqual({ state: 'done', text: 'secret', rest: 'next\r' })
  })
})
