import type { Page, Person } from '../../support/person'
import { toForm } from '../../support/relying-party'
import { random } from '../../support/test-keys'
import type { TestServer } from '../../support/test-server'
import { expectError } from './oidc-checks'
import type { OidcClient, Params } from './oidc-client'
import type { SuiteProfile } from './suite-profile'

interface Plan {
  readonly profile: SuiteProfile
  readonly server: TestServer
  readonly client: OidcClient
  readonly person: Person
}

/** What a silent request is answered where nobody is signed in. */
const notSignedIn = ['login_required', 'interaction_required', 'consent_required', 'account_selection_required']

export const addressOf = (at: Page | URL): string => (at instanceof URL ? at.href : at.html)

/** A state of 128 characters, with those that are often lost. */
export const longState = (): string => `${random(90)}-._~-._~`

/** How the logout plans sign a person out, by way of the page that asks, and how they tell that nobody is signed in any more. */
export function signingOut({ profile, server, client, person }: Plan) {
  const open = (params: Params) => person.open(`/logout?${toForm(params).toString()}`)
  return {
    back: `${profile.base}/post_logout_redirect`,
    open,
    signOut: async (params: Params): Promise<Page | URL> => {
      const page = await open(params)
      if (page instanceof URL) return page
      expect(page.html).toContain('id="logout"')
      return person.submit(page, { decision: 'logout' })
    },
    expectSignedOut: async () => {
      const params = client.params({ prompt: 'none' })
      expectError(await client.callback(person, params), notSignedIn, { state: params['state'], issuer: server.issuer })
    },
  }
}
