// The refusals that the server can make: each check with its clauses, its hint, and the codes of all that it may throw.
import ts from 'typescript'
import { findAll, readDeclarations } from './sources.mjs'

const factories = 'libs/oauth-errors/factories.ts'
const httpRefusals = 'src/platform/http/errors/http-refusals.ts'
const makers = new Set(['defineCheck', 'defineRefusal'])

const isCallOf = (names) => (node) => ts.isCallExpression(node) && names.has(node.expression.getText())
const isOAuthError = (node) => ts.isNewExpression(node) && node.expression.getText() === 'OAuthError'
const property = (object, name) =>
  object.properties.find((one) => one.name?.getText() === name)?.initializer ??
  object.properties.find((one) => one.name?.getText() === name)
const textOf = (node) => (node && (ts.isStringLiteralLike(node) || ts.isNumericLiteral(node)) ? node.text : undefined)

/** The code and status of what a factory makes. */
function outcomeOfFactory({ node }) {
  if (isCallOf(new Set(['make']))(node)) return node.arguments.map(textOf)
  const [made] = findAll(node, isOAuthError)
  return ['code', 'status'].map((name) => textOf(property(made.arguments[0], name)))
}

/** What http-refusals.ts calls each status. */
function codesOfHttp(declarations) {
  const object = declarations.get(`${httpRefusals}#codes`).node
  const named = new Map(object.properties.map((one) => [one.name.getText(), one.initializer.text]))
  return (status) => named.get(status) ?? (Number(status) < 500 ? 'invalid_request' : 'server_error')
}

/** The outcomes that a declaration makes by itself: by factories, by httpRefusal, or as OAuthErrors. */
function directOutcomes(declaration, declarations, codeOfHttp) {
  const made = [...declaration.uses].filter((id) => id.startsWith(`${factories}#`)).map((id) => outcomeOfFactory(declarations.get(id)))
  const errors = findAll(declaration.node, isOAuthError).map(({ arguments: [init] }) =>
    ['code', 'status'].map((name) => textOf(property(init, name))),
  )
  const http = findAll(declaration.node, isCallOf(new Set(['httpRefusal']))).map(({ arguments: [status] }) => {
    const text = textOf(status)
    return text === undefined ? undefined : [codeOfHttp(text), text]
  })
  return [...made, ...errors, ...http].filter((outcome) => outcome?.[0] !== undefined)
}

/** A text as it is written; constants of the same name in it are put in their place. */
function read(node, declaration, declarations) {
  if (node === undefined) return undefined
  if (ts.isStringLiteralLike(node)) return node.text
  if (!ts.isTemplateExpression(node)) return undefined
  const valueOf = (name) => {
    const id = [...declaration.uses].find((one) => one.endsWith(`#${name}`))
    return textOf(declarations.get(id)?.node)?.replaceAll('_', '') ?? '…'
  }
  return node.head.text + node.templateSpans.map(({ expression, literal }) => valueOf(expression.getText()) + literal.text).join('')
}

const isMaker = ({ node }) => isCallOf(makers)(node)

/** All checks and named refusals, and what is wrong with them. */
export function readRefusals() {
  const declarations = readDeclarations()
  const codeOfHttp = codesOfHttp(declarations)
  const all = [...declarations.values()]
  const reached = new Set()
  const outcomesOf = (declaration, seen = new Set()) => {
    seen.add(declaration.id)
    reached.add(declaration.id)
    const further = [...declaration.uses]
      .map((id) => declarations.get(id))
      .filter((one) => one && !seen.has(one.id) && !one.id.startsWith(`${factories}#`) && !isMaker(one) && !ts.isClassDeclaration(one.node))
    return [...directOutcomes(declaration, declarations, codeOfHttp), ...further.flatMap((one) => outcomesOf(one, seen))]
  }
  const refusals = all.filter(isMaker).map((declaration) => {
    const [definition] = declaration.node.arguments
    const codes = [...new Set(outcomesOf(declaration).map(([code, status]) => `${code} ${status}`))].toSorted()
    const clauses = property(definition, 'clauses').elements.map(({ text }) => text)
    return {
      file: declaration.file,
      check: textOf(property(definition, 'name')),
      clauses,
      hint: read(property(definition, 'hint'), declaration, declarations),
      codes,
    }
  })
  const unnamed = all.filter(
    ({ id, file }) => !reached.has(id) && file !== factories && file !== httpRefusals && directOutcomesOf(declarations.get(id)).length > 0,
  )
  function directOutcomesOf(declaration) {
    return directOutcomes(declaration, declarations, codeOfHttp)
  }
  const names = refusals.map(({ check }) => check)
  const problems = [
    ...refusals.filter(({ hint }) => !hint).map(({ check, file }) => `${check} (${file}) has no hint`),
    ...refusals.filter(({ codes }) => codes.length === 0).map(({ check, file }) => `${check} (${file}) refuses nothing`),
    ...names.filter((name, index) => names.indexOf(name) !== index).map((name) => `${name} is the name of two checks`),
    ...unnamed.map(({ name, file }) => `${name} (${file}) refuses without a check that says why`),
  ]
  return { refusals: refusals.toSorted((a, b) => a.check.localeCompare(b.check, 'en')), problems }
}
