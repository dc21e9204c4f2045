/**
 * How many seconds may pass before the use of something that idles out is written down again: so seldom that not every request writes,
 * and often enough that nothing in use idles out.
 *
 * @param usual seconds, where the idle lifetime is long
 * @param idleSeconds after so long without use it ends
 */
export const touchInterval = (usual: number, idleSeconds: number): number => Math.min(usual, Math.floor(idleSeconds / 10))
