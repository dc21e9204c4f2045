import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type { Automation } from './suite-browser'

/** A client as the suite is told of it. */
export interface SuiteClientConfig {
  readonly client_id: string
  readonly client_secret: string
  readonly scope?: string
  readonly jwks?: { readonly keys: readonly object[] }
}

/** A plan's configuration for the suite. */
export interface SuitePlan {
  readonly client: SuiteClientConfig
  readonly client2: SuiteClientConfig
  readonly client_secret_post: SuiteClientConfig
  readonly browser: readonly Automation[]
  readonly override: Readonly<Record<string, { readonly browser: readonly Automation[] }>>
}

/** What the tests take from the conformance profile: the very files that the official suite would run with. */
export interface SuiteProfile {
  readonly seed: { readonly users: readonly { readonly username: string; readonly password: string }[] }
  /** By file name. */
  readonly plans: Readonly<Record<string, SuitePlan>>
  readonly plan: SuitePlan
  readonly base: string
}

/** The issuer that a profile is for unless it is told another. */
export const suiteIssuer = 'https://op.test:9443'
const suiteBase = 'https://suite.example.com:8443'
const tool = join(__dirname, '../../../tools/conformance-profile.mjs')

/** Makes a profile; the plan named is at hand in it. */
export function suiteProfile(planFile = 'oidc-basic'): SuiteProfile {
  const out = mkdtempSync(join(tmpdir(), 'aldgate-profile-'))
  try {
    execFileSync(process.execPath, [tool, '--suite-base', suiteBase, '--alias', 'aldgate', '--out', out])
    const read = (...path: string[]): unknown => JSON.parse(readFileSync(join(out, ...path), 'utf8'))
    const files = readdirSync(join(out, 'plans'))
    const plans = Object.fromEntries(files.map((file) => [basename(file, '.json'), read('plans', file) as SuitePlan]))
    const plan = plans[planFile]
    if (!plan) throw new Error(`no plan ${planFile}`)
    return { seed: read('seed.json') as SuiteProfile['seed'], plans, plan, base: `${suiteBase}/test/a/aldgate` }
  } finally {
    rmSync(out, { recursive: true })
  }
}
