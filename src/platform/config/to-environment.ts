/** The process's environment; with --development among the arguments, NODE_ENV is development where it is not set. */
export function toEnvironment(args: readonly string[], environment: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  return args.includes('--development') ? { NODE_ENV: 'development', ...environment } : environment
}
