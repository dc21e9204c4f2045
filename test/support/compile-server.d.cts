export function compileServer(source: string, dist: string): void
