import type { Environment, ParseResult } from '@marcbachmann/cel-js'
import { findSyntaxFault } from './check-syntax-tree'
import { estimateWork, mostWork } from './estimate-work'
import { ExpressionError } from './expression-error'
import { loadCel } from './load-cel'
import { toFact } from './to-fact'
import { toJsonValue } from './to-json-value'
import type { JsonValue } from './to-json-value'

/** The facts that expressions may name, each with its members and their CEL types: `{ user: { sub: 'string', groups: 'list<string>' } }`. */
export type FactSchema = Readonly<Record<string, Readonly<Record<string, string>>>>
export type Facts = Readonly<Record<string, Readonly<Record<string, unknown>>>>

/** Longest expression, in characters. */
const longestSource = 2_000
const limits = { maxAstNodes: 200, maxDepth: 20, maxListElements: 50, maxMapEntries: 20, maxCallArguments: 8 }

/** An expression that was checked when it was loaded. Evaluation may still fail: a member that is not there is an error. */
export interface Expression<Result> {
  readonly source: string
  /** @throws Error when the facts lack what the expression names, or the result is of another type */
  evaluate(facts: Facts): Result
}

/**
 * Expressions in the Common Expression Language (CEL) over declared facts: no loops beyond lists, no side effects, bounded in size, without
 * regular expressions. The one door to the library.
 *
 * @see https://github.com/google/cel-spec/blob/master/doc/langdef.md
 */
export class Expressions {
  private constructor(private readonly environment: Environment) {}

  static async over(schema: FactSchema): Promise<Expressions> {
    const { Environment } = await loadCel()
    const environment = new Environment({
      unlistedVariablesAreDyn: false,
      enableOptionalTypes: true,
      homogeneousAggregateLiterals: false,
      limits,
    })
    for (const [name, members] of Object.entries(schema)) environment.registerVariable({ name, schema: { ...members } })
    return new Expressions(environment)
  }

  /**
   * An expression that answers yes or no.
   *
   * @throws ExpressionError when it does not parse, names an unknown fact, is too large, or is of another type
   */
  condition(source: string): Expression<boolean> {
    const { parsed, type } = this.#compile(source)
    if (type !== 'bool' && type !== 'dyn') throw new ExpressionError(source, `must be true or false, and is ${type}`)
    return { source, evaluate: (facts) => asBoolean(parsed(toFact(facts) as object)) }
  }

  /** An expression that answers a value that JSON has. The same errors. */
  value(source: string): Expression<JsonValue> {
    const { parsed } = this.#compile(source)
    return { source, evaluate: (facts) => toJsonValue(parsed(toFact(facts) as object)) }
  }

  #compile(source: string): { readonly parsed: ParseResult; readonly type: string } {
    if (source.length > longestSource) throw new ExpressionError(source, `must have at most ${longestSource} characters`)
    const parsed = parse(this.environment, source)
    const fault = findSyntaxFault(parsed.ast)
    if (fault !== undefined) throw new ExpressionError(source, fault)
    if (estimateWork(parsed.ast).work > mostWork)
      throw new ExpressionError(source, 'could grow too large: it multiplies texts or lists too often')
    const { valid, type = 'dyn', error } = parsed.check()
    if (!valid) throw new ExpressionError(source, firstLine(error), error)
    return { parsed, type }
  }
}

function parse(environment: Environment, source: string): ParseResult {
  try {
    return environment.parse(source)
  } catch (error) {
    throw new ExpressionError(source, firstLine(error), error)
  }
}

/** The library draws the place on further lines. */
const firstLine = (error: unknown): string => (error instanceof Error ? (error.message.split('\n')[0] ?? '') : 'is not an expression')

function asBoolean(value: unknown): boolean {
  if (typeof value !== 'boolean') throw new TypeError('must be true or false')
  return value
}
