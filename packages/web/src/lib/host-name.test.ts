import { describe, expect, it } from 'vitest';
import { hostNameParts, toUnicode } from './host-name.ts';
import { findRegistrable } from './public-suffixes.ts';
import { decodePunycode } from './punycode.ts';

describe('hostNameParts', () => {
  it('finds the registrable part, also below a two-label public suffix', () => {
    expect(hostNameParts('api.payments.corp.com', findRegistrable)).toMatchObject({
      prefix: 'api.payments.',
      registrable: 'corp.com',
    });
    expect(hostNameParts('shop.example.co.uk', findRegistrable)).toMatchObject({
      prefix: 'shop.',
      registrable: 'example.co.uk',
    });
    expect(hostNameParts('corp.com', findRegistrable)).toMatchObject({ prefix: '', registrable: 'corp.com' });
  });

  it('keeps the star of a wildcard in front', () => {
    expect(hostNameParts('*.preview.corp.com', findRegistrable)).toMatchObject({
      prefix: '*.preview.',
      registrable: 'corp.com',
    });
  });

  it('takes the last two labels of an internal name', () => {
    expect(hostNameParts('db.prod.internal', findRegistrable)).toMatchObject({
      prefix: 'db.',
      registrable: 'prod.internal',
    });
    expect(hostNameParts('localhost', findRegistrable)).toMatchObject({ prefix: '', registrable: 'localhost' });
  });
});

describe('hostNameParts while the public suffix list is still being read', () => {
  it('shows the whole name and singles nothing out', () => {
    expect(hostNameParts('shop.example.co.uk', null)).toEqual({
      prefix: 'shop.example.co.uk',
      registrable: '',
      unicode: null,
    });
  });
});

describe('toUnicode', () => {
  it('decodes A-labels, and is null where nothing differs', () => {
    expect(toUnicode('xn--bcher-kva.example')).toBe('bücher.example');
    expect(toUnicode('www.xn--fiqs8s')).toBe('www.中国');
    expect(toUnicode('plain.example')).toBeNull();
  });

  it('cannot be used to show invisible or direction-changing characters', () => {
    expect(toUnicode('xn--paypal-df0c.example')).toBeNull();
    expect(toUnicode('xn--ab-g4t.example')).toBeNull();
  });
});

describe('decodePunycode', () => {
  it('holds the samples of RFC 3492 §7.1', () => {
    expect(decodePunycode('egbpdaj6bu4bxfgehfvwxn')).toBe('ليهمابتكلموشعربي؟');
    expect(decodePunycode('Proprostnemluvesky-uyb24dma41a')).toBe('Pročprostěnemluvíčesky');
    expect(decodePunycode('3B-ww4c5e180e575a65lsy2b')).toBe('3年B組金八先生');
  });

  it('refuses what is not Punycode', () => {
    expect(decodePunycode('bcher-kv!')).toBeNull();
    expect(decodePunycode('99999999')).toBeNull();
  });
});
