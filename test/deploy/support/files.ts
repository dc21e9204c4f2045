import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseAllDocuments } from 'yaml'

export const root = join(__dirname, '..', '..', '..')

export const readText = (path: string): string => readFileSync(join(root, path), 'utf8')

/** Every document of a YAML file, merge keys resolved. @throws Error where one is not well formed */
export const readYaml = (path: string): readonly unknown[] =>
  [...parseAllDocuments(readText(path), { merge: true, strict: true })].map((document) => {
    if (document.errors[0]) throw document.errors[0]
    return document.toJS() as unknown
  })

export const kubernetesFiles: readonly string[] = readdirSync(join(root, 'deploy', 'kubernetes'))
  .filter((name) => name !== 'kustomization.yaml')
  .map((name) => `deploy/kubernetes/${name}`)
