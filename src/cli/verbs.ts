import type { Type } from '@nestjs/common'
import type { Verb } from './cli-verb'
import { MigrateVerb } from './verbs/migrate.verb'
import { FlowsVerb } from './verbs/flows.verb'
import { SeedVerb } from './verbs/seed.verb'
import { WhyVerb } from './verbs/why.verb'

/** Every verb there is, in the order of --help. */
export const verbs: readonly Type<Verb>[] = [MigrateVerb, SeedVerb, WhyVerb, FlowsVerb]
