type Cel = typeof import('@marcbachmann/cel-js')

let cel: Promise<Cel> | undefined

/** The library of the Common Expression Language: loaded when the first expression is compiled, never at start. */
export const loadCel = (): Promise<Cel> => (cel ??= import('@marcbachmann/cel-js'))
