import { applyDecorators, Injectable, SetMetadata } from '@nestjs/common'
import type { Type } from '@nestjs/common'

/** The command line was not written as it is read. */
export class UsageError extends Error {}

/** What a verb has to say: lines for people, data for machines (--json). */
export interface VerbOutput {
  readonly lines: readonly string[]
  readonly data: unknown
}

/** Something an administrator can tell the server's data to do. */
export interface Verb {
  /**
   * @param args what follows the verb, without options
   * @throws UsageError when they are not what the verb takes
   */
  run(args: readonly string[]): Promise<VerbOutput>
}

export interface VerbDeclaration {
  readonly name: string
  /** How the verb and its arguments are written. */
  readonly usage: string
  readonly description: string
  /** The parts of the server that the verb works with; they are started before it runs. */
  readonly modules?: readonly Type[]
}

const key = 'aldgate:cli-verb'

/** Makes a class a verb of the command line. */
export const CliVerb = (declaration: VerbDeclaration) => applyDecorators(Injectable(), SetMetadata(key, declaration))

/** What a verb says of itself. */
export const declarationOf = (verb: Type<Verb>): VerbDeclaration => Reflect.getMetadata(key, verb) as VerbDeclaration
