import { type GraphQLResolveInfo, isInterfaceType, isObjectType } from 'graphql';
import { expect, test } from 'vitest';
import { buildGraphqlSchema } from './schema.ts';

const schema = buildGraphqlSchema();

test('a node says at once which type it is, since the compiled executor does not wait for it', () => {
  const node = schema.getType('Node');
  if (!isInterfaceType(node)) throw new Error('there is no Node');
  const typeOf = (id: string) => node.resolveType?.({ id }, null, {} as GraphQLResolveInfo, node);
  const ids = ['org_1', 'usr_1', 'dev_1', 'dtp_1', 'apr_1', 'ca_1', 'crt_1', 'tok_1', 'org_1:7', 'platform:0'];
  const names = ids.map((id) => {
    const name = typeOf(id);
    if (typeof name !== 'string') throw new Error(`${id} does not say at once what it is`);
    return name;
  });
  expect(names.slice(-2)).toEqual(['AuditRecord', 'AuditRecord']);
  for (const name of names) expect(isObjectType(schema.getType(name)), name).toBe(true);
});

test('an id of no known kind names no type', () => {
  const node = schema.getType('Node');
  if (!isInterfaceType(node)) throw new Error('there is no Node');
  expect(node.resolveType?.({ id: 'ses_1' }, null, {} as GraphQLResolveInfo, node)).toBeUndefined();
});
