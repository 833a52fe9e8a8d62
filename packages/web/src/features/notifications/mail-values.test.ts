import { expect, test } from 'vitest';
import { MAIL_PRESETS, presetOf } from './mail-presets.ts';
import { changedMail, mailValuesOf } from './mail-values.ts';

const saved = {
  source: 'SAVED' as const,
  enabled: true,
  host: 'mail.corp.com',
  port: 587,
  tls: 'STARTTLS' as const,
  allowPlaintext: false,
  username: null,
  hasPassword: false,
  fromName: 'Countersign',
  fromAddress: 'pki@corp.com',
  updatedAt: null,
};

test('what changed is named; a password that is left empty changes nothing', () => {
  const values = mailValuesOf(saved);
  expect(changedMail(values, { ...values, port: '587', host: ' mail.corp.com ' })).toEqual([]);
  expect(changedMail(values, { ...values, host: 'other.corp.com', password: 'secret' })).toEqual(['host', 'password']);
});

test('where nothing is saved yet, mail is to be sent, encrypted before anything is said', () => {
  expect(mailValuesOf({ ...saved, source: 'NONE', enabled: false, host: null, port: null, tls: null })).toMatchObject({
    enabled: true,
    host: '',
    port: 587,
    tls: 'STARTTLS',
  });
});

test('a preset is known by what it filled in', () => {
  for (const preset of MAIL_PRESETS) expect(presetOf(preset)?.label).toBe(preset.label);
  expect(presetOf({ host: 'smtp.office365.com', port: 25, tls: 'STARTTLS' })).toBeNull();
});
