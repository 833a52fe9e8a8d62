import type pg from 'pg';
import type { Attack, Scene } from './attacks.ts';
import { newestAbout } from './database-edits.ts';
import { waitFor } from './wait-for.ts';
import { APPROVE } from './world.ts';

const CERTIFICATE = 'query ($id: ID!) { request(id: $id) { certificate { id } } }';
const REVOKE =
  'mutation ($input: RevokeCertificateInput!) { revokeCertificate(input: $input) { certificate { id } userErrors { code message field } } }';

interface StateAttack {
  readonly name: string;
  readonly explanation: RegExp;
  readonly before?: Attack['before'];
  readonly edit: (scene: Scene) => [text: string, values: readonly unknown[]];
  /** The record that says otherwise. */
  readonly seq: (scene: Scene) => number;
}

const lastOfAll = ({ records }: Scene) => records.length - 1;
const newestAboutRequest = ({ records, requestId }: Scene) => newestAbout(records, requestId);

/** Tables edited, and the ledger left whole: what the records say must be, and what is, are two things then. */
const edits: readonly StateAttack[] = [
  {
    name: 'a request is approved in its table',
    explanation: /Request apr_\w+ is APPROVED in its table, but record \d+ says it is still waiting for its decision/,
    edit: ({ requestId }) => [
      `update certificate_request set status = 'APPROVED', decided_at = now() where id = $1`,
      [requestId],
    ],
    seq: newestAboutRequest,
  },
  {
    name: 'other names are asked for in the table',
    explanation: /Request apr_\w+ has domains \["evil.example"\] in its table, but record \d+ says/,
    edit: ({ requestId }) => [`update certificate_request set domains = '{evil.example}' where id = $1`, [requestId]],
    seq: newestAboutRequest,
  },
  {
    name: 'a request is taken out of its table',
    explanation: /Request apr_\w+ is missing in its table, but record \d+ tells of it/,
    edit: ({ requestId }) => ['delete from certificate_request where id = $1', [requestId]],
    seq: newestAboutRequest,
  },
  {
    name: 'a vote is put in that nobody cast',
    explanation: /The vote of mara on request apr_\w+ stands in its table, but no record tells of it/,
    edit: ({ requestId, world }) => [
      `insert into decision (request_id, approver_user_id, approver_kind, approver_id, approver_name, verdict, revision,
         template_sha256, decided_at)
       select id, $2, 'user', $2, 'mara', 'APPROVE', revision, template_sha256, now() from certificate_request where id = $1`,
      [requestId, world.approver.id],
    ],
    seq: newestAboutRequest,
  },
  {
    name: 'the revocation of a certificate is undone in its table',
    explanation: /The certificate of request apr_\w+ has revoked_at empty in its table, but record \d+ set it/,
    async before({ admin, approver }, { requestId }) {
      await approver.client.change(APPROVE, { input: { requestId } });
      const certificateId = await waitFor(
        async () => (await admin.client.ask(CERTIFICATE, { id: requestId })).request?.certificate?.id,
        'the certificate',
      );
      await admin.client.change(REVOKE, { input: { certificateId, reason: 'KEY_COMPROMISE' } });
    },
    edit: ({ requestId }) => [
      'update certificate set revoked_at = null, revocation_reason = null where request_id = $1',
      [requestId],
    ],
    seq: lastOfAll,
  },
  {
    name: 'a stranger is made an admin',
    explanation: /The membership of usr_\w+ stands in its table, but no record tells of it/,
    edit: ({ ledger }) => [
      `insert into membership (organization_id, user_id, role, created_at)
       select $1, id, 'ADMIN', now() from app_user where platform_role = 'SUPERUSER'`,
      [ledger],
    ],
    seq: lastOfAll,
  },
  {
    name: 'an operator is made an admin',
    explanation: /The membership of mara@\S+ has role “ADMIN” in its table, but record \d+ says “OPERATOR”/,
    edit: ({ ledger, world }) => [
      `update membership set role = 'ADMIN' where organization_id = $1 and user_id = $2`,
      [ledger, world.approver.id],
    ],
    seq: ({ records, world }) => newestAbout(records, world.approver.id),
  },
  {
    name: 'the rules of a trust profile are widened',
    explanation: /Trust profile Internal \(dtp_\w+\) has rules \{/,
    edit: ({ world }) => [
      `update trust_profile set rules = rules || '{"requireApproval": false}' where id = $1`,
      [world.profileId],
    ],
    seq: ({ records, world }) => newestAbout(records, world.profileId, 'profile.created'),
  },
  {
    name: "a device's key is swapped",
    explanation: /Device web-01 \(dev_\w+\) has spki_sha256 “[0-9a-f]{64}” in its table/,
    edit: ({ world }) => [
      `update device set spki_sha256 = encode(sha256(id::bytea), 'hex') where id = $1`,
      [world.deviceId],
    ],
    seq: ({ records, world }) => newestAbout(records, world.deviceId),
  },
  {
    name: 'a token is given more scopes',
    explanation: /API token test \(tok_\w+\) has scopes \[/,
    edit: ({ ledger, world }) => [
      `update api_token set scopes = '{READ,SUBMIT,DECIDE,MANAGE}' where organization_id = $1 and created_by = $2`,
      [ledger, world.approver.id],
    ],
    seq: ({ records }) => records.filter(({ entry }) => entry.includes('"token.created"')).at(-1)?.seq ?? -1,
  },
];

async function perform(client: pg.Client, [text, values]: [string, readonly unknown[]]): Promise<void> {
  const { rowCount } = await client.query(text, [...values]);
  if (rowCount !== 1) throw new Error(`this changed ${rowCount} rows: ${text}`);
}

export const attacksOnState: readonly Attack[] = edits.map(({ name, explanation, before, edit, seq }) => ({
  name,
  what: 'state edited',
  explanation,
  foundAtStart: 'in the background',
  ...(before === undefined ? {} : { before }),
  async strike(scene) {
    await perform(scene.client, edit(scene));
    return seq(scene);
  },
}));
