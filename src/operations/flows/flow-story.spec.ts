import { describeStep } from './describe-step'
import type { FlowRecord } from './flow-record'
import { toFlowStory } from './flow-story'
import { tellStory } from './tell-story'

const at = Date.parse('2026-11-25T20:01:02.003Z')
const record = (overrides: Partial<FlowRecord> = {}): FlowRecord => ({
  id: 'an-id',
  flowId: 'AAAAAAAAAAAAAAAAAAAAAA',
  at,
  node: 'node-a',
  method: 'POST',
  path: '/par',
  status: 201,
  milliseconds: 12,
  outcome: 'taken',
  clientId: 'a-client',
  sub: null,
  error: null,
  check: null,
  steps: [{ name: 'client.authenticated', after: 3, fields: { clientId: 'a-client', method: 'private_key_jwt' } }],
  ...overrides,
})
const refusal = {
  error: 'invalid_grant',
  status: 400,
  description: 'code is not valid',
  check: 'code-known',
  clauses: ['RFC6749-4.1.3', 'SEC-23'],
  hint: 'Redeem it at once.',
  reason: 'it has expired',
  expected: 'before 5',
  received: 'at 6',
}
const refused = record({
  at: at + 61_000,
  path: '/token',
  status: 400,
  outcome: 'refused',
  sub: 'alice',
  steps: [{ name: 'request.refused', after: 7, fields: refusal }],
})

describe('a logout that a client was to hear of', () => {
  it.each([
    ['delivered', 'taken'],
    ['tried again in 5 s', 'refused'],
    ['given up', 'refused'],
  ])('is marked by what became of it: %s', (outcome, mark) => {
    const told = { name: 'logout.told', after: 1, fields: { clientId: 'a-client', outcome } }
    expect(toFlowStory('A', [record({ steps: [told] })]).requests[0]?.steps).toMatchObject([{ outcome: mark }])
  })
})

describe('the story of a flow', () => {
  const story = toFlowStory('AAAAAAAAAAAAAAAAAAAAAA', [record(), refused])

  it('tells for machines when and where each step was taken, and why the last one was refused', () => {
    expect(story).toMatchObject({
      flow: 'AAAAAAAAAAAAAAAAAAAAAA',
      outcome: 'refused',
      client: 'a-client',
      sub: 'alice',
      requests: [
        { at: '2026-11-25T20:01:02.003Z', node: 'node-a', steps: [{ at: '2026-11-25T20:01:02.006Z', outcome: 'taken' }] },
        { path: '/token', outcome: 'refused', steps: [{ step: 'request.refused', outcome: 'refused' }] },
      ],
      refusal: {
        error: 'invalid_grant',
        check: 'code-known',
        clauses: [{ id: 'RFC6749-4.1.3', url: 'https://www.rfc-editor.org/rfc/rfc6749#section-4.1.3' }, { id: 'SEC-23' }],
        expected: 'before 5',
        received: 'at 6',
        hint: 'Redeem it at once.',
      },
    })
  })

  it('tells for people, with expected beside received, and the remedy at the end', () => {
    expect(tellStory(story).join('\n')).toBe(
      `Flow AAAAAAAAAAAAAAAAAAAAAA  2026-11-25 (UTC)  client a-client, sub alice

20:01:02.003  POST /par  201  12 ms  at node-a
    ✓ client a-client proved itself by private_key_jwt

20:02:03.003  POST /token  400  12 ms  at node-a
    ✗ invalid_grant: code is not valid

Why it was refused:
  error     invalid_grant: code is not valid
  check     code-known
  clause    RFC6749-4.1.3  https://www.rfc-editor.org/rfc/rfc6749#section-4.1.3
  because   it has expired
  expected  before 5
  received  at 6
  mend      Redeem it at once.`,
    )
  })

  it('tells of each refusal before the last where it happened', () => {
    const told = tellStory(toFlowStory('AAAAAAAAAAAAAAAAAAAAAA', [refused, record({ at: at + 90_000 }), refused])).join('\n')
    expect(told.match(/mend {6}Redeem/g)).toHaveLength(2)
    expect(told.indexOf('        mend')).toBeLessThan(told.indexOf('/par'))
  })

  it('marks what went wrong beside the refusal, too', () => {
    const failed = { name: 'client.failed', after: 1, fields: { clientId: 'a-client', reason: 'the client secret differs' } }
    expect(tellStory(toFlowStory('AAAAAAAAAAAAAAAAAAAAAA', [record({ steps: [failed] })])).at(-1)).toMatch(/^ +✗ /)
  })

  it('ends without a reason where nothing was refused', () => {
    expect(tellStory(toFlowStory('AAAAAAAAAAAAAAAAAAAAAA', [record()])).at(-1)).toContain('private_key_jwt')
  })

  it('names what an older or newer server wrote', () => {
    expect(describeStep({ name: 'moon.landed', after: 0, fields: {} })).toBe('moon.landed')
  })
})
