import { readFileSync } from 'node:fs'
import ts from 'typescript'

const findAll = (node, test, found = []) => {
  if (test(node)) found.push(node)
  ts.forEachChild(node, (child) => void findAll(child, test, found))
  return found
}
const isMember = (node) => ts.isPropertySignature(node) || ts.isPropertyDeclaration(node)
const commentOf = (node) => ts.getTextOfJSDocComment(ts.getJSDocCommentsAndTags(node).at(-1)?.comment)

/** The members of the types that a file declares, each with the comment that explains it. */
export function readMembers(file, type) {
  const tree = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true)
  const [declaration] = findAll(tree, (node) => node.name?.getText() === type && !isMember(node))
  if (declaration === undefined) throw new Error(`${file} declares no ${type}`)
  return findAll(declaration, isMember).map((node) => {
    const [name, comment] = [node.name.getText(), commentOf(node)]
    if (comment === undefined) throw new Error(`${file}: nothing explains ${type}.${name}`)
    return { name, comment, isOptional: node.questionToken !== undefined }
  })
}
