import { kubernetesFiles, readYaml } from './support/files'
import { readStages, restOf } from './support/dockerfile'
import { readUnit } from './support/unit-file'
import { containersOf, kustomization, ownServices, workloads } from './support/workloads'

const containers = workloads.flatMap(containersOf)
interface Manifest {
  readonly spec: {
    readonly selector: { readonly matchLabels: object }
    readonly podSelector: { readonly matchLabels: object }
    readonly minReplicas: number
    readonly minAvailable: number
  }
}
const specOf = (name: string) => (readYaml(`deploy/kubernetes/${name}.yaml`)[0] as Manifest).spec
const unit = new Map(readUnit('deploy/aldgate.service').map(({ name, value }) => [name, value]))

describe('the manifests', () => {
  it.each(containers)(
    'container $name is what the restricted Pod Security Standard asks for, and writes nowhere',
    ({ securityContext }) => {
      expect(securityContext).toEqual({ allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } })
    },
  )

  it.each(workloads)('$kind: pods run as a user, without a token of the cluster', ({ spec: { template } }) => {
    expect(template.spec.securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } })
    expect(template.spec.automountServiceAccountToken).toBe(false)
  })

  it.each(containers)('container $name asks for what it needs, and takes no more memory than it may', ({ resources }) => {
    expect(resources).toMatchObject({
      requests: { cpu: expect.any(String), memory: expect.any(String) },
      limits: { memory: expect.any(String) },
    })
  })

  it.each(workloads)('$kind: pods have no variables of the services around them', ({ spec: { template } }) => {
    expect(template.spec.enableServiceLinks).toBe(false)
  })

  it('have every manifest in the kustomization, and their image once', () => {
    expect(kustomization.resources.map((name) => `deploy/kubernetes/${name}`).toSorted()).toEqual([...kubernetesFiles].toSorted())
    expect(new Set(containers.map(({ image }) => image))).toEqual(new Set(kustomization.images.map(({ name }) => name)))
    const { version } = jest.requireActual<{ version: string }>('../../package.json')
    expect(kustomization.images.map(({ newTag }) => newTag)).toEqual([version])
  })

  it('name only configuration that the kustomization makes', () => {
    const named = containers.flatMap(({ envFrom = [] }) => envFrom.map(({ configMapRef }) => configMapRef.name))
    expect(new Set(named)).toEqual(new Set(kustomization.configMapGenerator.map(({ name }) => name)))
  })

  it('select the nodes, and the policy the job too', () => {
    const [node, job] = workloads.map(({ spec }) => spec.template.metadata.labels)
    const selectors = [
      specOf('deployment').selector.matchLabels,
      specOf('pod-disruption-budget').selector.matchLabels,
      specOf('service').selector,
    ]
    for (const selector of selectors) {
      expect(node).toMatchObject(selector)
      expect(job).not.toMatchObject(selector)
    }
    const policy = specOf('network-policy').podSelector.matchLabels
    for (const labels of [node, job]) expect(labels).toMatchObject(policy)
  })

  it('keep two nodes at the least, of which one may be away', () => {
    const { minReplicas } = specOf('horizontal-pod-autoscaler')
    const { minAvailable } = specOf('pod-disruption-budget')
    expect([minReplicas, minAvailable]).toEqual([2, 1])
    expect(specOf('deployment')).not.toHaveProperty('replicas')
  })

  it('read secrets only where they are mounted', () => {
    const places = [
      ...kustomization.configMapGenerator.flatMap(({ literals }) => literals),
      'ALDGATE_METRICS_TOKEN_FILE=/secrets/metrics-token',
    ]
    const files = places.filter((literal) => /_FILE=/.test(literal)).map((literal) => literal.split('=')[1])
    expect(files.filter((file) => !file?.startsWith('/secrets/'))).toEqual([])
    for (const { volumeMounts = [] } of containers) expect(volumeMounts.map(({ mountPath }) => mountPath)).toEqual(['/secrets'])
  })
})

describe('the containers of the compose file', () => {
  it.each(ownServices)('%s: no rights, a read-only file system', (_name, { read_only: isReadOnly, cap_drop: dropped }) => {
    expect([isReadOnly, dropped]).toEqual([true, ['ALL']])
  })
})

describe('the image', () => {
  it('runs as a user without rights', () => {
    expect(restOf(readStages('Dockerfile').at(-1) ?? [], 'USER')).toEqual(['node'])
  })
})

describe('the unit', () => {
  it.each([
    ['DynamicUser', 'yes'],
    ['NoNewPrivileges', 'yes'],
    ['ProtectSystem', 'strict'],
    ['ProtectHome', 'yes'],
    ['PrivateTmp', 'yes'],
    ['PrivateDevices', 'yes'],
    ['CapabilityBoundingSet', ''],
    ['RestrictNamespaces', 'yes'],
    ['SystemCallArchitectures', 'native'],
    ['UMask', '0077'],
  ])('%s=%s', (name, value) => {
    expect(unit.get(name)).toBe(value)
  })
})
