import { describe, expect, test } from 'vitest';
import { DomainError } from '../domain/errors.ts';
import { checkEmail, checkEnvironments, checkName, checkPassword, checkSlug } from './people-input.ts';

function refusal(check: () => unknown): DomainError {
  try {
    check();
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
  throw new Error('It was accepted.');
}

/** What controls, reorders or cannot be written: each refused in every name. */
const REFUSED = [
  '\u0000',
  '\u0007',
  '\t',
  '\n',
  '\r',
  '\u001b',
  '\u007f',
  '\u0085',
  '\u061c',
  '\u00ad',
  '\u200b',
  '\u200d',
  '\u2060',
  '\u200e',
  '\u200f',
  '\u2028',
  '\u2029',
  '\u202a',
  '\u202e',
  '\u2066',
  '\u2069',
  '\ufeff',
  '\ud800',
  '\udc00',
];

describe('a name of a person or thing', () => {
  test.each(REFUSED)('cannot hold %j', (character) => {
    const error = refusal(() => checkName(`a${character}b`, 'commonName'));
    expect(error).toMatchObject({ code: 'INVALID_INPUT', field: ['commonName'] });
    expect(error.message).not.toContain(character);
  });

  test.each(['Zoë Müller', 'שרה כהן', '王小明', 'Ünïcode & <b>Sons</b>', '🔏 on call ❤️', "O'Brien; drop table"])(
    'can be %j',
    (name) => {
      expect(checkName(` ${name} `)).toBe(name.normalize('NFC'));
    },
  );

  test('has 1 to 100 characters', () => {
    expect(checkName('n'.repeat(100))).toHaveLength(100);
    for (const name of ['', '   ', 'n'.repeat(101)]) {
      expect(refusal(() => checkName(name))).toMatchObject({ code: 'INVALID_INPUT', field: ['name'] });
    }
  });
});

describe('an e-mail address', () => {
  test.each([
    'mara@corp.example\r\nBcc: all@corp.example',
    'mara@corp.example\nDATA',
    'mara@corp.example,eve@evil.example',
    'mara@corp.example;eve@evil.example',
    'Mara <mara@corp.example>',
    '"mara@evil.example"@corp.example',
    'mara@corp.example eve@evil.example',
    'mara@@corp.example',
    'mara@corp.example\u0000',
    'm\u202eara@corp.example',
    'mara@[127.0.0.1]',
    'mara',
    '',
    `${'m'.repeat(65)}@corp.example`,
    `mara@${'corp.'.repeat(60)}example`,
  ])('cannot be %j', (email) => {
    expect(refusal(() => checkEmail(email))).toMatchObject({ code: 'INVALID_INPUT', field: ['email'] });
  });

  test('is one, in lower case', () => {
    expect(checkEmail(' Mara.Lind+ops@Corp.Example ')).toBe('mara.lind+ops@corp.example');
  });
});

describe('a slug', () => {
  test.each(['', 'Corp', '-corp', 'corp-', 'co rp', 'corp/eu', '..', 'corp\n', 'c'.repeat(41), 'platform', 'cörp'])(
    'cannot be %j',
    (slug) => {
      expect(refusal(() => checkSlug(slug))).toMatchObject({ code: 'INVALID_INPUT', field: ['slug'] });
    },
  );

  test('has lower-case letters, digits and hyphens, at most 40', () => {
    for (const slug of ['corp-eu', 'c', 'c'.repeat(40), '4u']) expect(checkSlug(slug)).toBe(slug);
  });
});

describe('environments', () => {
  test('are 1 to 50, in lower case, each once', () => {
    expect(checkEnvironments([' Production', 'staging', 'production'])).toEqual(['production', 'staging']);
    const tooMany = Array.from({ length: 51 }, (_, index) => `e${index}`);
    for (const environments of [[], tooMany, ['prod_eu'], ['-prod'], ['prod\n1'], ['p\u202erod']]) {
      expect(refusal(() => checkEnvironments(environments))).toMatchObject({ field: ['environments'] });
    }
  });
});

describe('a password', () => {
  test('has 8 to 256 characters of any kind', () => {
    expect(checkPassword('12345678')).toBe('12345678');
    expect(checkPassword(' '.repeat(256))).toHaveLength(256);
    for (const password of ['1234567', 'p'.repeat(257)]) {
      const error = refusal(() => checkPassword(password));
      expect(error).toMatchObject({ code: 'INVALID_INPUT', field: ['password'] });
      expect(error.message).not.toContain(password);
    }
  });
});
