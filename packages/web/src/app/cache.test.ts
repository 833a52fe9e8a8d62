import { createHash } from 'node:crypto';
import { Client, fetchExchange, formatDocument, stringifyDocument } from '@urql/core';
import { cacheExchange } from '@urql/exchange-graphcache';
import { stripIgnoredCharacters } from 'graphql';
import { describe, expect, test, vi } from 'vitest';
import * as documents from '../gql/generated/graphql.ts';
import { cacheSettings } from './client.ts';
import { answerTo, kindOf } from './testing/any-answer.ts';

const named = Object.entries(documents).map(([name, document]) => ({
  name,
  document,
  text: stringifyDocument(document),
}));

describe('the cache of the app', () => {
  const asked = named.filter(({ text }) => kindOf(text) !== 'subscription');

  test.each(asked)('takes the answer to $name, finds it again, and has nothing to say', async ({ text }) => {
    const said: unknown[] = [];
    vi.spyOn(console, 'warn').mockImplementation((...words) => void said.push(words[0]));
    vi.spyOn(console, 'error').mockImplementation((...words) => void said.push(words[0]));
    const data = answerTo(text);
    const client = new Client({
      url: 'http://localhost/graphql',
      preferGetMethod: false,
      exchanges: [cacheExchange(cacheSettings), fetchExchange],
      fetch: async () => new Response(JSON.stringify({ data }), { headers: { 'content-type': 'application/json' } }),
    });
    if (kindOf(text) === 'mutation') {
      expect((await client.mutation(text, {}).toPromise()).data).toMatchObject(data);
    } else {
      expect((await client.query(text, {}).toPromise()).data).toMatchObject(data);
      expect(client.readQuery(text, {})?.data).toMatchObject(data);
    }
    expect(said).toEqual([]);
    vi.restoreAllMocks();
  });
});

describe('a document of the app', () => {
  test.each(named)(
    '$name asks by itself for all that the cache needs, and is known by its hash',
    ({ document, text }) => {
      expect(stringifyDocument(formatDocument(document))).toBe(text);
      const hash = createHash('sha256').update(stripIgnoredCharacters(text)).digest('hex');
      expect(document).toHaveProperty('documentId', hash);
    },
  );
});
