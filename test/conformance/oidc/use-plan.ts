import { useServer } from '../../support/use-server'
import { newPerson, OidcClient } from './oidc-client'
import type { ResponseMode } from './oidc-client'
import { suiteProfile } from './suite-profile'

/** What the tests of a plan share: the profile, its server, the first client, and a person whose browser is new for each test. */
export function usePlan(planFile: string, mode: ResponseMode = 'query') {
  const profile = suiteProfile(planFile)
  const server = useServer({ seed: profile.seed })
  const [client, person] = [new OidcClient(server, profile, mode), newPerson(server, profile)]
  beforeEach(() => person.cookies.clear())
  return { profile, server, client, person }
}

/** The Basic plan of a response mode. */
export const useBasicPlan = (mode: ResponseMode) => usePlan(mode === 'query' ? 'oidc-basic' : 'oidc-form-post-basic', mode)
