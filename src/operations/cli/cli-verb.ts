import { applyDecorators, Injectable, SetMetadata } from '@nestjs/common'
import type { DynamicModule, Type } from '@nestjs/common'

/** The command line was not written as it is read. */
export class UsageError extends Error {}

/** A verb could not do what was asked, and says why in its message. */
export class VerbFailure extends Error {}

/** What a verb has to say: lines for people, data for machines (--json; undefined where all has been written before). */
export interface VerbOutput {
  readonly lines: readonly string[]
  readonly data: unknown
  /** The verb did its work, and found something that an administrator has to mend: exit code 3. */
  readonly needsMending?: boolean
}

/** Writes a line at once, for a verb that has more to say than fits in memory; whoever reads may be slow. */
export type WriteLine = (line: string) => Promise<void>

/** What was given for a verb's options, by name. */
export type VerbOptions = Readonly<Record<string, string | boolean | undefined>>

/** Something an administrator can tell the server's data to do. */
export interface Verb {
  /**
   * @param args what follows the verb, without options; as many as its usage says
   * @throws UsageError when they are not what the verb takes
   */
  run(args: readonly string[], options: VerbOptions, write: WriteLine): Promise<VerbOutput>
}

export interface VerbOption {
  readonly type: 'boolean' | 'string'
  readonly description: string
}

export interface VerbDeclaration {
  /** One word, or two where several verbs do things to one kind of record: "keys list". */
  readonly name: string
  /** Another name that it answers to. */
  readonly alias?: string
  /** How the verb is written: its name and its arguments, in brackets those that may be left out. */
  readonly usage: string
  readonly description: string
  readonly options?: Readonly<Record<string, VerbOption>>
  /** Brings the schema up to date first; other verbs refuse a schema that is not. */
  readonly migrates?: boolean
  /** It changes something: that it was called is kept in the audit log. */
  readonly changes?: boolean
  /** It has nothing to do with a server, and runs with whichever settings there are: production refuses none of them. */
  readonly standalone?: boolean
  /** The parts of the server that the verb works with; they are started before it runs. */
  readonly modules?: readonly (Type | DynamicModule)[]
  /** What the verb says where settings are wrong, of each one a line; without it that ends the call as it ends a start. */
  readonly withoutSettings?: (problems: readonly string[]) => VerbOutput
}

const key = 'aldgate:cli-verb'

/** Makes a class a verb of the command line. */
export const CliVerb = (declaration: VerbDeclaration) => applyDecorators(Injectable(), SetMetadata(key, declaration))

/** What a verb says of itself. */
export const declarationOf = (verb: Type<Verb>): VerbDeclaration => Reflect.getMetadata(key, verb) as VerbDeclaration
