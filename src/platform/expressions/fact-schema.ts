/** The facts that expressions may name, each with its members and their CEL types: `{ user: { sub: 'string', groups: 'list<string>' } }`. */
export type FactSchema = Readonly<Record<string, Readonly<Record<string, string>>>>
