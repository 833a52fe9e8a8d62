import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GovernedHistory } from './testing/governed-history.ts';
import { type GovernedState, openGovernedState, wholeLedger } from './testing/governed-state.ts';
import type { GovernedWorld } from './testing/governed-world.ts';
import type { StateJob } from './verify-state.ts';

interface Attack {
  readonly what: string;
  readonly edits: () => readonly string[];
  /** Where it is not the whole ledger of the organization that is verified. */
  readonly job?: () => StateJob;
  /** The record that says otherwise. */
  readonly seq: () => Promise<number>;
  /** `N` stands for its number. */
  readonly says: () => string;
}

describe('tables edited with a superuser’s power, the ledger left whole', () => {
  let state: GovernedState;
  let world: GovernedWorld;
  let history: GovernedHistory;
  beforeAll(async () => {
    state = await openGovernedState();
    ({ world, history } = state);
  });
  afterAll(() => state.close());

  const newest: GovernedState['newest'] = (...about) => state.newest(...about);
  const lastOfAll = async () => {
    const head = await state.open.database.pool.query<{ size: number }>(
      'select size from ledger_head where organization_id = $1',
      [world.organizationId],
    );
    return (head.rows[0]?.size ?? 0) - 1;
  };

  const attacks: readonly Attack[] = [
    {
      what: 'a rejected request turned into an approved one',
      edits: () => [`update certificate_request set status = 'APPROVED' where id = '${history.rejected}'`],
      seq: () => newest(history.rejected, 'request.rejected'),
      says: () => `Request ${history.rejected} is APPROVED in its table, but record N says it was rejected.`,
    },
    {
      what: 'a pending request approved',
      edits: () => [
        `update certificate_request set status = 'APPROVED', issuance_status = 'ISSUING', decided_at = now() where id = '${history.pending}'`,
      ],
      seq: () => newest(history.pending),
      says: () =>
        `Request ${history.pending} is APPROVED in its table, but record N says it is still waiting for its decision.`,
    },
    {
      what: 'other names asked for',
      edits: () => [`update certificate_request set domains = '{evil.example}' where id = '${history.pending}'`],
      seq: () => newest(history.pending),
      says: () => `Request ${history.pending} has domains ["evil.example"] in its table, but record N says [`,
    },
    {
      what: 'its requester taken away, so that they may approve',
      edits: () => [
        `update certificate_request set requester_user_ids = '{usr_nobody}' where id = '${history.pending}'`,
      ],
      seq: () => newest(history.pending),
      says: () => `Request ${history.pending} has requester_user_ids ["usr_nobody"] in its table, but record N says [`,
    },
    {
      what: 'fewer approvals needed',
      edits: () => [`update certificate_request set required_approvals = 1 where id = '${history.votedOnce}'`],
      seq: () => newest(world.profiles.core, 'profile.changed', 3),
      says: () => `Request ${history.votedOnce} has required_approvals 1 in its table, but record `,
    },
    {
      what: 'a vote that nobody cast',
      edits: () => [
        `insert into decision select request_id, '${world.hana.actor.id}', 'user', '${world.hana.actor.id}', 'hana', verdict, reason, revision, template_sha256, decided_at from decision where request_id = '${history.votedOnce}'`,
      ],
      seq: () => newest(history.votedOnce),
      says: () => `The vote of hana on request ${history.votedOnce} stands in its table, but no record tells of it.`,
    },
    {
      what: 'a second vote under the same actor',
      edits: () => [
        `insert into decision select request_id, 'usr_other', approver_kind, approver_id, approver_name, verdict, reason, revision, template_sha256, decided_at from decision where request_id = '${history.votedOnce}'`,
      ],
      seq: () => newest(history.votedOnce),
      says: () => 'stands in its table, but no record tells of it.',
    },
    {
      what: 'the vote of a token given to another person',
      edits: () => [
        `update decision set approver_user_id = 'usr_other' where request_id = '${history.byToken}' and approver_kind = 'token'`,
      ],
      seq: () => newest(history.byToken, 'request.approved'),
      says: () => `The vote of CI on request ${history.byToken} has approver_user_id “usr_other” in its table`,
    },
    {
      what: 'a vote taken out',
      edits: () => [`delete from decision where request_id = '${history.votedOnce}'`],
      seq: () => newest(history.votedOnce, 'request.approved'),
      says: () => `on request ${history.votedOnce} is missing in its table, but record N tells of it.`,
    },
    {
      what: 'a comment put into somebody’s mouth',
      edits: () => [`update request_comment set text = 'Looks good' where request_id = '${history.votedOnce}'`],
      seq: () => newest(history.votedOnce, 'request.commented'),
      says: () =>
        `on request ${history.votedOnce}, as it was written, is missing in its table, but record N tells of it.`,
    },
    {
      what: 'a request taken out',
      edits: () => [`delete from certificate_request where id = '${history.pending}'`],
      seq: () => newest(history.pending),
      says: () => `Request ${history.pending} is missing in its table, but record N tells of it.`,
    },
    {
      what: 'a request that nobody submitted',
      edits: () => [
        `create temp table made as select * from certificate_request where id = '${history.issued}'`,
        `update made set id = 'apr_made', template_sha256 = repeat('0', 64)`,
        'insert into certificate_request select * from made',
      ],
      seq: lastOfAll,
      says: () => 'Request apr_made stands in its table, but no record tells of it.',
    },
    {
      what: 'a request moved to another organization',
      edits: () => [
        `update certificate_request set organization_id = '${state.other.organizationId}' where id = '${history.pending}'`,
      ],
      seq: () => newest(history.pending),
      says: () => `Request ${history.pending} has organization_id “${state.other.organizationId}” in its table`,
    },
    {
      what: 'other bytes to be signed',
      edits: () => [`update issuance_intent set tbs = '\\x3000' where request_id = '${history.issued}'`],
      seq: () => newest(history.issued, 'certificate.intended'),
      says: () => `of request ${history.issued} has tbs “`,
    },
    {
      what: 'a certificate swapped for another',
      edits: () => [`update certificate set der = '\\x3000' where request_id = '${history.issued}'`],
      seq: () => newest(history.issued, 'certificate.issued'),
      says: () => `The certificate of request ${history.issued} has der “`,
    },
    {
      what: 'a revocation undone',
      edits: () => [
        `update certificate set revoked_at = null, revocation_reason = null where id = '${history.revoked.id}'`,
      ],
      seq: () => newest(history.revoked.id, 'certificate.revoked'),
      says: () =>
        `The certificate of request ${history.revoked.requestId} has revoked_at empty in its table, but record N set it.`,
    },
    {
      what: 'a revocation undone under another id',
      edits: () => [
        `update certificate set id = 'crt_other', revoked_at = null, revocation_reason = null where id = '${history.revoked.id}'`,
      ],
      seq: () => newest(history.revoked.requestId, 'certificate.issued'),
      says: () => `has id “crt_other” in its table, but record N says “${history.revoked.id}”.`,
    },
    {
      what: 'a certificate revoked by nobody',
      edits: () => [`update certificate set revoked_at = now() where request_id = '${history.issued}'`],
      seq: () => newest(history.issued, 'certificate.issued'),
      says: () => `in its table, but no record says so; the newest about it is record N.`,
    },
    {
      what: 'the rules of a profile changed',
      edits: () => [
        `update trust_profile set rules = rules || '{"requireApproval": false}' where id = '${world.profiles.payments}'`,
      ],
      seq: () => newest(world.profiles.payments, 'profile.created'),
      says: () => `Trust profile payments (${world.profiles.payments}) has rules {`,
    },
    {
      what: 'the rules of an old version changed',
      edits: () => [
        `update trust_profile_version set rules = rules || '{"allowSelfApproval": true}' where trust_profile_id = '${world.profiles.core}' and version = 1`,
      ],
      seq: () => newest(world.profiles.core, 'profile.created'),
      says: () => `Version 1 of trust profile core (${world.profiles.core}) has rules {`,
    },
    {
      what: 'a stranger made a member',
      edits: () => [
        `insert into membership select '${world.organizationId}', user_id, 'ADMIN', created_at from membership where organization_id = '${state.other.organizationId}' limit 1`,
      ],
      seq: lastOfAll,
      says: () => 'stands in its table, but no record tells of it.',
    },
    {
      what: 'a viewer made an admin',
      edits: () => [
        `update membership set role = 'ADMIN' where role = 'VIEWER' and organization_id = '${world.organizationId}'`,
      ],
      seq: async () => {
        const found = await state.open.database.pool.query<{ id: string }>(
          `select user_id as id from membership where role = 'VIEWER' and organization_id = $1`,
          [world.organizationId],
        );
        return newest(found.rows[0]?.id ?? '', 'member.added');
      },
      says: () => 'The membership of vera@one.example has role “ADMIN” in its table, but record N says “VIEWER”.',
    },
    {
      what: 'a role on a profile given back',
      edits: () => [
        `insert into trust_profile_role values ('${world.profiles.previews}', '${world.tomasz.actor.id}', '${world.organizationId}', 'ADMIN')`,
      ],
      seq: () => newest(world.profiles.previews, 'profileRole.revoked'),
      says: () =>
        `The role of ${world.tomasz.actor.id} on trust profile ${world.profiles.previews} stands in its table, but record N took it away.`,
    },
    {
      what: 'a device’s key swapped',
      edits: () => [`update device set spki_sha256 = repeat('0', 64) where id = '${world.device.actor.id}'`],
      seq: () => newest(world.device.actor.id, 'device.registered'),
      says: () => `Device gateway (${world.device.actor.id}) has spki_sha256 “${'0'.repeat(64)}” in its table`,
    },
    {
      what: 'a device that waits for its enrollment given a key',
      edits: () => [
        `update device set spki_sha256 = repeat('1', 64) where name = 'not enrolled yet' and organization_id = '${world.organizationId}'`,
      ],
      seq: () => newest(world.device.actor.id, 'device.registered').then((enrolled) => enrolled - 2),
      says: () => 'in its table, but no record says so; the newest about it is record N.',
    },
    {
      what: 'a token given more scopes',
      edits: () => [`update api_token set scopes = '{READ,DECIDE,MANAGE}' where id = '${world.token.actor.id}'`],
      seq: () => newest(world.token.actor.id),
      says: () => `API token CI (${world.token.actor.id}) has scopes [`,
    },
    {
      what: 'a CA put in',
      edits: () => [
        `create temp table made as select * from certificate_authority where kind = 'ISSUING'`,
        `update made set id = 'ca_made', name = 'Other', organization_id = '${world.organizationId}'`,
        'insert into certificate_authority select * from made limit 1',
      ],
      seq: lastOfAll,
      says: () => 'Certificate authority ca_made stands in its table, but no record tells of it.',
    },
    {
      what: 'the CA of devices swapped',
      edits: () => [
        `update certificate_authority set certificate_der = '\\x3000' where kind = 'DEVICE_ROOT' and organization_id = '${world.organizationId}'`,
      ],
      seq: () => Promise.resolve(0),
      says: () => 'Certificate authority Device identities (',
    },
    {
      what: 'the environments of the organization',
      edits: () => [`update organization set environments = '{production}' where id = '${world.organizationId}'`],
      seq: () => Promise.resolve(0),
      says: () =>
        'Organization Corp one has environments ["production"] in its table, but record N of the ledger platform',
    },
    {
      what: 'where its checkpoints come from',
      edits: () => [`update ledger_head set origin = 'elsewhere' where organization_id = '${world.organizationId}'`],
      seq: () => Promise.resolve(0),
      says: () => `The head of the ledger ${world.organizationId} has origin “elsewhere” in its table`,
    },
    {
      what: 'the epoch of its ledger',
      edits: () => [`update ledger_head set epoch = 2 where organization_id = '${world.organizationId}'`],
      seq: () => Promise.resolve(0),
      says: () => `The head of the ledger ${world.organizationId} has epoch 2 in its table, but record N says 1.`,
    },
    {
      what: 'its ledger named as another organization’s',
      edits: () => [
        `update ledger_head set organization_id = 'one' where organization_id = '${world.organizationId}'`,
        `update ledger_head set organization_id = '${world.organizationId}' where organization_id = '${state.other.organizationId}'`,
      ],
      job: () => ({ ...wholeLedger(state.other.organizationId), organizationId: world.organizationId }),
      seq: () => Promise.resolve(0),
      says: () =>
        `The head of organization ${world.organizationId} names the ledger ${state.other.organizationId}, which is another organization's.`,
    },
  ];
  it('are found where an organization has no ledger any more, which would be verified by nobody', async () => {
    const { organizationId: id } = state.other;
    const found = await state.verifyEdited(
      [`delete from ledger_head where organization_id = '${id}'`],
      wholeLedger('platform'),
    );
    const seq = await newest(id, 'organization.changed');
    expect(found).toMatchObject({
      seq,
      what: 'state edited',
      explanation: `The head of the ledger of organization Corp two (${id}) is missing in its table, but record ${seq} of the ledger platform tells of it.`,
    });
  });

  it.each(attacks)('are found by what the records say: $what', async ({ edits, job, seq, says }) => {
    const found = await state.verifyEdited(edits(), job?.() ?? wholeLedger(world.organizationId));
    expect(found).toMatchObject({ what: 'state edited', seq: await seq() });
    for (const part of says().split('record N')) expect(found?.explanation).toContain(part);
    expect(found?.expected).not.toBe(found?.found);
  });
});
