import { describe, expect, test } from 'vitest';
import { sessionCookie, sessionTokenIn } from './session-cookie.ts';

const HTTPS = new URL('https://pki.corp.com');
const HTTP = new URL('http://localhost:8080');
const session = { token: 'abc', expiresAt: new Date('2026-11-24T13:48:22.000Z') };

describe('the session cookie', () => {
  test('over https it is secure and bound to the host', () => {
    expect(sessionCookie(HTTPS, session)).toBe(
      '__Host-countersign=abc; Path=/; HttpOnly; SameSite=Lax; Expires=Tue, 24 Nov 2026 13:48:22 GMT; Secure',
    );
  });

  test('over http it is neither, or no browser would keep it', () => {
    expect(sessionCookie(HTTP, session)).toBe(
      'countersign=abc; Path=/; HttpOnly; SameSite=Lax; Expires=Tue, 24 Nov 2026 13:48:22 GMT',
    );
  });

  test('a session that ends takes it away', () => {
    expect(sessionCookie(HTTP, null)).toMatch(/^countersign=; .*Expires=Thu, 01 Jan 1970 00:00:00 GMT$/);
  });

  test.each([
    ['countersign=abc', 'abc'],
    ['theme=dark; countersign=abc; other=1', 'abc'],
    ['xcountersign=abc', null],
    ['countersign=', null],
    ['__Host-countersign=abc', null],
    [undefined, null],
  ])('in %s the token is %s', (header, token) => {
    expect(sessionTokenIn(header, HTTP)).toBe(token);
  });

  test('over https a cookie without the prefix, which another host could have set, does not count', () => {
    expect(sessionTokenIn('countersign=abc', HTTPS)).toBeNull();
    expect(sessionTokenIn('__Host-countersign=abc', HTTPS)).toBe('abc');
  });
});
