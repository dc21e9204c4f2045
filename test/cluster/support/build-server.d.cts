/** Compiles a server as it ships into a folder of its own: this one, or that whose sources are elsewhere. Returns the folder. */
export function buildServer(source?: string): string
