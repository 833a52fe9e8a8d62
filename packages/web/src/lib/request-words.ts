import type { QueueRowFragment } from '../gql/generated/graphql.ts';

type Row = Pick<QueueRowFragment, 'status' | 'issuanceStatus' | 'decisions' | 'decidedAt'>;

/** How a request ended, and who ended it; null while it waits. */
export function outcomeOf(
  row: Row,
): { readonly word: string; readonly by: string | null; readonly at: Date | null } | null {
  const at = row.decidedAt ? new Date(row.decidedAt) : null;
  const last = row.decisions.at(-1)?.approver.name ?? null;
  switch (row.status) {
    case 'PENDING':
      return null;
    case 'APPROVED':
      return { word: row.issuanceStatus === 'ISSUED' ? 'Issued, approved' : 'Approved', by: last ?? 'policy', at };
    case 'REJECTED':
      return { word: 'Rejected', by: last, at };
    case 'VOIDED':
      return { word: 'Voided', by: null, at };
    case 'WITHDRAWN':
      return { word: 'Withdrawn', by: null, at };
    case 'EXPIRED':
      return { word: 'Expired', by: null, at };
  }
}

export const approvalsOf = (row: Pick<QueueRowFragment, 'decisions'>): number =>
  row.decisions.filter(({ verdict }) => verdict === 'APPROVE').length;

const RULE_NAMES: Readonly<Record<string, string>> = {
  'previous certificate': 'In force',
  'names changed': 'New names',
  'key changed': 'New key',
  'key reused': 'Key in use',
  'wildcard name': 'Wildcard',
  hour: 'Time of day',
};

/** A rule of the policy as people read it. */
export const ruleName = (rule: string): string => RULE_NAMES[rule] ?? rule.charAt(0).toUpperCase() + rule.slice(1);
