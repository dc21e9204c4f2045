import type { Type } from '@nestjs/common'
import { declarationOf, UsageError } from './cli-verb'
import type { Verb, VerbOptions } from './cli-verb'
import { verbs } from './verbs'

const wordsOf = (verb: Type<Verb>) => declarationOf(verb).name.split(' ')
const namesOf = (verb: Type<Verb>) => [wordsOf(verb), ...[declarationOf(verb).alias].flatMap((alias) => (alias ? [alias.split(' ')] : []))]
const begins = (words: readonly string[], name: readonly string[]) => name.every((word, index) => words[index] === word)

/** The verb that the words begin with, and what follows it. */
export function findVerb(words: readonly string[]): { readonly verb: Type<Verb>; readonly args: readonly string[] } | undefined {
  const found = verbs.flatMap((verb) => namesOf(verb).map((name) => ({ verb, name }))).find(({ name }) => begins(words, name))
  return found && { verb: found.verb, args: words.slice(found.name.length) }
}

/** The verbs that begin with a word: all that can be done to one kind of record. */
export const verbsOf = (word: string | undefined): readonly Type<Verb>[] => verbs.filter((verb) => wordsOf(verb)[0] === word)

/**
 * A verb is called as its usage says: with as many arguments, and no other options than its own.
 *
 * @throws UsageError
 */
export function checkCall(verb: Type<Verb>, args: readonly string[], options: VerbOptions): void {
  const { name, usage, options: own = {} } = declarationOf(verb)
  const foreign = Object.keys(options).find((option) => !(option in own))
  if (foreign !== undefined) throw new UsageError(`${name} has no option --${foreign}; ${name} --help says what it has`)
  const places = usage.split(' ').slice(wordsOf(verb).length)
  const needed = places.filter((place) => !place.startsWith('[')).length
  if (args.length < needed || args.length > places.length) throw new UsageError(`${name} is written: ${usage}`)
}
