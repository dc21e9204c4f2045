import { ClientTurns } from './client-turns'

describe('the turns of clients', () => {
  it('are two at a time for each (SEC-285)', () => {
    const turns = new ClientTurns()
    for (const client of ['a', 'a', 'b']) turns.begin(client)
    expect(turns.busy).toEqual(['a'])
    turns.end('a', true)
    expect(turns.busy).toEqual([])
  })

  it('end for a while after three in a row without an answer (SEC-285)', () => {
    const turns = new ClientTurns()
    const ends = (...answers: readonly boolean[]) => answers.map((answered) => (turns.begin('a'), turns.end('a', answered)))
    expect(ends(false, false, true, false, false, false, false)).toEqual([false, false, false, false, false, true, false])
  })
})
