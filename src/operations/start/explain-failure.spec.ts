import { SettingsError } from '#platform/config/settings-error'
import { OutcomeUnknown } from '#platform/database/outcome-unknown'
import { SeedError } from '#operations/seeds/document/seed-error'
import { explainFailure } from './explain-failure'

const explain = (error: unknown, isVerbose = false) => explainFailure(error, { task: 'the start', isVerbose })
const coded = (code: string, more: object = {}) => Object.assign(new Error('what the system says'), { code, ...more })

describe('a failure is told in one line', () => {
  it.each([
    [new SettingsError({ setting: 'PORT', rule: 'must be a whole number' }), 'PORT must be a whole number'],
    [
      new SeedError('seed.yaml', 'clients[0]', 'client_id: is required'),
      'the seed is wrong: seed.yaml: clients[0]: client_id: is required',
    ],
    [coded('EADDRINUSE', { port: 3000 }), 'port 3000 is in use; set PORT to another'],
    [coded('EACCES', { port: 80 }), 'port 80 needs more rights; set PORT to one above 1023'],
    [coded('EACCES', { path: 'data/key' }), 'data/key may not be used by this user'],
    [coded('ECONNREFUSED'), 'the database of DATABASE_URL does not answer'],
    [Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' }), 'the database of DATABASE_URL does not answer'],
    [coded('ENOTFOUND'), 'the host of DATABASE_URL is not known'],
    [coded('SQLITE_CANTOPEN'), 'the file of DATABASE_URL cannot be opened'],
    [coded('SQLITE_NOTADB'), 'the file of DATABASE_URL is no SQLite database'],
    [coded('SQLITE_READONLY'), 'the file of DATABASE_URL cannot be written'],
    [coded('SQLITE_BUSY'), 'the database of DATABASE_URL is busy; try again'],
    [
      new OutcomeUnknown(new Error('Query read timeout')),
      'the database did not answer: it is not known whether the change was made; look before you try again',
    ],
    [new Error('one\n  two'), 'the start failed: one two'],
    [coded('EOTHER', { message: '' }), 'the start failed: EOTHER'],
    [new Error(), 'the start failed: no reason was given'],
    ['text', 'the start failed'],
    [undefined, 'the start failed'],
  ])('%p', (error, line) => {
    expect(explain(error)).toBe(line)
  })

  it('and with its stack where that was asked for', () => {
    const [line, ...stack] = explain(new Error('why'), true).split('\n')
    expect(line).toBe('the start failed: why')
    expect(stack.join('\n')).toContain('explain-failure.spec')
  })
})
