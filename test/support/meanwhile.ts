/** Has something happen right before a method is called the next time: what another node does between a look and the unit that rests on it. */
export function meanwhile<Instance extends object>(
  instance: Instance,
  method: keyof Instance & string,
  happens: () => Promise<unknown>,
): void {
  const original = instance[method] as (...args: unknown[]) => Promise<unknown>
  const once = async (...args: unknown[]) => {
    Reflect.deleteProperty(instance, method)
    await happens()
    return original.apply(instance, args)
  }
  Object.defineProperty(instance, method, { value: once, configurable: true })
}
