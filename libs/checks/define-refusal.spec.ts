import { accessDenied } from '../oauth-errors/factories'
import { defineRefusal } from './define-refusal'

describe('a refusal that no check decides on', () => {
  const personDeclined = defineRefusal({
    name: 'person-declined',
    clauses: ['RFC0000-1'],
    hint: 'Ask again.',
    refusal: (who: string) => accessDenied(`${who} declined`),
  })

  it('is an error that names itself, its clauses and its hint', () => {
    expect(personDeclined('alice')).toMatchObject({
      code: 'access_denied',
      description: 'alice declined',
      refusal: { check: 'person-declined', clauses: ['RFC0000-1'], hint: 'Ask again.' },
    })
  })
})
