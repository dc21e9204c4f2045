import type { FlowStory, StoryClause, StoryRefusal, StoryRequest, StoryStep } from './flow-story'

const marks = { taken: '✓', refused: '✗', failed: '✗' } as const
const timeOf = (at: string) => at.slice(11, 23)
const indent = (lines: readonly string[], by: number) => lines.map((line) => ' '.repeat(by) + line)

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

/** @param last the refusal that the story ends with: it is told there */
const tellStep = ({ outcome, description, refusal }: StoryStep, last: StoryRefusal | undefined): readonly string[] => [
  `    ${marks[outcome]} ${description}`,
  ...(refusal && refusal !== last ? indent(tellRefusal(refusal).slice(1), 8) : []),
]

const tellRequest = (request: StoryRequest, last: StoryRefusal | undefined): readonly string[] => [
  '',
  `${timeOf(request.at)}  ${request.method} ${request.path}  ${request.status}  ${request.milliseconds} ms  at ${request.node}`,
  ...request.steps.flatMap((step) => tellStep(step, last)),
]

const subjectsOf = ({ client, sub }: FlowStory) =>
  [client === undefined ? [] : `client ${client}`, sub === undefined ? [] : `sub ${sub}`].flat().join(', ')

const tellEnding = ({ outcome, refusal }: FlowStory): readonly string[] => {
  if (!refusal) return []
  return ['', outcome === 'taken' ? 'What was refused on the way:' : 'Why it was refused:', ...indent(tellRefusal(refusal), 2)]
}

/** A flow's story in lines for a terminal: who, then request by request, and at the end why it was refused. */
export function tellStory(story: FlowStory): readonly string[] {
  const { flow, requests, refusal } = story
  const begun = requests[0]?.at.slice(0, 10) ?? ''
  return [
    `Flow ${flow}  ${begun} (UTC)  ${subjectsOf(story)}`.trimEnd(),
    ...requests.flatMap((request) => tellRequest(request, refusal)),
    ...tellEnding(story),
  ]
}
