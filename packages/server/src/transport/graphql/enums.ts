import { registerEnumType } from 'type-graphql';
import {
  ACTOR_KINDS,
  API_TOKEN_SCOPES,
  ORGANIZATION_ROLES,
  PLATFORM_ROLES,
  TRUST_PROFILE_ROLES,
} from '../../domain/actor.ts';
import { ISSUANCE_STATUSES, KEY_ORIGINS, REQUEST_STATUSES, VERDICTS } from '../../domain/certificate-request.ts';
import { ERROR_CODES } from '../../domain/errors.ts';
import { KEY_ALGORITHMS } from '../../domain/key-algorithm.ts';
import { MAIL_TLS } from '../../domain/mail-settings.ts';
import { REASON_KINDS } from '../../domain/managed-reason.ts';
import { CHANGE_STATUSES } from '../../domain/pending-change.ts';
import { POLICY_CHECK_KINDS } from '../../domain/policy-check.ts';
import { REPLAY_EFFECTS } from '../../domain/profile-replay.ts';
import { EXTENDED_KEY_USAGES, KEY_SOURCES } from '../../domain/trust-profile-rules.ts';

/** Registers a closed list of words as a GraphQL enum, whose values are the words themselves. */
function enumOf<const Values extends readonly string[]>(
  name: string,
  values: Values,
  description?: string,
): Record<Values[number], Values[number]> {
  const entries = Object.fromEntries(values.map((value) => [value, value])) as Record<Values[number], Values[number]>;
  registerEnumType(entries, description === undefined ? { name } : { name, description });
  return entries;
}

/** Who acted, in upper case as GraphQL has its enums; ledgers write the same words in lower case. */
export const ActorKindEnum = enumOf(
  'ActorKind',
  ACTOR_KINDS.map((kind) => kind.toUpperCase()),
);
export const ApiTokenScopeEnum = enumOf('ApiTokenScope', API_TOKEN_SCOPES);
export const OrganizationRoleEnum = enumOf('OrganizationRole', ORGANIZATION_ROLES);
export const TrustProfileRoleEnum = enumOf('TrustProfileRole', TRUST_PROFILE_ROLES);
export const PlatformRoleEnum = enumOf('PlatformRole', PLATFORM_ROLES);
export const RequestStatusEnum = enumOf('RequestStatus', REQUEST_STATUSES);
export const IssuanceStatusEnum = enumOf('IssuanceStatus', ISSUANCE_STATUSES);
export const KeyOriginEnum = enumOf(
  'KeyOrigin',
  KEY_ORIGINS,
  "Where the key comes from: the requester's CSR, the server, or a CSR that is still to come.",
);
export const VerdictEnum = enumOf('Verdict', VERDICTS);
export const KeyAlgorithmEnum = enumOf('KeyAlgorithm', KEY_ALGORITHMS);
export const KeySourceEnum = enumOf('KeySource', KEY_SOURCES);
export const ExtendedKeyUsageEnum = enumOf('ExtendedKeyUsage', EXTENDED_KEY_USAGES);
export const UserErrorCodeEnum = enumOf(
  'UserErrorCode',
  ERROR_CODES,
  'What went wrong, for programs. Closed: a new one is announced in the change log.',
);
export const ChangeStatusEnum = enumOf('ChangeStatus', CHANGE_STATUSES);
export const ReplayEffectEnum = enumOf(
  'ReplayEffect',
  REPLAY_EFFECTS,
  'What a proposed version of a trust profile would do to a request.',
);
export const ReasonKindEnum = enumOf(
  'ReasonKind',
  REASON_KINDS,
  'What a reason is chosen for; those for REQUEST are suggestions for a justification.',
);
export const PolicyCheckKindEnum = enumOf(
  'PolicyCheckKind',
  POLICY_CHECK_KINDS,
  'A rule of the profile, which can fail; or a fact that is worth a look, and never refuses anything.',
);
export const CheckOutcomeEnum = enumOf('CheckOutcome', ['PASS', 'WARN', 'FAIL']);
export const VerificationStateEnum = enumOf('VerificationState', ['RUNNING', 'DONE', 'FAILED_TO_RUN']);
export const VerificationCauseEnum = enumOf('VerificationCause', ['BACKGROUND', 'DEMAND']);
export const CertificateAuthorityKindEnum = enumOf('CertificateAuthorityKind', ['ROOT', 'ISSUING', 'DEVICE_ROOT']);
export const RequestOrderFieldEnum = enumOf('RequestOrderField', ['REQUESTED_AT', 'DECIDED_AT', 'EXPIRES_AT']);
export const OrderDirectionEnum = enumOf('OrderDirection', ['ASC', 'DESC']);
export const RevocationReasonEnum = enumOf('RevocationReason', [
  'UNSPECIFIED',
  'KEY_COMPROMISE',
  'CA_COMPROMISE',
  'AFFILIATION_CHANGED',
  'SUPERSEDED',
  'CESSATION_OF_OPERATION',
]);
export const MailTlsEnum = enumOf(
  'MailTls',
  MAIL_TLS,
  'STARTTLS is demanded, not merely tried; TLS speaks it from the start; NONE only to the same machine, unless allowed.',
);
export const MailSettingsSourceEnum = enumOf(
  'MailSettingsSource',
  ['SAVED', 'ENVIRONMENT', 'NONE'],
  'Saved by an admin; the default from COUNTERSIGN_SMTP_URL; or nothing is set, and no mail is sent.',
);
export const UndeliveredMailStateEnum = enumOf('UndeliveredMailState', ['FAILED', 'RETRYING', 'DELIVERED']);
