import { getNamedType, isObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEntry } from '../../domain/audit-record.ts';
import { buildGraphqlSchema } from './schema.ts';
import { AREAS } from './testing/access-matrix/index.ts';
import { deepDocumentOf, run } from './testing/access-matrix/operation.ts';
import { openScene, type Scene } from './testing/access-matrix/scene.ts';
import { RECORDED_AREAS, SHOWN_ONCE, UNRECORDED } from './testing/recorded/index.ts';
import type { Recorded } from './testing/recorded/recorded.ts';
import { Secrets } from './testing/recorded/secrets.ts';
import { shownOnce, withoutShownOnce } from './testing/recorded/shown-once.ts';

const schema = buildGraphqlSchema();
const MUTATIONS = Object.keys(schema.getMutationType()?.getFields() ?? {});
const MATRIX = new Map(AREAS.flatMap((area) => Object.entries(area)));
const ROWS: readonly (readonly [string, Recorded])[] = RECORDED_AREAS.flatMap((area) => Object.entries(area));

describe('what every mutation leaves in the ledger', () => {
  let scene: Scene;
  const secrets = new Secrets();
  const answers: string[] = [];
  beforeAll(async () => {
    scene = await openScene();
  });
  afterAll(() => scene.close());

  const recordsSince = async (known: ReadonlySet<string>) => {
    const all = await scene.open.database.pool.query<{ id: string; entry: string }>(
      "select ledger || ':' || seq as id, entry from ledger_record order by ledger, seq",
    );
    return all.rows.filter(({ id }) => !known.has(id));
  };

  it('is said of each in the table, or it is explained why there is none', () => {
    const said = [...ROWS.map(([name]) => name), ...Object.keys(UNRECORDED)];
    expect(said.toSorted()).toEqual(MUTATIONS.toSorted());
  });

  it.each(ROWS)('%s', async (name, row) => {
    const access = MATRIX.get(`Mutation.${name}`);
    const caller = scene.callers.get(row.by ?? 'AD') ?? null;
    const id = row.already === true ? '' : await (row.on ?? access?.on)?.(scene);
    await scene.server.settle();
    const known = new Set(row.already === true ? [] : (await recordsSince(new Set())).map((record) => record.id));
    let made: unknown = null;
    if (row.already !== true) {
      const variables = row.ask?.(id ?? '') ?? (await access?.ask?.(id ?? '', scene)) ?? {};
      secrets.addGiven(variables);
      // Who has just signed in is nobody yet while this is answered: most of what one may see is not.
      const document = deepDocumentOf(schema, 'Mutation', name, caller === null ? 2 : 3);
      const onSession = (token: string) => secrets.add(token);
      const answered = await run(
        { schema, scene },
        { kind: 'Mutation', field: name },
        { caller, variables, onSession, document },
      );
      await scene.server.settle();
      expect(answered.errors).toEqual([]);
      expect(answered.data).toMatchObject({ userErrors: [] });
      for (const secret of shownOnce(schema, name, answered.data, SHOWN_ONCE)) secrets.add(secret);
      answers.push(JSON.stringify(withoutShownOnce(schema, name, answered.data, SHOWN_ONCE)));
      made = answered.data;
    }

    const records = (await recordsSince(known)).map(({ entry }) => readEntry(entry));
    const about = aboutOf(row, id ?? '', { made, callerId: caller?.user.id ?? '' });
    const found = records.find(({ type, subject }) => type === row.record && (about === null || subject.id === about));
    if (found === undefined) {
      const there = records.map(({ type, subject }) => `${type} of ${subject.id}`).join(', ');
      throw new Error(`No ${row.record} of ${about} was recorded; there is ${there === '' ? 'nothing' : there}.`);
    }
    const actors = { subject: found.subject.id, system: 'system' };
    expect(found.actor.id).toBe(row.actor === undefined ? caller?.principal.actor.id : actors[row.actor]);
    expect(found.detail).toMatchObject(row.detail ?? {});
  });

  it('holds no secret, and nor does the log, nor any answer but the one that shows it once', async () => {
    expect(secrets.size).toBeGreaterThan(6);
    const superuser = scene.callers.get('SU') ?? null;
    for (const [name, row] of MATRIX) {
      const [kind, field = ''] = name.split('.');
      if (kind !== 'Query' || field.includes(' ')) continue;
      const id = await row.on(scene);
      const variables = (await row.ask?.(id, scene)) ?? {};
      const call = { caller: superuser, variables, document: deepDocumentOf(schema, 'Query', field) };
      answers.push(JSON.stringify(await run({ schema, scene }, { kind, field }, call)));
    }
    const entries = (await recordsSince(new Set())).map(({ entry }) => entry);
    expect(entries.filter((entry) => secrets.in(entry).length > 0)).toEqual([]);
    expect(scene.logged.filter((line) => secrets.in(line).length > 0)).toEqual([]);
    expect(answers.filter((answer) => secrets.in(answer).length > 0)).toEqual([]);
  });

  it('names no field that could show a secret, but for those that do so once', () => {
    const fields = Object.values(schema.getTypeMap()).flatMap((type) =>
      isObjectType(type) && !type.name.startsWith('__')
        ? Object.values(type.getFields())
            .filter(({ type: of }) => ['String', 'ID'].includes(getNamedType(of).name))
            .map(({ name }) => `${type.name}.${name}`)
        : [],
    );
    const suspicious = fields.filter((field) => /\..*(?:password|secret|token|privateKey|inviteUrl)/i.test(field));
    expect(new Set(suspicious)).toEqual(SHOWN_ONCE);
  });
});

/** Id of what the record has to be about; null: not looked at. */
function aboutOf(
  { about, already }: Recorded,
  id: string,
  { made, callerId }: { readonly made: unknown; readonly callerId: string },
): string | null {
  if (already === true) return null;
  if (about === undefined) return id;
  if (typeof about === 'function') return about(id);
  if (about.made === 'caller') return callerId;
  let found: unknown = made;
  for (const step of [...about.made.split('.'), 'id']) {
    found = typeof found === 'object' && found !== null ? Reflect.get(found, step) : undefined;
  }
  return typeof found === 'string' ? found : `nothing: the answer has no ${about.made}.id`;
}
