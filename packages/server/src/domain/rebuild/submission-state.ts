import { hash } from 'node:crypto';
import type { JsonObject, JsonValue } from '../audit-record-types.ts';
import type { KeyOrigin } from '../certificate-request.ts';
import { type Claims, says, saysAll, saysTime, sourceOf } from './claims.ts';
import { asObject, objectIn, type Source, type ToldRecord, textIn } from './told-record.ts';

/** The template in a request's row, if it is the one whose hash was recorded; its content is then as good as recorded. */
export function recordedTemplate(submitted: ToldRecord, template: string): JsonObject | null {
  if (hash('sha256', template, 'hex') !== textIn(submitted.detail, 'templateSha256')) return null;
  return asObject(JSON.parse(template) as JsonValue);
}

/** The key is the requester's, the server's to make, or still to come: the submission and the template's key rule say it. */
export function submittedKeyOrigin(submitted: ToldRecord, template: JsonObject | null): KeyOrigin | null {
  if (textIn(submitted.detail, 'csrSha256') !== null) return 'CSR';
  const rule = template === null ? null : objectIn(template, 'key');
  if (rule === null) return null;
  return 'algorithm' in rule ? 'SERVER' : 'AWAITED';
}

/** What a request's row holds from its submission on, until another record says something else. */
export function submittedClaims(submitted: ToldRecord, template: JsonObject | null): Claims {
  const { actor, detail } = submitted;
  const by = sourceOf(submitted);
  const keyOrigin = submittedKeyOrigin(submitted, template);
  const askers = detail.requesterUserIds ?? (actor.kind === 'user' ? [actor.id] : undefined);
  return {
    ...saysAll(
      {
        // First: what else follows from the template is only as good as it.
        template: detail.templateSha256,
        status: 'PENDING',
        issuanceStatus: 'NOT_STARTED',
        revision: 1,
        requesterKind: actor.kind,
        requesterId: actor.id,
        requesterName: actor.name,
        requesterUserIds: askers,
        domains: detail.domains,
        environment: detail.environment,
        justification: detail.justification,
        trustProfileId: detail.profile,
        profileVersion: detail.profileVersion,
        keyOrigin: keyOrigin ?? undefined,
        keyAlgorithm: detail.keyAlgorithm,
        spki: detail.spkiSha256,
        spkiSha256: detail.spkiSha256,
        csrDer: detail.csrSha256,
        csrSha256: detail.csrSha256,
        validityDays: detail.validityDays,
        renewsCertificateId: detail.renews,
        templateSha256: detail.templateSha256,
        commonName: template?.commonName,
        certificateAuthorityId: template?.ca,
        decidedAt: null,
        outcomeReason: null,
        warnedAt: null,
        escalatedAt: null,
        issuanceAttempts: 0,
        issuanceError: null,
      },
      by,
    ),
    ...saysTime('requestedAt', by),
  };
}

/** The rules of a profile's version, and the record that they are from. */
export interface ToldRules {
  readonly rules: JsonObject;
  readonly by: Source;
}

const HOUR_MS = 3_600_000;

/** What follows from the rules that a request pinned, and from when it was asked. */
export function pinnedClaims({ rules, by }: ToldRules, requestedAt: unknown): Claims {
  const required = rules.requireApproval === true ? rules.requiredApprovals : 0;
  if (!(requestedAt instanceof Date)) return says('requiredApprovals', required, by);
  const deadline = (column: string, hours: string): Claims => {
    const value = rules[hours];
    const at = typeof value === 'number' ? new Date(requestedAt.getTime() + value * HOUR_MS).toISOString() : null;
    return says(column, at, by);
  };
  return {
    ...says('requiredApprovals', required, by),
    ...deadline('expiresAt', 'expireAfterHours'),
    ...deadline('warnAt', 'warnAfterHours'),
    ...deadline('escalateAt', 'escalateAfterHours'),
  };
}
