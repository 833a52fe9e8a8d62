import { describe, expect, it } from 'vitest';
import { DomainError } from './errors.ts';
import { checkEventTypes, checkWebhookUrl, isToldOf } from './webhook.ts';

const nowhere = { hasHost: () => false };
const refusalOf = (run: () => unknown): DomainError => {
  try {
    run();
  } catch (error) {
    if (error instanceof DomainError) return error;
  }
  throw new Error('this was not refused');
};

describe('the address of a webhook', () => {
  it.each([
    ['https://hooks.example.com/countersign?team=7', 'https://hooks.example.com/countersign?team=7'],
    ['  https://HOOKS.example.com ', 'https://hooks.example.com/'],
    ['https://hooks.example.com:8443/x', 'https://hooks.example.com:8443/x'],
    ['https://0x7f.1/x', 'https://127.0.0.1/x'],
    ['https://2130706433/', 'https://127.0.0.1/'],
    ['https://017700000001/', 'https://127.0.0.1/'],
  ])('%s is kept as %s', (text, kept) => {
    expect(checkWebhookUrl(text, nowhere)).toBe(kept);
  });

  it.each([
    ['http://hooks.example.com/', /https/],
    ['ftp://hooks.example.com/', /https/],
    ['file:///etc/passwd', /https/],
    ['gopher://hooks.example.com/', /https/],
    ['https://user:password@hooks.example.com/', /user name or password/],
    ['https://token@hooks.example.com/', /user name or password/],
    ['https://hooks.example.com/#part', /#/],
    ['https://hooks.example.com./', /dot at the end/],
    ['https://hooks.example.com:22/', /Port 22/],
    ['https://hooks.example.com:0/', /Port 0/],
    ['not an address', /such as https/],
    ['', /such as https/],
    [`https://hooks.example.com/${'x'.repeat(2_000)}`, /at most 2000/],
  ])('%s is refused, with what to do', (text, what) => {
    const { code, field, message } = refusalOf(() => checkWebhookUrl(text, nowhere));
    expect([code, field]).toEqual(['INVALID_INPUT', ['url']]);
    expect(message).toMatch(what);
  });

  it('may be plain http, on any port, only for a host that the operator allows', () => {
    const exceptions = { hasHost: (host: string) => host === 'inside.example' };
    expect(checkWebhookUrl('http://inside.example:81/x', exceptions)).toBe('http://inside.example:81/x');
    expect(refusalOf(() => checkWebhookUrl('http://inside.example.org/', exceptions)).code).toBe('INVALID_INPUT');
  });
});

describe('what a webhook is told of', () => {
  it('is everything about requests and certificates where no type is chosen, and just those that are', () => {
    const types = ['request.submitted', 'certificate.issued', 'member.added', 'key.delivered'];
    expect(types.filter((type) => isToldOf([], type))).toEqual(['request.submitted', 'certificate.issued']);
    expect(types.filter((type) => isToldOf(['member.added'], type))).toEqual(['member.added']);
  });

  it('is a type that there is', () => {
    expect(checkEventTypes(['session.opened', 'request.denied', 'session.opened'])).toEqual([
      'request.denied',
      'session.opened',
    ]);
    expect(refusalOf(() => checkEventTypes(['request.*'])).field).toEqual(['eventTypes']);
  });
});
