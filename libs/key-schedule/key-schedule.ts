import type { EpochSeconds } from '../time/epoch-seconds'

/** How long a key is published before it signs, signs, and stays published for verification, in seconds. */
export interface KeySchedule {
  readonly noticeSeconds: number
  readonly lifetimeSeconds: number
  readonly keptSeconds: number
  /** What the server signs with: a key of another algorithm has no successor, and is never used. */
  readonly algorithms: readonly string[]
}

/** Where a key is in its life. */
export interface ScheduledKey {
  readonly kid: string
  readonly algorithm: string
  readonly state: 'announced' | 'signing' | 'retired'
  /** When it was announced; for a first key, when it began to sign. */
  readonly createdAt: EpochSeconds
  readonly signingAt: EpochSeconds | null
  readonly retiredAt: EpochSeconds | null
  /** An administrator wants another in its place from then on. */
  readonly rotateAt: EpochSeconds | null
}

/** For so many seconds caches may keep the key set. */
export const keySetMaxAge = 300

/** No key signs before everybody who asks again in time has seen it: twice the age to which caches keep the set. */
export const settlingSeconds = 2 * keySetMaxAge

/** When a key has signed for as long as it shall. */
export const endOfSigning = ({ signingAt, createdAt, rotateAt }: ScheduledKey, { lifetimeSeconds }: KeySchedule): EpochSeconds =>
  Math.min((signingAt ?? createdAt) + lifetimeSeconds, rotateAt ?? Infinity)

/** What happens to a key next, and when. */
export interface NextStep {
  readonly step: 'announce' | 'sign' | 'delete'
  readonly at: EpochSeconds
}

/** What is next for each algorithm's keys: for a signing key that its successor is announced, for an announced key that it signs. A key that is not used rests. */
export function nextStep(key: ScheduledKey, keys: readonly ScheduledKey[], schedule: KeySchedule): NextStep | undefined {
  const beside = (state: ScheduledKey['state']) => keys.find((other) => other.algorithm === key.algorithm && other.state === state)
  if (key.state === 'retired') return { step: 'delete', at: (key.retiredAt ?? key.createdAt) + schedule.keptSeconds }
  if (!schedule.algorithms.includes(key.algorithm)) return undefined
  if (key.state === 'announced') return { step: 'sign', at: signsAt(key, beside('signing'), schedule) }
  return beside('announced') ? undefined : { step: 'announce', at: endOfSigning(key, schedule) - schedule.noticeSeconds }
}

const signsAt = (announced: ScheduledKey, signing: ScheduledKey | undefined, schedule: KeySchedule): EpochSeconds =>
  signing ? Math.max(endOfSigning(signing, schedule), announced.createdAt + settlingSeconds) : announced.createdAt

/** A step whose time has come. */
export interface DueStep {
  readonly step: NextStep['step']
  readonly key: ScheduledKey
}

/** All steps whose time has come. */
export const dueSteps = (keys: readonly ScheduledKey[], schedule: KeySchedule, now: EpochSeconds): readonly DueStep[] =>
  keys.flatMap((key) => {
    const next = nextStep(key, keys, schedule)
    return next && next.at <= now ? [{ step: next.step, key }] : []
  })
