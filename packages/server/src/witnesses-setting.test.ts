import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { ConfigError } from './config-values.ts';
import { verifierKey } from './domain/checkpoint.ts';
import { witnessKey } from './domain/cosignature.ts';
import { witnessesOf } from './witnesses-setting.ts';

const { publicKey } = generateKeyPairSync('ed25519');
const first = witnessKey('witness.example/w1', publicKey);
const second = witnessKey('witness.example/w2', publicKey);

const read = (value: string) => witnessesOf({ COUNTERSIGN_WITNESSES: value });
const messageOf = (value: string): string => {
  try {
    read(value);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return 'accepted';
};

describe('the witnesses', () => {
  test('are none without the setting', () => {
    expect(witnessesOf({})).toEqual([]);
    expect(read(' ;\n')).toEqual([]);
  });

  test('are separated by semicolons or by line ends, each a verifier key and an address', () => {
    const expected = [
      { name: 'witness.example/w1', vkey: first, url: new URL('https://witness.example/') },
      { name: 'witness.example/w2', vkey: second, url: new URL('http://10.0.0.2:8090/prefix/') },
    ];
    expect(read(`${first} https://witness.example;${second}  http://10.0.0.2:8090/prefix/`)).toEqual(expected);
    expect(read(`\n${first} https://witness.example\r\n${second}\thttp://10.0.0.2:8090/prefix/\n`)).toEqual(expected);
  });

  test.each([
    ['a key alone', first, 'has as witness 1 what is not a verifier key, a space and an address'],
    ['too many words', `${first} https://a b`, 'has as witness 1 what is not a verifier key'],
    ['another scheme', `${first} ftp://witness.example`, 'has as witness 1 an address that is not http or https'],
    ['a password', `${first} https://u:secret@witness.example`, 'has as witness 1 an address that is not http'],
    ['a query', `${first} https://witness.example/?a`, 'has as witness 1 an address that is not http or https'],
    ['no address', `${first} witness.example`, 'has as witness 1 an address that is not http or https'],
    [
      'a key that was changed',
      `${first} https://a;${second.replace('w2', 'w3')} https://b`,
      'has as witness 2 no key of a witness',
    ],
    ['the key of a ledger', `${verifierKey('a', publicKey)} https://a`, 'has as witness 1 no key of a witness'],
    ['one of them twice', `${first} https://a;${first} https://b`, 'names witness.example/w1 twice'],
  ])('are refused in one line that names the setting: %s', (_, value, why) => {
    const message = messageOf(value);
    expect(message).toContain(`COUNTERSIGN_WITNESSES ${why}`);
    expect(message).toContain(', for example COUNTERSIGN_WITNESSES=');
    expect(message).not.toMatch(/\n|secret/);
  });
});
