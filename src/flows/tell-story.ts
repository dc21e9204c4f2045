import type { FlowStory, StoryClause, StoryRefusal, StoryRequest, StoryStep } from './flow-story'

const marks = { taken: '✓', refused: '✗', failed: '✗' } as const
const timeOf = (at: string) => at.slice(11, 23)

const toClauseText = ({ id, url }: StoryClause) => (url === undefined ? id : `${id}  ${url}`)

/** What a refusal says, one fact to a line. */
function tellRefusal(refusal: StoryRefusal): readonly string[] {
  const [first, ...others] = refusal.clauses.filter(({ url }) => url !== undefined)
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['error', `${refusal.error}: ${refusal.description}`],
    ['check', refusal.check],
    ['clause', first && toClauseText(first)],
    ...others.map((clause) => ['', toClauseText(clause)] as const),
    ['because', refusal.reason],
    ['expected', refusal.expected],
    ['received', refusal.received],
    ['mend', refusal.hint],
  ]
  return facts.filter(([, text]) => text !== undefined).map(([name, text]) => `${name.padEnd(9)} ${text ?? ''}`)
}

const tellStep = ({ outcome, description, refusal }: StoryStep): readonly string[] => [
  `    ${marks[outcome]} ${description}`,
  ...(refusal
    ? tellRefusal(refusal)
        .slice(1)
        .map((line) => `        ${line}`)
    : []),
]

const tellRequest = (request: StoryRequest): readonly string[] => [
  '',
  `${timeOf(request.at)}  ${request.method} ${request.path}  ${request.status}  ${request.milliseconds} ms  at ${request.node}`,
  ...request.steps.flatMap(tellStep),
]

const subjectsOf = ({ client, sub }: FlowStory) =>
  [client === undefined ? [] : `client ${client}`, sub === undefined ? [] : `sub ${sub}`].flat().join(', ')

/** A flow's story in lines for a terminal: who, then request by request, and at the end why it was refused. */
export function tellStory(story: FlowStory): readonly string[] {
  const { flow, outcome, requests, refusal } = story
  const begun = requests[0]?.at.slice(0, 10) ?? ''
  const ending = refusal
    ? ['', outcome === 'taken' ? 'What was refused on the way:' : 'Why it was refused:', ...indent(tellRefusal(refusal))]
    : []
  return [`Flow ${flow}  ${begun} (UTC)  ${subjectsOf(story)}`.trimEnd(), ...requests.flatMap(tellRequest), ...ending]
}

const indent = (lines: readonly string[]) => lines.map((line) => `  ${line}`)
