import { readYaml } from './files'

interface EnvironmentFrom {
  readonly configMapRef: { readonly name: string }
}

export interface Container {
  readonly name: string
  readonly image: string
  readonly command?: readonly string[]
  readonly env?: readonly { readonly name: string }[]
  readonly envFrom?: readonly EnvironmentFrom[]
  readonly securityContext?: object
  readonly resources?: { readonly requests?: object; readonly limits?: object }
  readonly volumeMounts?: readonly { readonly mountPath: string }[]
  readonly startupProbe?: Probe
  readonly livenessProbe?: Probe
  readonly readinessProbe?: Probe
}

interface Probe {
  readonly httpGet: { readonly path: string; readonly port: string }
}

export interface PodTemplate {
  readonly metadata: { readonly labels: Readonly<Record<string, string>> }
  readonly spec: {
    readonly automountServiceAccountToken?: boolean
    readonly enableServiceLinks?: boolean
    readonly securityContext?: object
    readonly initContainers?: readonly Container[]
    readonly containers: readonly Container[]
    readonly terminationGracePeriodSeconds?: number
  }
}

export interface Workload {
  readonly kind: string
  readonly metadata: { readonly name: string }
  readonly spec: { readonly template: PodTemplate }
}

interface Kustomization {
  readonly namespace: string
  readonly resources: readonly string[]
  readonly images: readonly { readonly name: string; readonly newTag: string }[]
  readonly configMapGenerator: readonly { readonly name: string; readonly literals: readonly string[] }[]
}

export interface ComposeService {
  readonly image?: string
  readonly build?: string
  readonly command?: readonly string[]
  readonly environment?: Readonly<Record<string, string | number>>
  readonly networks?: readonly string[] | Readonly<Record<string, { readonly ipv4_address?: string }>>
  readonly secrets?: readonly string[]
  readonly configs?: readonly { readonly source: string; readonly target: string }[]
  readonly ports?: readonly string[]
  readonly depends_on?: readonly string[] | Readonly<Record<string, object>>
  readonly read_only?: boolean
  readonly cap_drop?: readonly string[]
  readonly stop_grace_period?: string
}

export interface ComposeFile {
  readonly services: Readonly<Record<string, ComposeService>>
  readonly configs: Readonly<Record<string, { readonly file: string }>>
  readonly secrets: Readonly<Record<string, { readonly file: string }>>
  readonly networks: Readonly<Record<string, object>>
}

export const compose = readYaml('docker-compose.yml')[0] as ComposeFile
/** The services that run this server's image. */
export const ownServices = Object.entries(compose.services).filter(([, { build }]) => build !== undefined)

export const kustomization = readYaml('deploy/kubernetes/kustomization.yaml')[0] as Kustomization
export const workloads = ['deployment', 'migration-job'].map((name) => readYaml(`deploy/kubernetes/${name}.yaml`)[0] as Workload)
export const containersOf = ({ spec }: Workload): readonly Container[] => [
  ...(spec.template.spec.initContainers ?? []),
  ...spec.template.spec.containers,
]

/** The environment that the nodes and jobs of the manifests share. */
export const kubernetesSettings: ReadonlyMap<string, string> = new Map(
  kustomization.configMapGenerator.flatMap(({ literals }) => literals.map((literal) => literal.split(/=(.*)/, 2) as [string, string])),
)
