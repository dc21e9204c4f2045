import type { Page } from '../../support/person'

/** What came of a login: a failed one is asked again, on a page that is no error. */
export function outcomeOf(answer: Page | URL): 'in' | 'asked again' | 'locked' {
  if (answer instanceof URL) return 'in'
  if (answer.status === 429) return 'locked'
  return answer.html.includes('name="password"') ? 'asked again' : 'in'
}
