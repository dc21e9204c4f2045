import Ajv from 'ajv'
import type { ValidateFunction } from 'ajv'
import { kubernetesFiles, readText, readYaml } from './support/files'

// Formats of the Compose Specification are its own; unions and mixed types are legitimate there.
const ajv = new Ajv({ allErrors: true, strict: false, validateFormats: false })
const schema = (name: string): { readonly definitions?: object } => JSON.parse(readText(`deploy/schemas/${name}.json`)) as object
const faultsOf = (isValid: ValidateFunction, value: unknown) =>
  isValid(value)
    ? []
    : (isValid.errors ?? []).map(({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`)

const { definitions } = schema('kubernetes')
const kindOf = (manifest: unknown) => (manifest as { kind: string }).kind
const isManifest = (manifest: unknown) => ajv.compile({ $ref: `#/definitions/${kindOf(manifest)}`, definitions })
const manifests = kubernetesFiles.flatMap((file) => readYaml(file).map((manifest) => ({ file, kind: kindOf(manifest), manifest })))
const broken = (change: (text: string) => string, manifest: unknown): unknown => JSON.parse(change(JSON.stringify(manifest)))

describe('docker-compose.yml', () => {
  const isCompose = ajv.compile(schema('compose'))
  const [file] = readYaml('docker-compose.yml')

  it('is what the Compose Specification allows', () => {
    expect(faultsOf(isCompose, file)).toEqual([])
  })

  it('would be refused with a word that the specification does not know', () => {
    expect(
      faultsOf(
        isCompose,
        broken((text) => text.replaceAll('"read_only"', '"readonly"'), file),
      ),
    ).not.toEqual([])
  })
})

describe('the Kubernetes manifests', () => {
  it.each(manifests)('$file: a $kind as the API has it', ({ manifest }) => {
    expect(faultsOf(isManifest(manifest), manifest)).toEqual([])
  })

  it.each(manifests.filter(({ kind }) => kind === 'Deployment'))('$kind: would be refused with a misspelt word', ({ manifest }) => {
    expect(
      faultsOf(
        isManifest(manifest),
        broken((text) => text.replace('"readinessProbe"', '"readynessProbe"'), manifest),
      ),
    ).not.toEqual([])
  })

  it('are of every kind that an enterprise asks for', () => {
    const kinds = [
      'Deployment',
      'HorizontalPodAutoscaler',
      'Ingress',
      'Job',
      'Namespace',
      'NetworkPolicy',
      'PodDisruptionBudget',
      'Service',
    ]
    expect(new Set(manifests.map(({ kind }) => kind))).toEqual(new Set([...kinds, 'ServiceAccount']))
  })
})
