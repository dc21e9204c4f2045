import type { Environment, ParseResult } from '@marcbachmann/cel-js'
import { findSyntaxFault } from './check-syntax-tree'
import { estimateWork, mostWork } from './estimate-work'
import type { FactSchema } from './fact-schema'
import { findNames } from './find-names'
import { ExpressionError } from './expression-error'
import { loadCel } from './load-cel'
import { toFact } from './to-fact'
import { toJsonValue } from './to-json-value'
import type { JsonValue } from './to-json-value'

export type Facts = Readonly<Record<string, Readonly<Record<string, unknown>>>>

declare const prepared: unique symbol

/** Facts as expressions take them: made once for all expressions that see them. */
export type PreparedFacts = object & { readonly [prepared]: true }

export const prepareFacts = (facts: Facts): PreparedFacts => toFact(facts) as PreparedFacts

/** Longest expression, in characters. */
const longestSource = 2_000
const limits = { maxAstNodes: 200, maxDepth: 20, maxListElements: 50, maxMapEntries: 20, maxCallArguments: 8 }

/** An expression that was checked when it was loaded. Evaluation may still fail: a member that is not there is an error. */
export interface Expression<Result> {
  readonly source: string
  /** The facts that it names, each with its member: `user.groups`. All that there are where it takes a fact as a whole. */
  readonly names: ReadonlySet<string>
  /** Its type in CEL, as far as it is known before it is evaluated: `string`, `list<string>`, `dyn`, … */
  readonly type: string
  /** @throws Error when the facts lack what the expression names, or the result is of another type */
  evaluate(facts: PreparedFacts): Result
}

/**
 * Expressions in the Common Expression Language (CEL) over declared facts: no loops beyond lists, no side effects, bounded in size, without
 * regular expressions. The one door to the library.
 *
 * @see https://github.com/google/cel-spec/blob/master/doc/langdef.md
 */
export class Expressions {
  private constructor(
    private readonly environment: Environment,
    private readonly schema: FactSchema,
  ) {}

  static async over(schema: FactSchema): Promise<Expressions> {
    const { Environment } = await loadCel()
    const environment = new Environment({
      unlistedVariablesAreDyn: false,
      enableOptionalTypes: true,
      homogeneousAggregateLiterals: false,
      limits,
    })
    for (const [name, members] of Object.entries(schema)) environment.registerVariable({ name, schema: { ...members } })
    return new Expressions(environment, schema)
  }

  /**
   * An expression that answers yes or no.
   *
   * @throws ExpressionError when it does not parse, names an unknown fact, is too large, or is of another type
   */
  condition(source: string): Expression<boolean> {
    const { parsed, ...compiled } = this.#compile(source)
    const { type } = compiled
    if (type !== 'bool' && type !== 'dyn') throw new ExpressionError(source, `must be true or false, and is ${type}`)
    return { ...compiled, evaluate: (facts) => asBoolean(parsed(facts)) }
  }

  /** An expression that answers a value that JSON has. The same errors. */
  value(source: string): Expression<JsonValue> {
    const { parsed, ...compiled } = this.#compile(source)
    return { ...compiled, evaluate: (facts) => toJsonValue(parsed(facts)) }
  }

  #compile(source: string): Omit<Expression<never>, 'evaluate'> & { readonly parsed: ParseResult } {
    if (source.length > longestSource) throw new ExpressionError(source, `must have at most ${longestSource} characters`)
    const parsed = parse(this.environment, source)
    const fault = findSyntaxFault(parsed.ast)
    if (fault !== undefined) throw new ExpressionError(source, fault)
    if (estimateWork(parsed.ast).work > mostWork)
      throw new ExpressionError(source, 'could grow too large: it multiplies texts or lists too often')
    const { valid, type = 'dyn', error } = parsed.check()
    if (!valid) throw new ExpressionError(source, firstLine(error), error)
    return { parsed, source, type, names: findNames(parsed.ast, this.schema) }
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
