import type { ClientSettings } from '../client-settings'
import type { Tours } from '../http/sessions'
import { modes } from '../tour/mode'
import { offeredScopes } from '../tour/scopes'
import type { Tour } from '../tour/tour'

/** One line of the comparison on the home page. */
interface Difference {
  readonly question: string
  readonly standard: string
  readonly fapi: string
}

const differences: readonly Difference[] = [
  {
    question: 'How does the request travel?',
    standard: 'In the browser’s address',
    fapi: 'Pushed by the client; the browser carries a reference',
  },
  { question: 'How does the client sign in?', standard: 'It sends its secret', fapi: 'It signs a fresh assertion' },
  { question: 'What is a stolen code worth?', standard: 'Nothing: PKCE', fapi: 'Nothing: PKCE' },
  { question: 'What is a stolen access token worth?', standard: 'Everything, until it expires', fapi: 'Nothing: it is bound to a key' },
]

/** The people of the demo seed, who may be known to everybody. */
const people = [
  { username: 'alice', password: 'correct horse battery staple' },
  { username: 'bob', password: 'wrong donkey capacitor clip' },
]

const toLink = ({ id, mode, tokens, isLoggedOut }: Tour) => ({
  id,
  name: mode.name,
  state: isLoggedOut ? 'logged out' : tokens ? 'logged in' : 'not logged in yet',
})

/** What the home page shows. */
export const toHomeView = ({ issuer, apiOrigin }: ClientSettings, tours: Tours | undefined, leaving: Tour | undefined) => ({
  modes,
  offeredScopes,
  differences,
  people,
  issuer,
  apiOrigin,
  tours: [...(tours?.values() ?? [])].map(toLink),
  leaving: leaving && toLink(leaving),
})
