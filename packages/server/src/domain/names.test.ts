import { domainToASCII } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DomainError } from './errors.ts';
import { parseDomainName, parseHostName, registrableDomain, toUnicode } from './names.ts';

const LDH_NAME = /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/;
const label63 = 'a'.repeat(63);
const name253 = `${`${label63}.`.repeat(3)}${'b'.repeat(61)}`;

function refusal(parse: () => unknown): DomainError {
  try {
    parse();
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
  throw new Error('It was accepted.');
}

describe('a host name', () => {
  test.each([
    ['example.com', 'example.com', 'example.com'],
    ['API.Example.COM', 'api.example.com', 'api.example.com'],
    ['localhost', 'localhost', 'localhost'],
    ['db1', 'db1', 'db1'],
    ['1and1.com', '1and1.com', '1and1.com'],
    ['1.2.3.example', '1.2.3.example', '1.2.3.example'],
    ['co.uk', 'co.uk', 'co.uk'],
    ['bücher.de', 'xn--bcher-kva.de', 'bücher.de'],
    ['BÜCHER.de', 'xn--bcher-kva.de', 'bücher.de'],
    ['bu\u0308cher.de', 'xn--bcher-kva.de', 'bücher.de'],
    ['XN--BCHER-KVA.de', 'xn--bcher-kva.de', 'bücher.de'],
    ['faß.de', 'xn--fa-hia.de', 'faß.de'],
    ['例え。jp', 'xn--r8jz45g.jp', '例え.jp'],
    ['пример.рф', 'xn--e1afmkfd.xn--p1ai', 'пример.рф'],
    ['نامه\u200cای.com', 'xn--mgba3gch31f060k.com', 'نامه\u200cای.com'],
    ['l·l.cat', 'xn--ll-0ea.cat', 'l·l.cat'],
    [`${label63}.com`, `${label63}.com`, `${label63}.com`],
    [name253, name253, name253],
  ])('%s is compared as %s and shown as %s', (text, ascii, unicode) => {
    expect(parseHostName(text)).toEqual({ ascii, unicode });
  });

  test('may look like another one, and is then shown both ways', () => {
    expect(parseHostName('аррӏе.com')).toEqual({ ascii: 'xn--80ak6aa92e.com', unicode: 'аррӏе.com' });
    expect(parseHostName('xn--80ak6aa92e.com').unicode).toBe('аррӏе.com');
  });

  test.each([
    ['', 'empty'],
    [' ', 'spaces or invisible'],
    [' example.com', 'spaces or invisible'],
    ['exa mple.com', 'spaces or invisible'],
    ['example.com\n', 'spaces or invisible'],
    ['exam\tple.com', 'spaces or invisible'],
    ['example.com\u0000.evil.org', 'spaces or invisible'],
    ['a\u202eb.com', 'spaces or invisible'],
    ['a\u200eb.com', 'spaces or invisible'],
    ['a\u2066b.com', 'spaces or invisible'],
    ['a\u00adb.com', 'spaces or invisible'],
    ['a\u200bb.com', 'spaces or invisible'],
    ['a\ufeffb.com', 'spaces or invisible'],
    ['a\u034fb.com', 'spaces or invisible'],
    ['a\u3164b.com', 'spaces or invisible'],
    ['a\ud800b.com', 'spaces or invisible'],
    ['a\u200db.com', 'IDNA'],
    ['1א.com', 'IDNA'],
    ['a..b', 'empty part'],
    ['.example.com', 'empty part'],
    ['example.com.', 'empty part'],
    ['example。', 'empty part'],
    ['.', 'empty part'],
    ['..', 'empty part'],
    ['a_b.com', '"_"'],
    ['_dmarc.example.com', '"_"'],
    ['https://example.com', '":"'],
    ['example.com:443', '":"'],
    ['example.com/path', '"/"'],
    ['a%41.com', '"%"'],
    ['user@example.com', '"@"'],
    ['example.com#x', '"#"'],
    ["a'b.com", '"\'"'],
    ['<script>.com', '"<"'],
    ['[::1]', '"["'],
    ['::1', '":"'],
    ['bü_cher.de', '"_"'],
    ['bü/cher.de', '"/"'],
    ['-a.com', 'hyphen'],
    ['a-.com', 'hyphen'],
    ['a.-', 'hyphen'],
    ['ab--c.com', 'reserved'],
    ['xn--', 'hyphen'],
    ['xn--a.com', 'IDNA'],
    ['xn--abc-.com', 'hyphen'],
    ['xn--0.pt', 'IDNA'],
    ['xn--zzzzzz99.com', 'IDNA'],
    ['xn--example.com', 'IDNA'],
    ['xn--ls8h.la', 'IDNA'],
    ['💩.la', 'IDNA'],
    ['xn--1ch.com', 'IDNA'],
    ['a⁄b.com', 'IDNA'],
    ['㎯.com', 'IDNA'],
    ['1.2.3.4', 'IP address'],
    ['１.２.３.４', 'IP address'],
    ['127.1', 'IP address'],
    ['0x7f.1', 'IP address'],
    ['2130706433', 'IP address'],
    ['0x7f000001', 'IP address'],
    ['1.2.3.4.5', 'IP address'],
    ['example.123', 'IP address'],
    ['com', 'top-level'],
    ['COM', 'top-level'],
    ['рф', 'top-level'],
    ['xn--p1ai', 'top-level'],
    ['*', '"*"'],
    ['*.example.com', '"*"'],
    ['a.*.b', '"*"'],
    ['a*.example.com', '"*"'],
    ['＊.example.com', 'letters, digits'],
    [`${'a'.repeat(64)}.com`, 'longer than 63'],
    [`${'ü'.repeat(60)}.com`, 'longer than 63'],
    [`${name253}b`, '253'],
    [`${'bücher.'.repeat(20)}de`, '253'],
    ['a.'.repeat(100_000), '253'],
  ])('cannot be %j', (text, why) => {
    const error = refusal(() => parseHostName(text, ['domains', '3']));
    expect(error).toMatchObject({ code: 'INVALID_INPUT', field: ['domains', '3'] });
    expect(error.message).toContain(why);
    expect(error.message).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
    expect(error.message.length).toBeLessThan(400);
  });

  test('whatever is typed: either refused, or an LDH name that reads as itself and stays itself', () => {
    const character = fc.oneof(
      fc.constantFrom(
        ...'abzAZ09.-_*%/xn--',
        'ü',
        'ß',
        'א',
        '1',
        '。',
        '\u200d',
        '\u202e',
        'Ａ',
        '💩',
        '\u0307',
        'İ',
        'K',
      ),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    );
    const text = fc.array(character, { maxLength: 12 }).map((all) => all.join(''));
    fc.assert(
      fc.property(
        fc.oneof(
          text,
          fc.domain(),
          fc.webAuthority(),
          fc.ipV4Extended(),
          text.map((t) => `xn--${t}`),
        ),
        (typed) => {
          let name: ReturnType<typeof parseHostName>;
          try {
            name = parseHostName(typed);
          } catch (error) {
            expect(error).toBeInstanceOf(DomainError);
            return;
          }
          expect(name.ascii).toMatch(LDH_NAME);
          expect(parseHostName(name.ascii)).toEqual(name);
          expect(parseHostName(name.unicode)).toEqual(name);
          expect(domainToASCII(name.unicode)).toBe(name.ascii);
        },
      ),
      { numRuns: 3_000 },
    );
  });

  test('of LDH labels is always taken, in lower case', () => {
    fc.assert(
      fc.property(fc.domain(), (domain) => {
        fc.pre(!/(^|\.)..--/.test(domain));
        expect(parseHostName(domain.toUpperCase()).ascii).toBe(domain.toLowerCase());
      }),
    );
  });
});

describe('a domain name', () => {
  test('may begin with a wildcard label, which both spellings keep', () => {
    expect(parseDomainName('*.Bücher.de')).toEqual({
      ascii: '*.xn--bcher-kva.de',
      unicode: '*.bücher.de',
      wildcard: true,
    });
    expect(parseDomainName('*.internal.corp')).toMatchObject({ ascii: '*.internal.corp', wildcard: true });
    expect(parseDomainName('a.example.com')).toMatchObject({ ascii: 'a.example.com', wildcard: false });
  });

  test.each([
    '*',
    '*.',
    '**.com',
    '*.*.com',
    '*.*',
    'a.*.b',
    '*a.example.com',
    '*.com',
    '*.co.uk',
    '*.рф',
    '*.1.2.3.4',
    '*..com',
    '*.example.com.',
    '.*.com',
  ])('cannot be %s', (text) => {
    expect(refusal(() => parseDomainName(text)).code).toBe('INVALID_INPUT');
  });

  test('has at most 253 characters, the wildcard counted', () => {
    expect(parseDomainName(`*.${name253.slice(2)}`).ascii).toHaveLength(253);
    expect(refusal(() => parseDomainName(`*.${name253.slice(1)}`)).message).toContain('253');
  });
});

describe('the registrable domain', () => {
  test.each([
    ['api.example.co.uk', 'example.co.uk'],
    ['example.com', 'example.com'],
    ['*.example.com', 'example.com'],
    ['foo.github.io', 'github.io'],
    ['www.xn--bcher-kva.de', 'xn--bcher-kva.de'],
    ['a.b.internal.corp', 'internal.corp'],
    ['co.uk', null],
    ['com', null],
    ['*.com', null],
    ['localhost', null],
  ])('of %s is %s', (name, expected) => {
    expect(registrableDomain(name)).toBe(expected);
  });
});

test('a name is shown in letters where its A-labels are true ones, and as it stands where not', () => {
  expect(toUnicode('*.xn--bcher-kva.de')).toBe('*.bücher.de');
  expect(toUnicode('xn--a.xn--bcher-kva.xn--ls8h')).toBe('xn--a.bücher.xn--ls8h');
});
