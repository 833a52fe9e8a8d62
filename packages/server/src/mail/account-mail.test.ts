import { describe, expect, it } from 'vitest';
import { accountMail } from './account-mail.ts';

const facts = {
  name: 'Mara <b>',
  url: 'https://countersign.corp.com/reset-password#token=csr_secret',
  expiresAt: new Date('2026-11-24T10:31:00.000Z'),
};

describe('a mail with a one-time link', () => {
  it('for a new password says who asked, until when it works, and what to do if it was somebody else', () => {
    const { subject, text, html } = accountMail({ ...facts, kind: 'PASSWORD_RESET', invitation: null });
    expect(subject).toBe('A new password for Countersign');
    expect(text).toContain('Valid until  24 November 2026 at 10:31 UTC');
    expect(text).toContain(`${facts.url}\n`);
    expect(text).toContain('do nothing');
    expect(html).toContain(facts.url);
    expect(subject).not.toContain('csr_');
  });

  it('that invites names the organization and who invites, and takes neither for markup', () => {
    const invitation = { by: 'ada@corp.com', organization: '<i>Corp</i>' };
    const { subject, html } = accountMail({ ...facts, kind: 'INVITATION', invitation });
    expect(subject).toBe('Invitation: <i>Corp</i>');
    expect(html).toContain('&lt;i&gt;Corp&lt;/i&gt;');
    expect(html).not.toContain('<i>');
    expect(html).not.toContain('<b>');
  });
});
