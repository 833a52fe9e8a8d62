/** Answers everybody who asks in the same turn of the loop by one read; who asks for the same key shares its answer. */
export function batched<Key, Value>(
  readMany: (keys: readonly Key[]) => Promise<(key: Key) => Value>,
): (key: Key) => Promise<Value> {
  let waiting: Set<Key> | null = null;
  let running: Promise<(key: Key) => Value>;
  return (key) => {
    if (waiting === null) {
      const keys = new Set<Key>();
      waiting = keys;
      running = new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
        waiting = null;
        return readMany([...keys]);
      });
    }
    waiting.add(key);
    return running.then((answer) => answer(key));
  };
}
