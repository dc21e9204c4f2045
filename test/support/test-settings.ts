import { randomBytes } from 'node:crypto'
import { loadSettings } from '#platform/config/load-settings'
import type { Settings } from '#platform/config/settings'

/** Settings of a server under test: production's, with a cheap password hash. */
export const testSettings = (environment: Readonly<Record<string, string>> = {}): Settings =>
  loadSettings({
    NODE_ENV: 'test',
    KEY_ENCRYPTION_KEY: randomBytes(32).toString('base64'),
    PASSWORD_HASH: 'argon2id,m=1024,t=1,p=1',
    LOG_LEVEL: 'silent',
    ...environment,
  })
