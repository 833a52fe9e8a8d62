import { describe, expect, it } from 'vitest';
import { recordSentence } from './record-sentence.ts';
import { RECORD_TYPES } from './record-words.ts';

const MARA = { kind: 'USER', name: 'mara@corp.com' };
const sentence = (type: string, detail: Readonly<Record<string, unknown>>, actor = MARA) =>
  recordSentence({ type, actor, entry: { prev: '', seq: 1, detail } });

describe('a record in one sentence', () => {
  it('says who did what to what, and why', () => {
    const domains = ['api.corp.com', 'www.corp.com', 'a.corp.com'];
    expect(sentence('request.submitted', { domains }, { kind: 'DEVICE', name: 'web-01' })).toBe(
      'The device web-01 asked for a certificate for api.corp.com and 2 more',
    );
    expect(sentence('request.approved', { domains: ['api.corp.com'], approvals: 1, required: 2 })).toBe(
      'mara@corp.com approved api.corp.com, 1 of 2',
    );
    expect(sentence('request.rejected', { reason: 'Not ours' })).toBe('mara@corp.com rejected a request: Not ours');
    expect(sentence('member.changed', { email: 'vera@corp.com', before: 'VIEWER', after: 'OPERATOR' })).toBe(
      'mara@corp.com changed the role of vera@corp.com from viewer to operator',
    );
    expect(sentence('profile.changed', { version: 3, before: { a: 1 }, after: { requiredApprovals: 2 } })).toBe(
      'mara@corp.com changed a trust profile: requiredApprovals, now version 3',
    );
  });

  it('names the settings that were changed, and what became of a change that waited', () => {
    expect(sentence('setting.changed', { before: null, after: { host: 'mail', port: 25 } })).toBe(
      'mara@corp.com changed the settings: host, port',
    );
    expect(sentence('change.decided', { outcome: 'REJECTED', reason: 'Too wide' })).toBe(
      'mara@corp.com ended a change that waited: rejected: Too wide',
    );
  });

  it('calls a person that is named by id as people do, where that is known', () => {
    const entry = { prev: '', seq: 1, detail: { user: 'usr_1', after: 'ADMIN' } };
    const record = { type: 'profileRole.granted', actor: MARA, entry };
    const nameOf = (id: string) => (id === 'usr_1' ? 'vera@corp.com' : null);
    const said = 'mara@corp.com gave vera@corp.com a role on a trust profile as admin';
    expect(recordSentence({ ...record, nameOf })).toBe(said);
    expect(recordSentence(record)).toBe(said.replace('vera@corp.com', 'usr_1'));
  });

  it('reads as one for every type of record, however little is known of it', () => {
    for (const type of RECORD_TYPES) {
      expect(sentence(type, {}), type).toMatch(/^mara@corp\.com(?: |: )\S/);
      expect(sentence(type, {}), type).not.toMatch(/undefined|null|\[object/);
    }
  });

  it('says what it can of an entry that cannot be read, or of a type that is new', () => {
    expect(recordSentence({ type: 'request.approved', actor: MARA, entry: null })).toBe('mara@corp.com: Approved');
    expect(sentence('request.teleported', { name: 'x' })).toBe('mara@corp.com: request.teleported, x');
  });
});
