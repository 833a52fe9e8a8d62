import type { ChainBreakKind } from '../domain/chain.ts';
import { type MailParts, renderHtml, renderText } from './layout.ts';

/** What a mail says to superusers when a ledger does not verify. */
export interface SealedMailFacts {
  /** Of the organization; null: the platform's own ledger. */
  readonly organization: string | null;
  readonly ledger: string;
  readonly firstBroken: number | null;
  readonly what: ChainBreakKind | null;
  readonly explanation: string;
  readonly sealedAt: Date;
  readonly url: string;
  readonly checkpoint: string | null;
}

const DATE = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'medium', timeZone: 'UTC' });
const LEAD_ORGANIZATION =
  'Nothing can be submitted, decided, issued or configured there until a superuser has dealt with it. Reading, signing in, revoking, CRLs, exports and verifications go on.';
const LEAD_PLATFORM =
  'Nobody can sign in, and no organization or person can be changed, until it is unsealed on the server. Organizations that are not sealed themselves go on with what is under way.';
const CLOSING_ORGANIZATION =
  'Find out first how it came about, and keep a copy of the database and an export as they are. Then unseal with a written reason: the ledger is closed for good as it stands, and a new epoch begins.';
const CLOSING_PLATFORM =
  'Find out first how it came about, and keep a copy of the database and an export as they are. This ledger is unsealed on the server itself, with "countersign ledger unseal".';

/** Subject, text and HTML of it. */
export function sealedMail(facts: SealedMailFacts): { subject: string; text: string; html: string } {
  const { organization, ledger, firstBroken, what, explanation, sealedAt, url, checkpoint } = facts;
  const whose = organization ?? 'the platform';
  const parts: MailParts = {
    tone: 'bad',
    state: 'Sealed',
    heading: `The audit ledger of ${whose} does not verify`,
    lead: organization === null ? LEAD_PLATFORM : LEAD_ORGANIZATION,
    preview: explanation,
    facts: [
      { label: 'Ledger', value: ledger, kind: 'host' },
      { label: 'What', value: what ?? 'unknown' },
      { label: 'First broken', value: firstBroken === null ? 'unknown' : `record ${firstBroken}` },
      { label: 'Found', value: explanation, kind: 'said' },
      { label: 'Sealed at', value: `${DATE.format(sealedAt)} UTC` },
    ],
    link: { label: 'Look at the audit chain', url },
    closing: organization === null ? CLOSING_PLATFORM : CLOSING_ORGANIZATION,
    checkpoint,
  };
  return {
    subject: `Sealed: the audit ledger of ${whose} does not verify`,
    text: renderText(parts),
    html: renderHtml(parts),
  };
}
