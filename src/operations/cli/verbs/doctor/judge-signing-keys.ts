import { dueSteps } from '#libs/key-schedule/key-schedule'
import type { KeySchedule } from '#libs/key-schedule/key-schedule'
import type { EpochSeconds } from '#libs/time/epoch-seconds'
import { StartRefused } from '#platform/config/start-refused'
import type { StoredKey } from '#records/keys/signing-keys.repository'
import { broken, fine } from './finding'
import type { Finding } from './finding'

/** A step that is due for longer than so many seconds has been seen by no server. */
const patience = 3600
const day = 86_400

interface KeyFacts {
  readonly schedule: KeySchedule
  readonly now: EpochSeconds
  /** @throws StartRefused */
  readonly open: (key: StoredKey) => unknown
}

type Rule = (keys: readonly StoredKey[], facts: KeyFacts) => Finding | undefined

/** Whether one key of each algorithm in use signs, all open, and a server rotates them. */
export function judgeSigningKeys(keys: readonly StoredKey[], facts: KeyFacts): Finding {
  for (const rule of rules) {
    const fault = rule(keys, facts)
    if (fault) return fault
  }
  const signing = keys.filter(({ state, algorithm }) => state === 'signing' && facts.schedule.algorithms.includes(algorithm))
  const ages = signing.map(({ algorithm, signingAt, createdAt }) => `${algorithm} ${toDays(facts.now - (signingAt ?? createdAt))}`)
  return fine('signing keys', `each algorithm has one that signs, for so long: ${ages.toSorted(byName).join(', ')}`)
}

const byName = (one: string, other: string) => one.localeCompare(other)
const toDays = (seconds: number) => `${Math.max(0, Math.floor(seconds / day))} d`

const thereAreSome: Rule = (keys) =>
  keys.length > 0 ? undefined : broken('signing keys', 'there are none yet', 'start a server: the first one makes them')

const allOpen: Rule = (keys, { open }) => {
  const shut = keys.filter((key) => key.sealedPrivateJwk !== '' && !opens(key, open))
  if (shut.length === 0) return undefined
  const names = shut.map(({ algorithm, kid }) => `${algorithm} ${kid}`).join(', ')
  return broken(
    'signing keys',
    `KEY_ENCRYPTION_KEY does not open ${names}`,
    'add the key that sealed them to the list; where that is lost, run "aldgate keys rotate --emergency"',
  )
}

function opens(key: StoredKey, open: KeyFacts['open']): boolean {
  try {
    open(key)
    return true
  } catch (error) {
    if (error instanceof StartRefused) return false
    throw error
  }
}

const oneSigns: Rule = (keys, { schedule: { algorithms } }) => {
  const missing = algorithms.filter((name) => !keys.some(({ algorithm, state }) => algorithm === name && state === 'signing'))
  if (missing.length === 0) return undefined
  const commands = missing.map((algorithm) => `"aldgate keys rotate ${algorithm} --emergency"`)
  return broken('signing keys', `none signs with ${missing.join(', ')}`, `run ${commands.join(', ')}`)
}

const tended: Rule = (keys, { schedule, now }) => {
  const late = dueSteps(keys, schedule, now - patience)
  if (late.length === 0) return undefined
  const steps = late.map(({ key, step }) => `${step} ${key.algorithm} ${key.kid}`).join(', ')
  return broken('signing keys', `due for more than an hour: ${steps}`, 'start a server, or see in its log why it does not rotate the keys')
}

const rules = [thereAreSome, allOpen, oneSigns, tended]
