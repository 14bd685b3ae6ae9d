/**
 * Runs `work` for all items at the same time and waits for every one of them, also after one failed. Then throws the
 * first failure in time, or gives the results in the order of the items.
 */
export async function together<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const failures: unknown[] = []
  const results: Result[] = []
  await Promise.all(
    items.map(async (item, index) => {
      try {
        results[index] = await work(item)
      } catch (thrown) {
        failures.push(thrown)
      }
    }),
  )
  if (failures.length > 0) throw failures[0]
  return results
}

/** As `together`, but one item after the other. */
export async function inTurn<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  let before: Promise<unknown> = Promise.resolve()
  return together(items, (item) => {
    const done = before.then(() => work(item))
    before = done.catch(() => undefined)
    return done
  })
}
