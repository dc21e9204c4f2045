import { toOrigin } from './demo-settings'
import type { DemoSettings } from './demo-settings'

/** What is on the terminal once everything runs: where to look, who to be, what to do. */
export const banner = ({ issuer, clientPort, apiPort }: DemoSettings, log: string): string => `
  Aldgate and its demo are ready.

  Begin here  ${toOrigin(clientPort)}    the demo client: two ways to log in, request by request, and attacks on them

  Server      ${issuer}    Aldgate; its log is in ${log}
  API         ${toOrigin(apiPort)}    what the demo client calls with its tokens

  Accounts    alice / correct horse battery staple
              bob   / wrong donkey capacitor clip

  Try next    Choose FAPI 2.0, log in as alice, look at the accounts, then attack it.
              npm run aldgate -- why FLOW      why the server refused something; the pages show the FLOW

  Ctrl-C ends all three.

`
