import { Committer } from '../packages/server/src/ledger/committer.ts';
import { readColumns } from '../packages/server/src/store/columns.ts';
import { openDatabase } from '../packages/server/src/store/database.ts';
import { commitApproval, type LedgerWorld } from './ledger-world.ts';
import { sample } from './measure.ts';

interface Work {
  readonly url: string;
  readonly ledger: string;
  readonly user: string;
  readonly ids: string[];
  readonly seconds: number;
  readonly writers: number;
}

/** One of two servers that decide on the same organization: a process of its own, told by its parent what to do. */
process.once('message', (work: Work) => {
  void run(work);
});

async function run({ url, ledger, user, ids, seconds, writers }: Work): Promise<void> {
  const database = await openDatabase(url, { log: () => undefined, poolSize: 4 });
  const committer = new Committer({ database, schema: readColumns(database.orm), onCommitted: () => undefined });
  const world: Pick<LedgerWorld, 'ledger'> = { ledger };
  const measured = await sample(writers, seconds, async () => {
    const id = ids.pop();
    if (id === undefined) throw new Error('more was decided than was prepared');
    await commitApproval(world, committer, user, id);
  });
  await database.close();
  process.send?.(measured);
  process.disconnect();
}
