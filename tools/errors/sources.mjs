// The project's sources as a graph: what each top-level declaration refers to, in its own file and by import.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import ts from 'typescript'

const filesBelow = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    return entry.isDirectory() ? filesBelow(path) : [path]
  })
const isSource = (file) => file.endsWith('.ts') && !/\.(spec|fixtures?)\.ts$|\/fixtures\//.test(file)

/** Where an import leads within the project; undefined for packages. */
const resolve = (from, specifier) => {
  const path = specifier.startsWith('.')
    ? join(dirname(from), `${specifier}.ts`)
    : specifier.replace(/^#(libs\/|)(.*)$/, (_, libs, rest) => `${libs || 'src/'}${rest}.ts`)
  return path !== undefined && existsSync(path) ? path : undefined
}

const namesOf = (statement) => {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.map((one) => [one.name.getText(), one.initializer ?? one])
  return statement.name === undefined ? [] : [[statement.name.getText(), statement]]
}

const importsOf = (file, statement) => {
  const target = ts.isImportDeclaration(statement) ? resolve(file, statement.moduleSpecifier.text) : undefined
  const bindings = statement.importClause?.namedBindings
  if (target === undefined || bindings === undefined || !ts.isNamedImports(bindings)) return []
  return bindings.elements.map(({ name, propertyName }) => [name.text, `${target}#${(propertyName ?? name).text}`])
}

const readFile = (file) => {
  const tree = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true)
  const imports = new Map(tree.statements.flatMap((statement) => importsOf(file, statement)))
  const declarations = tree.statements.flatMap(namesOf).map(([name, node]) => ({ id: `${file}#${name}`, file, name, node }))
  return { imports, declarations, local: new Map(declarations.map(({ id, name }) => [name, id])) }
}

/** Everything below a node that the test holds of. */
export const findAll = (node, test, found = []) => {
  if (test(node)) found.push(node)
  ts.forEachChild(node, (child) => void findAll(child, test, found))
  return found
}

/** All top-level declarations, each with the ids of those it refers to. */
export function readDeclarations() {
  const all = new Map()
  for (const { imports, declarations, local } of ['libs', 'src'].flatMap(filesBelow).filter(isSource).map(readFile))
    for (const declaration of declarations) {
      const words = findAll(declaration.node, ts.isIdentifier).map(({ text }) => imports.get(text) ?? local.get(text))
      all.set(declaration.id, { ...declaration, uses: new Set(words.filter((id) => id !== undefined && id !== declaration.id)) })
    }
  return all
}
