import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { buildTemplate, KEY_USAGES, type TemplateContent } from './template.ts';

const content: TemplateContent = {
  names: ['api.internal.corp.com'],
  commonName: null,
  key: { spkiSha256: 'ab'.repeat(32) },
  validityDays: 90,
  keyUsages: KEY_USAGES,
  extendedKeyUsages: ['SERVER_AUTH'],
  ca: 'ca_1',
  profile: 'dtp_1',
  profileVersion: 3,
  environment: 'production',
};

test('a template is one canonical text', () => {
  expect(buildTemplate(content).template).toBe(
    `{"ca":"ca_1","commonName":null,"environment":"production","extendedKeyUsages":["SERVER_AUTH"],"key":{"spkiSha256":"${'ab'.repeat(32)}"},` +
      '"keyUsages":["DIGITAL_SIGNATURE"],"names":["api.internal.corp.com"],"profile":"dtp_1","profileVersion":3,"v":1,"validityDays":90}',
  );
});

test('its hash is the SHA-256 of that text', () => {
  const { template, templateSha256 } = buildTemplate(content);
  expect(templateSha256).toBe(createHash('sha256').update(template, 'utf8').digest('hex'));
});

test('everything that may be issued is in the hash', () => {
  const changes: Partial<TemplateContent>[] = [
    { names: ['www.internal.corp.com'] },
    { commonName: 'api.internal.corp.com' },
    { key: { spkiSha256: 'cd'.repeat(32) } },
    { key: { algorithm: 'ECDSA_P256' } },
    { key: { algorithms: ['ECDSA_P256'] } },
    { validityDays: 91 },
    { keyUsages: [] },
    { extendedKeyUsages: ['SERVER_AUTH', 'CLIENT_AUTH'] },
    { ca: 'ca_2' },
    { profile: 'dtp_2' },
    { profileVersion: 4 },
    { environment: 'staging' },
  ];
  const hashes = [content, ...changes.map((change) => ({ ...content, ...change }))].map(
    (variant) => buildTemplate(variant).templateSha256,
  );
  expect(new Set(hashes).size).toBe(changes.length + 1);
});
