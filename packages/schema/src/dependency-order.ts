/**
 * Orders names so that each comes after everything it depends on (Kahn's topological order, so that a long chain needs
 * no stack).
 *
 * @param dependencies what each name depends on; what is no name itself does not count.
 * @returns all names but those that lie on a circle or lead to one.
 * @example dependencyOrder(new Map([['b', ['a']], ['a', []]])) // ['a', 'b']
 */
export function dependencyOrder(dependencies: ReadonlyMap<string, Iterable<string>>): readonly string[] {
  const openCounts = new Map<string, number>()
  const users = new Map<string, string[]>()
  const order: string[] = []
  for (const [name, all] of dependencies) {
    const targets = [...new Set(all)].filter((target) => dependencies.has(target))
    openCounts.set(name, targets.length)
    if (targets.length === 0) order.push(name)
    for (const target of targets) {
      const list = users.get(target)
      if (list) list.push(name)
      else users.set(target, [name])
    }
  }
  // the list grows while it is gone through: each name may complete those that use it
  for (const name of order) {
    for (const user of users.get(name) ?? []) {
      const open = (openCounts.get(user) ?? 0) - 1
      openCounts.set(user, open)
      if (open === 0) order.push(user)
    }
  }
  return order
}
