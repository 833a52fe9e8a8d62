type Key = readonly (string | number)[];

/** Reads what never changes once; of more than `limit`, the one that was not asked for longest makes room. */
export function remembered<K extends Key, Row>(
  limit: number,
  read: (...key: K) => Promise<Row | null>,
): (...key: K) => Promise<Row | null> {
  const known = new Map<string, Promise<Row | null>>();
  return (...key) => {
    const name = key.join(':');
    const found = known.get(name) ?? read(...key);
    known.delete(name);
    known.set(name, found);
    const forget = () => {
      if (known.get(name) === found) known.delete(name);
    };
    // What is not there yet may come.
    found.then((row) => row === null && forget(), forget);
    const oldest = known.keys().next();
    if (known.size > limit && oldest.done !== true) known.delete(oldest.value);
    return found;
  };
}
