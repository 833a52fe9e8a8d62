import { Command } from 'commander';
import type { Config } from '../config.ts';
import { SYSTEM } from '../domain/actor.ts';
import { Committer } from '../ledger/committer.ts';
import { readColumns } from '../store/columns.ts';
import { followDatabaseClock } from '../store/database-clock.ts';
import { createCommandReads } from '../store/reads/command-reads.ts';
import { updateRow } from '../store/state-write.ts';
import { checkPassword } from '../usecases/people-input.ts';
import type { Log } from './log.ts';
import { createPasswords } from './passwords.ts';
import { withDatabase } from './with-database.ts';

/** `countersign user …`: for whoever holds the server, when nobody can sign in any more. */
export function userCommands(config: Config, log: Log): Command {
  const user = new Command('user').exitOverride().description('helps people back in');
  user
    .command('reset-password')
    .description('sets a password, read from standard input, and ends the sessions of that person; ledgered')
    .argument('<email>')
    .action(async (email: string) => {
      const password = checkPassword((await readAll(process.stdin)).replace(/\r?\n$/, ''));
      await withDatabase(config, log, async (database) => {
        const schema = readColumns(database.orm);
        const found = await createCommandReads(database, schema).userByEmail(email);
        if (found === null) throw new Error(`Nobody here has the address ${email}.`);
        const clock = await followDatabaseClock(database, { log: log.warn });
        // Whoever held the old password is out too.
        const sessions = await database.query<{ id: string }>(
          { name: 'open-sessions', text: 'select id from session where user_id = $1 and ended_at is null' },
          [found.id],
        );
        const now = clock.now();
        const passwordHash = await (await createPasswords()).hash(password);
        const committer = new Committer({ database, schema, onCommitted: () => undefined });
        await committer.commit({
          organizationId: 'platform',
          authority: null,
          now,
          records: [
            {
              type: 'user.changed',
              actor: SYSTEM,
              subject: { kind: 'user', id: found.id },
              detail: { changed: ['password'], by: 'command line' },
            },
          ],
          writes: () => [
            updateRow('User', { id: found.id }, {}, { passwordHash }),
            ...sessions.map(({ id }) => updateRow('Session', { id }, {}, { endedAt: now })),
          ],
        });
        clock.stop();
        process.stdout.write(`The password of ${found.email} is set.\n`);
      });
    });
  return user;
}

async function readAll(stream: NodeJS.ReadStream): Promise<string> {
  if (stream.isTTY) process.stderr.write('New password, then Enter and Ctrl-D: ');
  let text = '';
  for await (const chunk of stream) text += String(chunk);
  return text;
}
