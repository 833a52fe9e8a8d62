import { expect, test } from 'vitest';
import { isEmailAddress } from './email-address.ts';

test('an ordinary address can be used', () => {
  for (const text of [
    'mara@corp.com',
    'first.last+tag@mail.corp.co.uk',
    "o'neil@corp.com",
    'a@xn--bcher-kva.example',
  ]) {
    expect(isEmailAddress(text), text).toBe(true);
  }
});

test('what a mail header could read as something else cannot', () => {
  const refused = [
    '',
    'mara',
    '@corp.com',
    'mara@',
    'mara@localhost',
    'mara@corp..com',
    '.mara@corp.com',
    'ma..ra@corp.com',
  ];
  refused.push('mara@corp.com,eve@evil.org', 'mara@corp.com\r\nBcc: eve@evil.org', 'mara@corp.com\n', ' mara@corp.com');
  refused.push('Mara <mara@corp.com>', '"a b"@corp.com', 'mara@[127.0.0.1]', 'mara@-corp.com', 'mara@eve@corp.com');
  refused.push(`${'a'.repeat(65)}@corp.com`, `mara@${'a.'.repeat(130)}com`, 'bücher@corp.com');
  for (const text of refused) expect(isEmailAddress(text), text).toBe(false);
});
